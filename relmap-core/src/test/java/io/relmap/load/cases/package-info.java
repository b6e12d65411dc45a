/** Replays the loading cases recorded from the reference: statements counted, graphs compared. */
@NullMarked
package io.relmap.load.cases;

import org.jspecify.annotations.NullMarked;
