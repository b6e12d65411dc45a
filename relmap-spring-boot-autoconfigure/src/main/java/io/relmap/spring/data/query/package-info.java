/**
 * Query methods of repositories: from a method's name or its condition to a query.
 *
 * <p>A name is cut into words by the rules of Spring Data ({@code findTop5ByBooksTitleContainingOrderByNameDesc}), and
 * its paths are resolved against the mapping, not against fields and getters: so they lead over holders and over
 * relationships that a backref generated. What comes out is a condition in relmap's expression language with values
 * as parameters, and never a value as text.
 */
@NullMarked
package io.relmap.spring.data.query;

import org.jspecify.annotations.NullMarked;
