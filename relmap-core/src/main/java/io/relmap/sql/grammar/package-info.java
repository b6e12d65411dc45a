/**
 * The closed expression language of mappings and query conditions (spec 01 section 14): a text becomes
 * the expression tree that the Java API builds, or a {@code MappingException}.
 *
 * <p>Three steps, each a class: {@code Lexer} cuts the text into tokens, {@code Parser} makes a small
 * syntax tree of them, {@code ExpressionBuilder} gives it meaning. What names mean is not known here: a
 * {@link io.relmap.sql.grammar.NameResolver} says so. Nothing is evaluated, values become bound
 * literals, and names reach SQL as resolved columns or as function names of the token form only.
 * {@link io.relmap.sql.grammar.ExpressionLanguage} is the entry.
 */
@NullMarked
package io.relmap.sql.grammar;

import org.jspecify.annotations.NullMarked;
