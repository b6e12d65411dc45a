package io.relmap.query;

import io.relmap.annotation.Lazy;
import java.util.List;

/**
 * A loader option of a query: how relationships along a path are loaded, whatever is mapped (spec section 8
 * of loading). A strategy counts for the last relationship of its path; the ones before it are only gone
 * along, unless {@link #along} says otherwise. What the methods here return goes on from where its path ends:
 *
 * <pre>{@code
 * Load.selectIn(Author_.books).joined(Book_.publisher)   // as selectIn("books") and joined("books.publisher")
 * }</pre>
 */
public sealed interface Load permits LoadPath, LoadPlan {

    /**
     * Options of an entity to be used again and again; paths begin at the entity.
     *
     * @param entity the class of the query's entity, or of the target behind {@link LoadPath#with}
     */
    static LoadPlan from(Class<?> entity, Load... options) {
        return new LoadPlan(entity, List.of(options));
    }

    /** As {@link #from(Class, Load...)}, for an entity by its name. */
    static LoadPlan from(String entity, Load... options) {
        return new LoadPlan(entity, List.of(options));
    }

    /** By a second statement over the keys of all objects found. */
    static LoadPath selectIn(String path) {
        return LoadPath.START.selectIn(path);
    }

    /** By a second statement over the keys of all objects found. */
    static LoadPath selectIn(RelationshipPath<?, ?> path) {
        return LoadPath.START.selectIn(path);
    }

    /** By a join in the query itself. */
    static LoadPath joined(String path) {
        return LoadPath.START.joined(path);
    }

    /** By a join in the query itself. */
    static LoadPath joined(RelationshipPath<?, ?> path) {
        return LoadPath.START.joined(path);
    }

    /** By a second statement for the objects found. */
    static LoadPath subquery(String path) {
        return LoadPath.START.subquery(path);
    }

    /** By a second statement for the objects found. */
    static LoadPath subquery(RelationshipPath<?, ?> path) {
        return LoadPath.START.subquery(path);
    }

    /**
     * By the query's own join of the relationship, which must be there (spec LO-53). See {@link
     * LoadPath#containsEager(String)}.
     */
    static LoadPath containsEager(String path) {
        return LoadPath.START.containsEager(path);
    }

    /** As {@link #containsEager(String)}. */
    static LoadPath containsEager(RelationshipPath<?, ?> path) {
        return LoadPath.START.containsEager(path);
    }

    /** By the query's own join of this name. See {@link LoadPath#containsEager(String, String)}. */
    static LoadPath containsEager(String path, String alias) {
        return LoadPath.START.containsEager(path, alias);
    }

    /** As {@link #containsEager(String, String)}. */
    static <T> LoadPath containsEager(RelationshipPath<?, T> path, Alias<T> alias) {
        return LoadPath.START.containsEager(path, alias);
    }

    /** At first access. */
    static LoadPath lazy(String path) {
        return LoadPath.START.lazy(path);
    }

    /** At first access. */
    static LoadPath lazy(RelationshipPath<?, ?> path) {
        return LoadPath.START.lazy(path);
    }

    /** While the query runs, one SELECT for each object. */
    static LoadPath immediate(String path) {
        return LoadPath.START.immediate(path);
    }

    /** While the query runs, one SELECT for each object. */
    static LoadPath immediate(RelationshipPath<?, ?> path) {
        return LoadPath.START.immediate(path);
    }

    /** Access is an error. */
    static LoadPath raise(String path) {
        return LoadPath.START.raise(path);
    }

    /** Access is an error. */
    static LoadPath raise(RelationshipPath<?, ?> path) {
        return LoadPath.START.raise(path);
    }

    /** Access is an error where it would take a SELECT. */
    static LoadPath raiseOnSql(String path) {
        return LoadPath.START.raiseOnSql(path);
    }

    /** Access is an error where it would take a SELECT. */
    static LoadPath raiseOnSql(RelationshipPath<?, ?> path) {
        return LoadPath.START.raiseOnSql(path);
    }

    /** Never: null or empty. */
    static LoadPath noLoad(String path) {
        return LoadPath.START.noLoad(path);
    }

    /** Never: null or empty. */
    static LoadPath noLoad(RelationshipPath<?, ?> path) {
        return LoadPath.START.noLoad(path);
    }

    /** Every relationship of the path by this strategy, not only the last one. */
    static LoadPath along(Lazy strategy, String path) {
        return LoadPath.START.along(strategy, path);
    }

    /** Every relationship of the path by this strategy, not only the last one. */
    static LoadPath along(Lazy strategy, RelationshipPath<?, ?> path) {
        return LoadPath.START.along(strategy, path);
    }

    /** Only goes along the path, for calls that follow. */
    static LoadPath path(String path) {
        return LoadPath.START.path(path);
    }

    /** Only goes along the path, for calls that follow. */
    static LoadPath path(RelationshipPath<?, ?> path) {
        return LoadPath.START.path(path);
    }

    /** A column in a {@code Deferred} of the query's entity is loaded with its object (spec LO-114). */
    static LoadPath undefer(String column) {
        return LoadPath.START.undefer(column);
    }

    /** A column in a {@code Deferred} of the query's entity is loaded with its object (spec LO-114). */
    static LoadPath undefer(ColumnPath<?, ?> column) {
        return LoadPath.START.undefer(column);
    }

    /** All columns of a {@code DeferredGroup} of the query's entity are loaded with its object. */
    static LoadPath undeferGroup(String group) {
        return LoadPath.START.undeferGroup(group);
    }

    /** Columns of the query's entity are not loaded with its objects. See {@link LoadPath#defer(String...)}. */
    static LoadPath defer(String... columns) {
        return LoadPath.START.defer(columns);
    }

    /** As {@link #defer(String...)}. */
    static LoadPath defer(ColumnPath<?, ?> first, ColumnPath<?, ?>... more) {
        return LoadPath.START.defer(first, more);
    }

    /** Of the query's entity only these columns are loaded. See {@link LoadPath#loadOnly(String...)}. */
    static LoadPath loadOnly(String... columns) {
        return LoadPath.START.loadOnly(columns);
    }

    /** As {@link #loadOnly(String...)}. */
    static LoadPath loadOnly(ColumnPath<?, ?> first, ColumnPath<?, ?>... more) {
        return LoadPath.START.loadOnly(first, more);
    }

    /** All relationships of the query's own entity that nothing else is said of (spec LO-110). */
    static LoadPath all(Lazy strategy) {
        return LoadPath.START.all(strategy);
    }

    /** All relationships that nothing else is said of, at any depth (spec LO-110). */
    static LoadPath everything(Lazy strategy) {
        return LoadPath.START.everything(strategy);
    }
}
