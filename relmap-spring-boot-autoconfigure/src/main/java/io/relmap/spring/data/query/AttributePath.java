package io.relmap.spring.data.query;

import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A path over relationships to an attribute, found from the words of a method's name: {@code BooksTagsName} is {@code
 * books.tags.name}. The longest name that is an attribute wins, as in Spring Data; an underscore ends a name where that
 * is not what is meant.
 *
 * @param steps the relationships on the way
 * @param column the column attribute at the end, or null
 * @param relationship the relationship at the end, or null
 */
record AttributePath(
        List<Relationship> steps,
        @Nullable ColumnAttribute column,
        @Nullable Relationship relationship) {

    /**
     * Finds what the words mean.
     *
     * @throws IllegalArgumentException if they mean nothing
     */
    static AttributePath resolve(Mapper mapper, String words) {
        AttributePath path = find(mapper, words, List.of());
        if (path == null) {
            throw new IllegalArgumentException(
                    "\""
                            + words
                            + "\" is no attribute of "
                            + mapper.entityName()
                            + " and no path from it. Its attributes are "
                            + attributes(mapper)
                            + "; write an underscore where a path goes on (Author_Name).");
        }
        return path;
    }

    private static @Nullable AttributePath find(
            Mapper mapper, String words, List<Relationship> steps) {
        int underscore = words.indexOf('_', 1);
        int end = words.length();
        AttributePath whole = ending(mapper, words, steps);
        if (whole != null) {
            return whole;
        }
        for (end--; end > 0; end--) {
            boolean boundary =
                    end == underscore
                            || ((underscore < 0 || end < underscore)
                                    && Character.isUpperCase(words.charAt(end)));
            Relationship step = boundary ? relationship(mapper, words.substring(0, end)) : null;
            if (step != null) {
                String rest = words.substring(end == underscore ? end + 1 : end);
                AttributePath path = find(step.target(), rest, with(steps, step));
                if (path != null) {
                    return path;
                }
            }
        }
        return null;
    }

    private static @Nullable AttributePath ending(
            Mapper mapper, String words, List<Relationship> steps) {
        for (ColumnAttribute attribute : mapper.columns()) {
            if (matches(attribute.name(), words)) {
                return new AttributePath(steps, attribute, null);
            }
        }
        Relationship relationship = relationship(mapper, words);
        return relationship == null ? null : new AttributePath(steps, null, relationship);
    }

    private static @Nullable Relationship relationship(Mapper mapper, String words) {
        for (Relationship relationship : mapper.relationships()) {
            if (matches(relationship.name(), words)) {
                return relationship;
            }
        }
        return null;
    }

    /**
     * Attributes of an embedded record have dots in their names, where an underscore may stand. Anywhere else it ends a
     * step, unless the attribute's own name has it.
     */
    private static boolean matches(String attribute, String words) {
        return capitalized(attribute).equals(capitalized(words))
                || joined(words, "_", "_").matches(joined(attribute, "\\.", "_?"));
    }

    private static String joined(String name, String separator, String by) {
        return Stream.of(name.split(separator))
                .map(AttributePath::capitalized)
                .collect(Collectors.joining(by));
    }

    private static String capitalized(String name) {
        return name.isEmpty()
                ? name
                : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static List<Relationship> with(List<Relationship> steps, Relationship step) {
        List<Relationship> all = new ArrayList<>(steps);
        all.add(step);
        return List.copyOf(all);
    }

    private static String attributes(Mapper mapper) {
        return Stream.concat(
                        mapper.columns().stream().map(ColumnAttribute::name),
                        mapper.relationships().stream().map(Relationship::name))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** How many steps lead to an element of the first collection on the way; none if there is no collection. */
    int stepsToElement() {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).content().isCollection()) {
                return i + 1;
            }
        }
        return 0;
    }

    /** The path of some steps, as the expression language writes it. */
    String toStep(int step) {
        return steps.subList(0, step).stream()
                .map(Relationship::name)
                .collect(Collectors.joining("."));
    }

    /** What is left of the path after some steps. */
    AttributePath from(int step) {
        return new AttributePath(steps.subList(step, steps.size()), column, relationship);
    }

    private Stream<Relationship> relationships() {
        return relationship == null
                ? steps.stream()
                : Stream.concat(steps.stream(), Stream.of(relationship));
    }

    /** The path as the expression language writes it. */
    String text() {
        return Stream.concat(
                        relationships().map(Relationship::name),
                        column == null ? Stream.empty() : Stream.of(column.name()))
                .collect(Collectors.joining("."));
    }

    /** The name of the attribute at the end. */
    String last() {
        if (column != null) {
            return column.name();
        }
        return Objects.requireNonNull(relationship).name();
    }

    /** Whether the attribute at the end holds text. */
    boolean isText() {
        return column != null && CharSequence.class.isAssignableFrom(column.javaType());
    }

    @Override
    public String toString() {
        return text();
    }
}
