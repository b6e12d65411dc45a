/** Immutable expressions and statements, apart from how a database writes them. */
@NullMarked
package io.relmap.sql;

import org.jspecify.annotations.NullMarked;
