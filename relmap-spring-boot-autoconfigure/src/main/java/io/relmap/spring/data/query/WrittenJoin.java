package io.relmap.spring.data.query;

import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.query.Query;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A join that stands in {@code @Query}.
 *
 * @param path the relationship
 * @param alias a name of its own, or null
 * @param outer whether objects without a target are kept
 * @param repeats whether it leads over a collection, so that an object may stand in several rows
 */
record WrittenJoin(String path, @Nullable String alias, boolean outer, boolean repeats) {

    private static final Pattern FORM = Pattern.compile("([\\w.]+)(?:\\s+(?:as\\s+)?(\\w+))?");

    /**
     * From an annotation.
     *
     * @param mapper the entity that is looked for
     * @throws IllegalArgumentException if something that is joined is no relationship
     */
    static List<WrittenJoin> of(io.relmap.spring.data.Query query, Mapper mapper) {
        Map<String, Mapper> named = new HashMap<>();
        List<WrittenJoin> joins = new ArrayList<>();
        for (String text : query.join()) {
            joins.add(of(text, false, mapper, named));
        }
        for (String text : query.outerJoin()) {
            joins.add(of(text, true, mapper, named));
        }
        return List.copyOf(joins);
    }

    private static WrittenJoin of(
            String text, boolean outer, Mapper mapper, Map<String, Mapper> named) {
        Matcher form = FORM.matcher(text.trim());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no join: write a relationship, and \"as name\" after it");
        }
        String path = form.group(1);
        String alias = form.group(2);
        List<Relationship> way = way(path, mapper, named);
        if (alias != null) {
            named.put(alias, way.get(way.size() - 1).target());
        }
        return new WrittenJoin(
                path, alias, outer, way.stream().anyMatch(one -> one.content().isCollection()));
    }

    /** The relationships of a path from the entity, or from what was joined under a name. */
    private static List<Relationship> way(String path, Mapper mapper, Map<String, Mapper> named) {
        List<String> names = List.of(path.split("\\.", -1));
        Mapper start = names.size() > 1 ? named.get(names.get(0)) : null;
        Mapper at = start == null ? mapper : start;
        List<Relationship> way = new ArrayList<>();
        for (String name : start == null ? names : names.subList(1, names.size())) {
            Relationship relationship = at.findRelationship(name);
            if (relationship == null) {
                throw new IllegalArgumentException(
                        "join = \""
                                + path
                                + "\": "
                                + at.entityName()
                                + " has no "
                                + name
                                + " that leads to another entity. It has "
                                + at.relationships().stream().map(Relationship::name).toList());
            }
            way.add(relationship);
            at = relationship.target();
        }
        return way;
    }

    void addTo(Query<?> query) {
        if (outer) {
            if (alias == null) {
                query.outerJoin(path);
            } else {
                query.outerJoin(path, alias);
            }
        } else if (alias == null) {
            query.join(path);
        } else {
            query.join(path, alias);
        }
    }
}
