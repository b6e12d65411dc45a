/** Loads the shipped data set at the first start. */
@NullMarked
package io.relmap.demo.data;

import org.jspecify.annotations.NullMarked;
