package io.relmap.mapping.config;

import io.relmap.annotation.HolderType;
import io.relmap.annotation.HolderType.Content;

/** Stand-ins for the holders, which come later in the order of packages: only their types matter here. */
final class Holders {

    private Holders() {}

    @HolderType(Content.REFERENCE)
    static final class ToOne<T> {}

    @HolderType(Content.LIST)
    static final class ToList<T> {}

    @HolderType(Content.SET)
    static final class ToSet<T> {}

    @HolderType(Content.MAP)
    static final class ToMap<K, T> {}

    @HolderType(Content.QUERY)
    static final class ToQuery<T> {}

    @HolderType(Content.COLUMN)
    static final class Deferred<T> {}

    @HolderType(Content.STATE)
    static final class EntityState {}
}
