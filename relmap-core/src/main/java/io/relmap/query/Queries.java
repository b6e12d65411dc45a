package io.relmap.query;

import io.relmap.annotation.Internal;
import io.relmap.load.LoadOptions;
import io.relmap.load.Loader;
import io.relmap.mapping.Mapper;
import java.util.List;

/** Makes queries for a session. */
@Internal
public final class Queries {

    private Queries() {}

    /** A query for all objects of an entity; the caller knows that its objects are of type {@code T}. */
    public static <T> Query<T> create(Loader loader, Mapper mapper) {
        return new DefaultQuery<>(loader, mapper);
    }

    /** Works out loader options for a load of this entity. */
    public static LoadOptions options(Mapper mapper, Load... options) {
        return LoadTree.options(mapper, List.of(options));
    }
}
