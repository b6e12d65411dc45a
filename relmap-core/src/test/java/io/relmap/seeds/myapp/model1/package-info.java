/** One of two packages that have a {@code Child}. */
@NullMarked
package io.relmap.seeds.myapp.model1;

import org.jspecify.annotations.NullMarked;
