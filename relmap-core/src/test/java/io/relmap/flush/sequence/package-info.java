/** Replays recorded flushes: what the reference wrote, statement by statement. */
@NullMarked
package io.relmap.flush.sequence;

import org.jspecify.annotations.NullMarked;
