/**
 * The metamodel: which class or map stands for which table, and what its relationships are. Immutable
 * once it is built; it knows neither objects nor statements.
 */
@NullMarked
package io.relmap.mapping;

import org.jspecify.annotations.NullMarked;
