package io.relmap.spring.data.query;

import io.relmap.annotation.Internal;
import io.relmap.query.Load;
import io.relmap.query.Query;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads objects, and shows them as they are or through something else.
 *
 * @param view what an object becomes
 * @param loads what is loaded along, since the view shows it
 */
@Internal
public record ObjectProjection(Function<Object, Object> view, List<Load> loads)
        implements Projection {

    /** The objects themselves. */
    public static final ObjectProjection WHOLE = new ObjectProjection(object -> object, List.of());

    @Override
    public List<?> list(Query<?> query) {
        return viewed(loading(query).list());
    }

    /** Objects that were loaded, as they are shown. */
    List<Object> viewed(List<?> objects) {
        return objects.stream().<Object>map(view).toList();
    }

    @Override
    public @Nullable Object oneOrNone(Query<?> query) {
        return viewed(loading(query).oneOrNone());
    }

    @Override
    public @Nullable Object first(Query<?> query) {
        return viewed(loading(query).first());
    }

    private @Nullable Object viewed(@Nullable Object object) {
        return object == null ? null : view.apply(object);
    }

    @Override
    public Stream<?> stream(Query<?> query) {
        return loading(query).stream().map(view);
    }

    @Override
    public ObjectProjection ofObjects() {
        return this;
    }

    /** The query, with what the view shows. */
    Query<?> loading(Query<?> query) {
        return loads.isEmpty() ? query : query.options(loads.toArray(Load[]::new));
    }
}
