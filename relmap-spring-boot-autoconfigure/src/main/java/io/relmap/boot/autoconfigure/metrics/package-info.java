/** relmap's numbers in Micrometer. */
@NullMarked
package io.relmap.boot.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
