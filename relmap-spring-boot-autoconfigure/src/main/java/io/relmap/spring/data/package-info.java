/** Repositories: what an application declares. */
@NullMarked
package io.relmap.spring.data;

import org.jspecify.annotations.NullMarked;
