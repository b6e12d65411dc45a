package io.relmap.annotation;

import org.jspecify.annotations.Nullable;

/**
 * Makes the versions of rows (spec UW-116). It must be safe for use by several threads.
 *
 * @param <V> the type of the version's field
 */
@FunctionalInterface
public interface VersionGenerator<V> {

    /**
     * The version that follows.
     *
     * @param committed the row's version now, or null for a new row
     * @return the next one, different from all the row had before; never null
     */
    V next(@Nullable V committed);
}
