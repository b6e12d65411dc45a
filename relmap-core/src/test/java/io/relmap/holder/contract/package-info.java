/** Guava's collection test suites over the holders: what {@code java.util} promises, they keep. */
@NullMarked
package io.relmap.holder.contract;

import org.jspecify.annotations.NullMarked;
