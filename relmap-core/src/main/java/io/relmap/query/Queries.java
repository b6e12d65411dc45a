package io.relmap.query;

import io.relmap.annotation.Internal;
import io.relmap.load.LoadOptions;
import io.relmap.load.Loader;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import java.util.List;

/** Makes queries for a session. */
@Internal
public final class Queries {

    private Queries() {}

    /** A query for all objects of an entity; the caller knows that its objects are of type {@code T}. */
    public static <T> Query<T> create(Loader loader, Mapper mapper) {
        return new DefaultQuery<>(loader, mapper);
    }

    /** A query for what a relationship of an object leads to, in the relationship's order (spec LO-90). */
    public static <T> Query<T> related(Loader loader, Relationship relationship, Object owner) {
        DefaultQuery<T> query = new DefaultQuery<>(loader, relationship.target());
        query.where(new RelatedTo(PathRef.of(null, relationship.name()), owner));
        return query.orderedBy(relationship);
    }

    /** Works out loader options for a load of this entity. */
    public static LoadOptions options(Mapper mapper, Load... options) {
        return LoadTree.options(mapper, List.of(options));
    }
}
