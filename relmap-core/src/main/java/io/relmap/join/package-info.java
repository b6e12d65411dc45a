/** Join inference: direction, roles of columns, pairs to copy. */
@NullMarked
package io.relmap.join;

import org.jspecify.annotations.NullMarked;
