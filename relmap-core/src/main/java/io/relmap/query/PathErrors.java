package io.relmap.query;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what the names of a path mean, and says what is wrong with those that mean nothing (LO-113). */
final class PathErrors {

    private PathErrors() {}

    /** The relationship of this name. */
    static Relationship relationship(Mapper mapper, String name, Object path) {
        Relationship relationship = mapper.findRelationship(name);
        if (relationship == null) {
            String what =
                    mapper.findColumn(name) == null
                            ? " has no relationship \"" + name + "\""
                            : "." + name + " is a column, no relationship";
            throw error(path, mapper + what + names(mapper, name, false));
        }
        return relationship;
    }

    /** The relationship at this place of a path that leads to a column. */
    static Relationship attribute(Mapper mapper, List<String> way, int place, Object path) {
        String name = way.get(place);
        Relationship relationship = mapper.findRelationship(name);
        if (relationship == null) {
            String what =
                    mapper.findColumn(name) == null
                            ? " has no attribute \"" + name + "\""
                            : "." + name + " is a column: the path ends there";
            throw error(path, mapper + what + names(mapper, name, true));
        }
        return relationship;
    }

    static InvalidRequestException noColumn(Relationship relationship, Object path) {
        return error(
                path,
                relationship
                        + " is a relationship, a column is expected here. Go on to one of "
                        + relationship.target()
                        + ": "
                        + columns(relationship.target()));
    }

    static InvalidRequestException empty(Mapper mapper) {
        return error("", "the path is empty. Name an attribute of " + mapper);
    }

    static InvalidRequestException error(Object path, String what) {
        return new InvalidRequestException(
                ErrorCode.INVALID_QUERY,
                "In the path \"" + path + "\": " + what + (what.endsWith("?") ? "" : "."));
    }

    private static String names(Mapper mapper, String wrong, boolean withColumns) {
        Stream<String> relationships = mapper.relationships().stream().map(Relationship::name);
        Stream<String> columns =
                withColumns ? mapper.columns().stream().map(ColumnAttribute::name) : Stream.empty();
        List<String> all =
                Stream.concat(relationships, columns)
                        .sorted(Comparator.comparingInt(name -> distance(name, wrong)))
                        .toList();
        if (all.isEmpty()) {
            return "; it has none";
        }
        String others = all.size() == 1 ? "" : " (it has " + String.join(", ", all) + ")";
        return ". Did you mean \"" + all.get(0) + "\"?" + others;
    }

    private static String columns(Mapper mapper) {
        return mapper.columns().stream()
                .map(ColumnAttribute::name)
                .collect(Collectors.joining(", "));
    }

    /** How many letters must change to make one name of the other. */
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int above = row[j];
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(diagonal + change, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[right.length()];
    }

    /** A path of a class that the query does not speak of. */
    static InvalidRequestException foreign(PathRef path, Class<?> owner, Mapper query) {
        return new InvalidRequestException(
                ErrorCode.INVALID_QUERY,
                path
                        + " does not belong to this query for "
                        + query
                        + ". Begin the path at "
                        + query
                        + ", or join the relationship that leads to "
                        + owner.getSimpleName()
                        + " once.");
    }
}
