package io.relmap.load.cases;

import org.jspecify.annotations.Nullable;

/** A value in a step; objects are looked for when the step runs. */
@FunctionalInterface
interface Value {

    @Nullable Object get();
}
