/**
 * Operations on slots (get, set, append, remove, replace) and the dispatch of their events. Every change of a
 * relationship, by a program, through the other side or by a merge, goes through {@link
 * io.relmap.attribute.RelationshipAttribute}; what listens is called in one fixed order (spec AT-20):
 * extensions, single-parent check, validators, cascade, backref, ordinary listeners.
 */
@NullMarked
package io.relmap.attribute;

import org.jspecify.annotations.NullMarked;
