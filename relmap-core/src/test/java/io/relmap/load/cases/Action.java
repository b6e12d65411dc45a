package io.relmap.load.cases;

import org.jspecify.annotations.Nullable;

/** One part of a step, ready to be done. */
@FunctionalInterface
interface Action {

    /** What an action gives that has no result. */
    Object NOTHING = new Object();

    /** What it gives if the step tells the result in words of its own. */
    Object TOLD = new Object();

    @Nullable Object run();
}
