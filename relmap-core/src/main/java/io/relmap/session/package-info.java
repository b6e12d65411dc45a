/** The unit of work as a program sees it: sessions, transactions, object states, merge, expiry. */
@NullMarked
package io.relmap.session;

import org.jspecify.annotations.NullMarked;
