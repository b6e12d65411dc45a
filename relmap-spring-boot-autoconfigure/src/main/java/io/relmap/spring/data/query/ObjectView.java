package io.relmap.spring.data.query;

import io.relmap.Inspect;
import io.relmap.holder.ToOne;
import io.relmap.mapping.Relationship;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.util.DirectFieldAccessFallbackBeanWrapper;

/**
 * Shows objects that were loaded. All that is to be seen is read when the view is made, so that it can be read after the
 * transaction; an open interface reads its object when it is asked.
 *
 * @param view what is shown
 * @param readings where its properties come from, in the view's order
 */
record ObjectView(View view, List<Reading> readings) {

    /** Where a property comes from. */
    sealed interface Reading permits Along, Getter, Nothing {}

    /**
     * A path over relationships.
     *
     * @param path the path
     * @param shown how the objects that it leads to are shown; null as they are
     */
    record Along(AttributePath path, @Nullable ObjectView shown) implements Reading {}

    /**
     * What the object's class has beside its attributes.
     *
     * @param name a property
     */
    record Getter(String name) implements Reading {}

    /** Nothing: it was not asked for. */
    record Nothing() implements Reading {}

    /** What is shown of an object. */
    Object of(Object object) {
        if (view.isOpen()) {
            return view.factory().createProjection(view.type(), object);
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < readings.size(); i++) {
            values.add(value(object, readings.get(i), view.properties().get(i).type()));
        }
        return view.made(values);
    }

    private static @Nullable Object value(Object object, Reading reading, Class<?> type) {
        if (reading instanceof Along along) {
            return along(object, along, type);
        } else if (reading instanceof Getter getter) {
            Object value =
                    new DirectFieldAccessFallbackBeanWrapper(object)
                            .getPropertyValue(getter.name());
            return value instanceof ToOne<?> one ? one.get() : value;
        }
        return null;
    }

    private static @Nullable Object along(Object object, Along along, Class<?> type) {
        Object at = object;
        for (Relationship step : along.path().steps()) {
            at = next(at, step.name());
        }
        Object end = next(at, along.path().last());
        ObjectView shown = along.shown();
        if (shown == null || end == null) {
            return end;
        } else if (end instanceof Collection<?> many) {
            Collection<Object> all =
                    Set.class.isAssignableFrom(type) ? new LinkedHashSet<>() : new ArrayList<>();
            many.forEach(one -> all.add(shown.of(one)));
            return all;
        }
        return shown.of(end);
    }

    /** An attribute of an object, or of each of several. */
    private static @Nullable Object next(@Nullable Object at, String name) {
        if (!(at instanceof Collection<?> many)) {
            return at == null ? null : Inspect.of(at).attribute(name).get();
        }
        List<@Nullable Object> all = new ArrayList<>();
        for (Object one : many) {
            Object value = next(one, name);
            if (value instanceof Collection<?> more) {
                all.addAll(more);
            } else {
                all.add(value);
            }
        }
        return all;
    }
}
