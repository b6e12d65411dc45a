package io.relmap.query;

import io.relmap.annotation.Internal;
import io.relmap.load.LoadOptions;
import io.relmap.load.Loader;
import io.relmap.mapping.Mapper;

/** Makes queries for a session. */
@Internal
@SuppressWarnings("DoNotCallSuggester")
public final class Queries {

    private Queries() {}

    /** A query for all objects of an entity. */
    public static <T> Query<T> create(Loader loader, Mapper mapper) {
        throw new UnsupportedOperationException("" + mapper);
    }

    /** Works out loader options for a load of this entity. */
    public static LoadOptions options(Mapper mapper, Load... options) {
        throw new UnsupportedOperationException(mapper + " " + options.length);
    }
}
