/** What stands behind a repository: its base class, its factory, its default transactions. */
@NullMarked
package io.relmap.spring.data.support;

import org.jspecify.annotations.NullMarked;
