package io.relmap.spring.data.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.data.projection.ProjectionFactory;
import org.springframework.util.LinkedCaseInsensitiveMap;

/** What a row of values becomes: a single value, an array, a map, a record, an interface or another class. */
final class RowType {

    private final Class<?> type;
    private final @Nullable View view;
    private volatile Places known = new Places(List.of(), List.of());

    /**
     * Where values stand, worked out once for all rows of a query.
     *
     * @param labels what the values are called
     * @param of the place of each property
     */
    private record Places(List<String> labels, List<Integer> of) {}

    private RowType(Class<?> type, @Nullable View view) {
        this.type = type;
        this.view = view;
    }

    /**
     * What rows of a type are.
     *
     * @throws IllegalArgumentException if no row can become that
     */
    static RowType of(Class<?> type, ProjectionFactory factory) {
        boolean value =
                type.isArray()
                        || BeanUtils.isSimpleProperty(type)
                        || type.getName().startsWith("java.");
        return new RowType(type, value ? null : View.of(type, factory));
    }

    /**
     * Checks that rows with these labels can become it.
     *
     * @throws IllegalArgumentException if they cannot
     */
    void check(List<String> labels) {
        if (view != null) {
            places(view, labels);
        } else if (labels.size() != 1 && isSingle()) {
            throw severalValues(labels);
        }
    }

    private boolean isSingle() {
        return type != Object.class
                && type != Object[].class
                && !type.isAssignableFrom(LinkedHashMap.class);
    }

    private IllegalArgumentException severalValues(List<String> labels) {
        return new IllegalArgumentException(
                "A row has the values "
                        + labels
                        + ", and a "
                        + type.getName()
                        + " is one value. Return a record, an interface, a Map or an Object[]");
    }

    /** What a row becomes. */
    @Nullable Object of(Row row) {
        if (view != null) {
            List<@Nullable Object> values = new ArrayList<>();
            for (int place : known(view, row.labels())) {
                values.add(row.values().get(place));
            }
            return view.made(values);
        } else if (type == Object[].class || (type == Object.class && row.values().size() != 1)) {
            return row.values().toArray();
        } else if (type != Object.class && type.isAssignableFrom(LinkedHashMap.class)) {
            return map(row);
        } else if (row.values().size() != 1) {
            throw severalValues(row.labels());
        }
        return View.converted(row.values().get(0), type);
    }

    private List<Integer> known(View shown, List<String> labels) {
        Places places = known;
        if (!places.labels().equals(labels)) {
            places = new Places(labels, places(shown, labels));
            known = places;
        }
        return places.of();
    }

    /** A plain map is found in by labels in any letters' case, as JdbcTemplate's are. */
    private Map<String, @Nullable Object> map(Row row) {
        Map<String, @Nullable Object> map =
                type.equals(Map.class) ? new LinkedCaseInsensitiveMap<>() : new LinkedHashMap<>();
        for (int i = 0; i < row.labels().size(); i++) {
            map.put(row.labels().get(i), row.values().get(i));
        }
        return map;
    }

    /** Where the values of its properties stand: by their names, or for a class in their order. */
    private static List<Integer> places(View view, List<String> labels) {
        List<String> plain = labels.stream().map(RowType::plain).toList();
        List<Integer> byName =
                view.properties().stream()
                        .map(property -> plain.indexOf(plain(property.name())))
                        .toList();
        if (!byName.contains(-1)) {
            return byName;
        }
        List<Integer> inOrder = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            inOrder.add(i);
        }
        if (view.type().isInterface() || inOrder.size() != byName.size()) {
            throw new IllegalArgumentException(
                    view
                            + " shows "
                            + view.properties().get(byName.indexOf(-1)).name()
                            + ", but a row has "
                            + labels
                            + ". Name the value by \"as\"");
        }
        return inOrder;
    }

    /** Databases have their own ways with letters' case; between words stands an underscore. */
    private static String plain(String label) {
        return label.replace("_", "").toLowerCase(Locale.ROOT);
    }
}
