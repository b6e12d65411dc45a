/**
 * The annotation processor for the typed metamodel: for each entity class {@code Author} a class {@code
 * Author_} with a constant for each attribute. Runs in the compiler, one entity after the other, and knows
 * nothing of the engine but its annotations.
 */
@NullMarked
package io.relmap.processor;

import org.jspecify.annotations.NullMarked;
