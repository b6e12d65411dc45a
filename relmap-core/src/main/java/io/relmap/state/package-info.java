/**
 * What relmap remembers of one object: identity, life cycle, values of relationships, the snapshot that
 * changes are found against, and the identity map. It knows no session but through {@link
 * io.relmap.state.SessionLink}, and loads nothing but through {@link io.relmap.state.Initializer}.
 *
 * <p>A relationship's value has a <em>slot</em>: a number, the same for all objects of a class. A slot is
 * absent (never touched, not loaded, expired) or holds a value: the object referred to (or null), or the
 * {@link io.relmap.state.Members} of a collection. Beside it stand, only while there is something to
 * remember, the committed copy (what it was at the last load or flush) and the queue of changes that
 * arrived through the other side while it was absent (spec AT-1).
 */
@NullMarked
package io.relmap.state;

import org.jspecify.annotations.NullMarked;
