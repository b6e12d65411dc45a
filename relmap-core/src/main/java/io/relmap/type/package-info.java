/**
 * Values between Java and SQL: what a column holds, how one value is bound and read.
 */
@NullMarked
package io.relmap.type;

import org.jspecify.annotations.NullMarked;
