/**
 * Replays recorded scenarios: short programs against a session, with what the reference did. One class reads
 * the file, one builds the mapping, one runs the steps, one compares on three levels (what a user sees, what is
 * loaded, the order of statements), one counts.
 */
@NullMarked
package io.relmap.scenario;

import org.jspecify.annotations.NullMarked;
