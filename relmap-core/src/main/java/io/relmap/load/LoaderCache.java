package io.relmap.load;

/**
 * What loading works out once for a mapping: plans of entities without options and rendered lazy
 * statements. Holds no values and no objects (LO-27). Safe for use by several threads; one for each {@code
 * Relmap}.
 */
public final class LoaderCache {

    /** An empty cache. */
    public LoaderCache() {}
}
