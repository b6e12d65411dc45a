/** One of two packages that have a {@code Child}. */
@NullMarked
package io.relmap.seeds.myapp.model2;

import org.jspecify.annotations.NullMarked;
