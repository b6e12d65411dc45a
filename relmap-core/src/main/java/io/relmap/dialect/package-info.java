/**
 * What databases do differently: how they write statements and types, what they can do, how they carry
 * values, and what their errors mean.
 *
 * <p>A database is one subclass of {@code Dialect}. It overrides small methods of the renderers; nothing
 * else in relmap asks for the name of a product.
 */
@NullMarked
package io.relmap.dialect;

import org.jspecify.annotations.NullMarked;
