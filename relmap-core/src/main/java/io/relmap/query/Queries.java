package io.relmap.query;

import io.relmap.annotation.Internal;
import io.relmap.dialect.Dialect;
import io.relmap.load.Aliases;
import io.relmap.load.LoadOptions;
import io.relmap.load.Loader;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.sql.RenderedSql;
import io.relmap.state.StateResolver;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes queries for a session. */
@Internal
public final class Queries {

    private static final StateResolver NO_SESSION =
            entity -> {
                throw new IllegalStateException("There is no session");
            };

    private Queries() {}

    /** A query for all objects of an entity; the caller knows that its objects are of type {@code T}. */
    public static <T> Query<T> create(Loader loader, Mapper mapper) {
        return new DefaultQuery<>(loader, mapper);
    }

    /** A query for objects whose rows a native statement finds. */
    public static <T> Query<T> ofSql(
            Loader loader, Mapper mapper, String sql, Map<String, ?> parameters) {
        return new DefaultQuery<T>(loader, mapper).from(nativeSql(loader, sql, parameters));
    }

    /** The rows of a native statement. */
    public static Rows<Map<String, @Nullable Object>> rowsOfSql(
            Loader loader, String sql, Map<String, ?> parameters) {
        return new NativeRows(loader, nativeSql(loader, sql, parameters));
    }

    /**
     * A native statement as it is sent, with the values in their places.
     *
     * @throws io.relmap.error.InvalidRequestException if a value is missing or has no parameter
     */
    public static RenderedSql rendered(Loader loader, String sql, Map<String, ?> parameters) {
        StateResolver states = loader.context().instances();
        return nativeSql(loader, sql, parameters)
                .rendered(value -> QueryNames.plainValue(value, states));
    }

    private static NativeSql nativeSql(Loader loader, String sql, Map<String, ?> parameters) {
        return new NativeSql(
                sql, parameters, loader.context().cache().dialect(), loader.context().instances());
    }

    /** The names of the parameters of a native statement. */
    public static Set<String> parametersOfSql(String sql, Dialect dialect) {
        return new LinkedHashSet<>(new NativeText(sql, dialect).names());
    }

    /** A query for what a relationship of an object leads to, in the relationship's order (spec LO-90). */
    public static <T> Query<T> related(Loader loader, Relationship relationship, Object owner) {
        DefaultQuery<T> query = new DefaultQuery<>(loader, relationship.target());
        query.where(new RelatedTo(PathRef.of(null, relationship.name()), owner));
        return QueryClasses.dressed(query.orderedBy(relationship), relationship);
    }

    /**
     * The names of the parameters of a condition in the closed language, without a session.
     *
     * @throws io.relmap.error.InvalidRequestException if the condition cannot be understood
     */
    public static Set<String> parameters(Mapper mapper, String condition) {
        return TextCondition.parameters(condition, unbound(mapper));
    }

    /**
     * Checks the terms of an order, without a session.
     *
     * @throws io.relmap.error.InvalidRequestException if one of them names nothing, or an attribute of a collection
     */
    public static void checkOrder(Mapper mapper, SortTerm... terms) {
        Scope scope = unbound(mapper);
        for (SortTerm term : terms) {
            OrderTerm.of(term).orderings(scope).forEach(scope::requireOneRow);
        }
    }

    /**
     * Checks expressions of values, without a session.
     *
     * @param part the part of the query where they stand, for the message
     * @throws io.relmap.error.InvalidRequestException if one of them cannot be understood
     */
    public static void checkValues(Mapper mapper, String part, Collection<String> expressions) {
        Scope scope = unbound(mapper);
        expressions.forEach(expression -> QueryText.value(expression, part, scope));
    }

    /** Names mean the same in it, but there are no objects to be compared with. */
    private static Scope unbound(Mapper mapper) {
        return Scope.of(new QueryNames(mapper, new Aliases(), NO_SESSION), mapper);
    }

    /**
     * Works out loader options for a load of this entity.
     *
     * @param states finds the states of objects in conditions
     */
    public static LoadOptions options(Mapper mapper, StateResolver states, Load... options) {
        return LoadTree.options(mapper, states, List.of(options));
    }

    /** Checks loader options for a load of this entity, without a session. */
    public static void checkOptions(Mapper mapper, Load... options) {
        LoadTree.options(mapper, NO_SESSION, List.of(options)).checkCriteria();
    }
}
