package io.relmap.holder.pairing;

import org.jspecify.annotations.Nullable;

/** What the programs link. */
interface Keyed {

    /** What maps find it by. */
    String key();

    /** Its row's key. */
    @Nullable Long id();
}
