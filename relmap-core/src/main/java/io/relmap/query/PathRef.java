package io.relmap.query;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names of attributes one after the other.
 *
 * @param owner the entity class that has the first one, or null for the query's own entity
 * @param names the names
 */
record PathRef(@Nullable Class<?> owner, List<String> names) {

    PathRef {
        names = List.copyOf(names);
    }

    static PathRef of(@Nullable Class<?> owner, String dotted) {
        return new PathRef(owner, List.of(dotted.split("\\.", -1)));
    }

    PathRef then(PathRef more) {
        List<String> all = new ArrayList<>(names);
        all.addAll(more.names);
        return new PathRef(owner, all);
    }

    String dotted() {
        return String.join(".", names);
    }

    @Override
    public String toString() {
        return owner == null ? dotted() : owner.getSimpleName() + "." + dotted();
    }
}
