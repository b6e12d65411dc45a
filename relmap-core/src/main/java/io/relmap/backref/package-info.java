/**
 * Keeps both sides of a relationship in step: a listener on each attribute carries what happens there to
 * the attribute that is its reverse, in memory and without a session (spec AT-37).
 *
 * <p>A chain of events begins with the token of the attribute that a program touched, and the token travels
 * with it. Each attribute stops the chain when it meets a token that says the other side has begun it:
 *
 * <pre>
 * p2.kids.add(c), c in p1     token: kids APPEND
 *   append kids(p2, c)        the reverse is parent: set it
 *     set parent(c, p1 to p2) old: take c out of p1.kids, with a fresh token parent REPLACE
 *       remove kids(p1, c)    parent REPLACE: stop; p1.kids loses c
 *                             new: p2.kids gets c? token kids APPEND: stop
 *     c.parent stores p2
 *   p2.kids stores c
 * </pre>
 *
 * <p>With one-to-one, and where a map's key displaces an element, that stops one step early: a third
 * object keeps a reference that nobody returns. A strict call clears it at its end (spec AT-46): every pair
 * that the call has separated is separated on the other side too.
 */
@NullMarked
package io.relmap.backref;

import org.jspecify.annotations.NullMarked;
