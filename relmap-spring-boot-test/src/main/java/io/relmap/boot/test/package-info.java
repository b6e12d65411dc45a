/** A session for tests. */
@NullMarked
package io.relmap.boot.test;

import org.jspecify.annotations.NullMarked;
