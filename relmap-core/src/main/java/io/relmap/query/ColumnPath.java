package io.relmap.query;

import io.relmap.sql.Operator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column attribute of an entity, or one that relationships lead to; makes conditions and orders. Immutable.
 *
 * <p>A path over a reference is joined. A path over a collection is tested by EXISTS, unless the query joins
 * the collection.
 *
 * @param <E> the entity that the path begins at
 * @param <V> the attribute's type
 */
@SuppressWarnings(
        "UnusedTypeParameter") // E keeps paths of other entities out of RelationshipPath.to
public final class ColumnPath<E, V> {

    private final PathRef path;

    ColumnPath(PathRef path) {
        this.path = path;
    }

    /** An attribute of a class; dots lead over relationships. Checked when a query uses it. */
    public static <E, V> ColumnPath<E, V> of(Class<E> owner, String name, Class<V> type) {
        if (type.isPrimitive()) {
            throw new IllegalArgumentException("The wrapper class instead of " + type);
        }
        return new ColumnPath<>(PathRef.of(owner, name));
    }

    /** It is this value; null asks for NULL. */
    public Condition eq(@Nullable V value) {
        return value == null ? isNull() : compare(Operator.EQ, value);
    }

    /** It is another value; null asks for a value at all. NULL is no other value. */
    public Condition ne(@Nullable V value) {
        return value == null ? isNotNull() : compare(Operator.NE, value);
    }

    /** It is the same as another attribute. */
    public Condition eq(ColumnPath<?, ? extends V> other) {
        return new Conditions.ComparePaths(path, Operator.EQ, other.path);
    }

    /** It is another value than another attribute. */
    public Condition ne(ColumnPath<?, ? extends V> other) {
        return new Conditions.ComparePaths(path, Operator.NE, other.path);
    }

    /** It is less than another attribute. */
    public Condition lt(ColumnPath<?, ? extends V> other) {
        return new Conditions.ComparePaths(path, Operator.LT, other.path);
    }

    /** It is less than another attribute, or the same. */
    public Condition le(ColumnPath<?, ? extends V> other) {
        return new Conditions.ComparePaths(path, Operator.LE, other.path);
    }

    /** It is greater than another attribute. */
    public Condition gt(ColumnPath<?, ? extends V> other) {
        return new Conditions.ComparePaths(path, Operator.GT, other.path);
    }

    /** It is greater than another attribute, or the same. */
    public Condition ge(ColumnPath<?, ? extends V> other) {
        return new Conditions.ComparePaths(path, Operator.GE, other.path);
    }

    /** It is another value, NULL counting as one: true or false, never unknown. */
    public Condition isDistinctFrom(@Nullable V value) {
        return new Conditions.Compare(path, Operator.IS_DISTINCT_FROM, value);
    }

    /** It is this value, NULL counting as one: true or false, never unknown. */
    public Condition isNotDistinctFrom(@Nullable V value) {
        return new Conditions.Compare(path, Operator.IS_NOT_DISTINCT_FROM, value);
    }

    /** It differs from another attribute, NULL counting as a value. */
    public Condition isDistinctFrom(ColumnPath<?, ? extends V> other) {
        return new Conditions.ComparePaths(path, Operator.IS_DISTINCT_FROM, other.path);
    }

    /** It is the same as another attribute, NULL counting as a value. */
    public Condition isNotDistinctFrom(ColumnPath<?, ? extends V> other) {
        return new Conditions.ComparePaths(path, Operator.IS_NOT_DISTINCT_FROM, other.path);
    }

    /**
     * An operator of the database's own holds between it and a value: {@code tags.operator("@>", wanted)}.
     *
     * @param symbol the operator: signs only, at the most eight
     * @throws IllegalArgumentException if it is no operator
     */
    public Condition operator(String symbol, V value) {
        if (!Operator.isOperator(symbol)) {
            throw new IllegalArgumentException(
                    "An operator is 1 to 8 of + - * / < > = ~ ! @ # % ^ & | ? without -- and /*,"
                            + " found '"
                            + symbol
                            + "'");
        }
        return compare(new Operator(symbol, true, Operator.EQ.precedence()), value);
    }

    /** It is less. */
    public Condition lt(V value) {
        return compare(Operator.LT, value);
    }

    /** It is less or the same. */
    public Condition le(V value) {
        return compare(Operator.LE, value);
    }

    /** It is greater. */
    public Condition gt(V value) {
        return compare(Operator.GT, value);
    }

    /** It is greater or the same. */
    public Condition ge(V value) {
        return compare(Operator.GE, value);
    }

    /** It lies between two values, both included. */
    public Condition between(V low, V high) {
        return new Conditions.Range(path, low, high);
    }

    /** It is one of these; with none, never. Nothing is equal to NULL, and beside a null nothing is known to be no other. */
    public Condition in(Collection<? extends @Nullable V> values) {
        return new Conditions.OneOf(path, Collections.unmodifiableList(new ArrayList<>(values)));
    }

    /**
     * It is one of the values of a query, NULL among them left out. NULL itself is not among any values, and outside of
     * none but those of a query without rows.
     */
    public Condition in(Subquery<? extends V> values) {
        return new Conditions.AmongValues(path, values);
    }

    /** It is the value that a query gives; NULL or none is equal to nothing. */
    public Condition eq(Subquery<? extends V> value) {
        return new Conditions.CompareValue(path, Operator.EQ, value);
    }

    /** It is another value than a query gives. */
    public Condition ne(Subquery<? extends V> value) {
        return new Conditions.CompareValue(path, Operator.NE, value);
    }

    /** It is less than the value that a query gives. */
    public Condition lt(Subquery<? extends V> value) {
        return new Conditions.CompareValue(path, Operator.LT, value);
    }

    /** It is less than the value that a query gives, or the same. */
    public Condition le(Subquery<? extends V> value) {
        return new Conditions.CompareValue(path, Operator.LE, value);
    }

    /** It is greater than the value that a query gives. */
    public Condition gt(Subquery<? extends V> value) {
        return new Conditions.CompareValue(path, Operator.GT, value);
    }

    /** It is greater than the value that a query gives, or the same. */
    public Condition ge(Subquery<? extends V> value) {
        return new Conditions.CompareValue(path, Operator.GE, value);
    }

    /** It matches a pattern with {@code %} and {@code _}. */
    public Condition like(String pattern) {
        return new Conditions.Like(path, Operator.LIKE, pattern, null);
    }

    /** As {@link #like}, whatever the letters' case. */
    public Condition ilike(String pattern) {
        return new Conditions.Like(path, Operator.ILIKE, pattern, null);
    }

    /** It begins with this text, taken as it is. */
    public Condition startsWith(String text) {
        return new Conditions.Like(path, Operator.LIKE, Conditions.escaped(text) + "%", '\\');
    }

    /** It ends with this text, taken as it is. */
    public Condition endsWith(String text) {
        return new Conditions.Like(path, Operator.LIKE, "%" + Conditions.escaped(text), '\\');
    }

    /** This text, taken as it is, is somewhere in it. */
    public Condition containsText(String text) {
        return new Conditions.Like(path, Operator.LIKE, "%" + Conditions.escaped(text) + "%", '\\');
    }

    /** It begins with this text, taken as it is, whatever the letters' case. */
    public Condition startsWithIgnoreCase(String text) {
        return new Conditions.Like(path, Operator.ILIKE, Conditions.escaped(text) + "%", '\\');
    }

    /** It ends with this text, taken as it is, whatever the letters' case. */
    public Condition endsWithIgnoreCase(String text) {
        return new Conditions.Like(path, Operator.ILIKE, "%" + Conditions.escaped(text), '\\');
    }

    /** This text, taken as it is, is somewhere in it, whatever the letters' case. */
    public Condition containsIgnoreCase(String text) {
        return new Conditions.Like(
                path, Operator.ILIKE, "%" + Conditions.escaped(text) + "%", '\\');
    }

    /** It is this text, whatever the letters' case. */
    public Condition equalsIgnoreCase(String text) {
        return new Conditions.Like(path, Operator.ILIKE, Conditions.escaped(text), '\\');
    }

    /** It is NULL. */
    public Condition isNull() {
        return new Conditions.NullTest(path, false);
    }

    /** It is not NULL. */
    public Condition isNotNull() {
        return new Conditions.NullTest(path, true);
    }

    /** Ascending by it. */
    public SortTerm asc() {
        return term(SortTerm.Direction.ASCENDING);
    }

    /** Descending by it. */
    public SortTerm desc() {
        return term(SortTerm.Direction.DESCENDING);
    }

    private SortTerm term(SortTerm.Direction direction) {
        return new SortTerm(path.owner(), path.dotted(), direction, SortTerm.Nulls.DEFAULT, false);
    }

    PathRef path() {
        return path;
    }

    private Condition compare(Operator operator, V value) {
        return new Conditions.Compare(path, operator, Objects.requireNonNull(value));
    }

    /** {@code Author.name}, as messages write it. */
    @Override
    public String toString() {
        return path.toString();
    }
}
