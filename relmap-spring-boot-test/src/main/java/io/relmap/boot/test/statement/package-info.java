/**
 * What a test says about statements: how many are sent, of which kind, on which tables, and that no relationship is
 * loaded lazily again and again. As a parameter of the test ({@link io.relmap.boot.test.statement.Statements}), around a
 * block of it, or as an annotation.
 */
@NullMarked
package io.relmap.boot.test.statement;

import org.jspecify.annotations.NullMarked;
