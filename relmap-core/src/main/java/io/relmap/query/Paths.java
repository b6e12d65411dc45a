package io.relmap.query;

/**
 * Paths by name alone, for entities without a class and for names known at run time only. They begin at the
 * query's entity, or inside {@code any} and {@code has} at the relationship's target.
 */
public final class Paths {

    private Paths() {}

    /** A column attribute: {@code "title"}, {@code "author.name"}. */
    public static ColumnPath<Object, Object> of(String path) {
        return new ColumnPath<>(PathRef.of(null, path));
    }

    /** A relationship: {@code "books"}, {@code "books.tags"}. */
    public static RelationshipPath<Object, Object> relationship(String path) {
        return new RelationshipPath<>(PathRef.of(null, path));
    }

    /** A condition in the closed language, to be combined with others. */
    public static Condition condition(String text, java.util.Map<String, ?> parameters) {
        return new TextCondition(text, parameters);
    }
}
