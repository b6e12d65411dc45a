package io.relmap.query;

import io.relmap.sql.RowLock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A query for objects of one entity. Each method that narrows it changes this query and returns it. Nothing
 * is sent before {@link #list()} or another method that asks for results; the session is flushed first
 * where autoflush is on (spec LO-8). Not thread-safe.
 *
 * @param <T> the entity's type
 */
public interface Query<T> {

    /** Adds a condition; several must all hold. */
    Query<T> where(Condition condition);

    /**
     * Adds a condition in the closed language: {@code "books.title like :t and name = :n"}. Paths over
     * relationships are joined, or tested by EXISTS where they lead over a collection. A relationship itself is compared with
     * objects ({@code =}, {@code !=}, {@code in}) and with null, whatever holds its key; a collection that is null is empty.
     *
     * @param condition the text; values only as {@code :name}
     * @param parameters the values by name
     * @throws io.relmap.error.InvalidRequestException if the text cannot be understood or a value is missing
     */
    Query<T> where(String condition, Map<String, ?> parameters);

    /** Adds a condition in the closed language without parameters. */
    default Query<T> where(String condition) {
        return where(condition, Map.of());
    }

    /** Adds terms to the order: {@code "name"}, {@code "author.name desc"}. */
    Query<T> orderBy(String... terms);

    /** Adds terms to the order. */
    Query<T> orderBy(SortTerm... terms);

    /**
     * Makes groups of rows that agree in these: {@code "author.name"}, {@code "year / 10"}. What is wanted of each
     * group is said by {@link #select(String...)}. What is computed with values ({@code "year / 10"}) must
     * be selected in the same words.
     */
    Query<T> groupBy(String... expressions);

    /**
     * Adds a condition on groups in the closed language: {@code "count(id) > :n"}; several must all hold.
     *
     * @param parameters the values by name
     */
    Query<T> having(String condition, Map<String, ?> parameters);

    /** Adds a condition on groups without parameters. */
    default Query<T> having(String condition) {
        return having(condition, Map.of());
    }

    /** Joins along a relationship, so that conditions on its target speak of one and the same row. */
    Query<T> join(String path);

    /** Joins along a relationship, so that conditions on its target speak of one and the same row. */
    Query<T> join(RelationshipPath<?, ?> path);

    /** As {@link #join(String)}, keeping objects without a target. */
    Query<T> outerJoin(String path);

    /** As {@link #join(RelationshipPath)}, keeping objects without a target. */
    Query<T> outerJoin(RelationshipPath<?, ?> path);

    /**
     * Joins along a relationship under a name, beside all other joins of it: {@code join("parent", "p")} makes
     * {@code "p.label"} a path for conditions, orders, values and further joins ({@code join("p.parent", "pp")}). The only
     * way to join one relationship twice, or to speak of two entities of one class (spec QU-20, QU-23).
     *
     * @param alias the name: none of an attribute of the query's entity, and of no other join
     * @throws io.relmap.error.InvalidRequestException when the query runs, if the name is taken
     */
    Query<T> join(String path, String alias);

    /** As {@link #join(String, String)}, with a name that makes typed paths. */
    <U> Query<T> join(RelationshipPath<?, U> path, Alias<U> alias);

    /** As {@link #join(String, String)}, keeping objects without a target. */
    Query<T> outerJoin(String path, String alias);

    /** As {@link #join(RelationshipPath, Alias)}, keeping objects without a target. */
    <U> Query<T> outerJoin(RelationshipPath<?, U> path, Alias<U> alias);

    /**
     * As {@link #outerJoin(String, String)}, with those targets only that satisfy a condition; objects without such a target
     * stay. In a {@link #where(Condition) where}, the same condition would leave them out.
     *
     * @param on the condition; its paths begin at the target
     */
    Query<T> outerJoin(String path, String alias, Condition on);

    /** As {@link #outerJoin(String, String, Condition)}, with a name that makes typed paths. */
    <U> Query<T> outerJoin(RelationshipPath<?, U> path, Alias<U> alias, Condition on);

    /**
     * As {@link #outerJoin(String)}, keeping targets without an object, too (spec QU-20): what {@link #select(String...)} asks of
     * the object is null there. Results that are objects, and their count, leave such rows out.
     *
     * @throws io.relmap.error.InvalidRequestException if the database knows no full outer join, as H2
     */
    Query<T> fullJoin(String path);

    /** As {@link #fullJoin(String)}. */
    Query<T> fullJoin(RelationshipPath<?, ?> path);

    /** As {@link #fullJoin(String)}, under a name of its own as by {@link #join(String, String)}. */
    Query<T> fullJoin(String path, String alias);

    /** As {@link #fullJoin(String, String)}, with a name that makes typed paths. */
    <U> Query<T> fullJoin(RelationshipPath<?, U> path, Alias<U> alias);

    /** Adds loader options. */
    Query<T> options(Load... options);

    /**
     * Leaves out rows of an entity wherever this query, its loader options and later lazy loads of its objects meet them:
     * as the query's own rows, in joins, EXISTS, collections and references (spec LO-117). Does not count for refreshes,
     * nor for a reference that the session can answer without a statement.
     *
     * @param entity an entity that the query or one of the relationships from there leads to
     * @param condition what its rows must satisfy; paths begin at this entity
     * @throws io.relmap.error.InvalidRequestException when the query runs, if no relationship leads to it
     */
    Query<T> withCriteria(Class<?> entity, Condition condition);

    /** As {@link #withCriteria(Class, Condition)}, in the closed language. */
    Query<T> withCriteria(Class<?> entity, String condition, Map<String, ?> parameters);

    /** As {@link #withCriteria(Class, Condition)}, for an entity that is known by name. */
    Query<T> withCriteria(String entity, Condition condition);

    /** How many objects at the most. */
    Query<T> limit(int rows);

    /** How many objects are left out first. */
    Query<T> offset(int rows);

    /** Leaves out repeated rows. Results never repeat an object; this matters for counts. */
    Query<T> distinct();

    /** Locks the rows found. */
    Query<T> lock(RowLock lock);

    /** Overwrites what is loaded, unflushed changes too (spec SE-42). */
    Query<T> populateExisting();

    /**
     * Loads objects only to be read: a flush never compares their fields, so that an edit of one is not written,
     * and the session lets go of them as soon as the program does (spec SE-45). With {@link #stream()}, any
     * number of rows is read in bounded memory. Objects that the session has already stay what they are; a
     * read-only one becomes an ordinary one once one of its relationships is changed, or once it is found by
     * {@code get} or by a query without this. What it loads lazily is read-only too.
     */
    Query<T> readOnly();

    /** How many rows the driver fetches at a time, for {@link #stream()}; 500 if nobody says it. */
    Query<T> fetchSize(int rows);

    /** A text for the log that says what the query is for. */
    Query<T> comment(String text);

    /**
     * Gives the query's own entity a name, that begins paths to its attributes also in queries inside this one: {@code
     * "outer.year"}. Needed only to tell it from another of the same class.
     *
     * @throws io.relmap.error.InvalidRequestException when the query runs, if it is the name of an attribute
     */
    Query<T> named(String alias);

    /** As {@link #named(String)}, with a name that makes typed paths. */
    Query<T> named(Alias<T> alias);

    /**
     * This query as a condition of another one: it finds a row. Its own conditions may speak of the other query's entity,
     * by a typed path of that class ({@code Review_.bookId.eq(Book_.id)}) or by the name that this has.
     */
    Condition asExists();

    /**
     * The values of one attribute as a part of another query: {@code Book_.id.in(reviews.asValues(Review_.bookId))}. Its
     * conditions may speak of the other query's entity as those of {@link #asExists()} may.
     */
    <V> Subquery<V> asValues(ColumnPath<?, V> value);

    /** As {@link #asValues(ColumnPath)}, of a value in the closed language, such as {@code "max(year)"}. */
    <V> Subquery<V> asValues(String value, Class<V> type);

    /** All results, each object once, in the order of its first row. */
    List<T> list();

    /** The only result. Throws {@code NoResultException} or {@code MultipleResultsException} otherwise. */
    T one();

    /** The only result, or null. Throws {@code MultipleResultsException} if there are more. */
    @Nullable T oneOrNone();

    /** The first result, or null. */
    @Nullable T first();

    /**
     * The results one by one, in the order of their rows; must be closed. An object is handed out as often as
     * a joined collection repeats its row (spec QU-29).
     */
    Stream<T> stream();

    /**
     * The first window of the results: as many as {@link #limit} says, all without one. The order goes by attributes of the
     * entity itself that cannot be null; its key is added behind them, so that every object has its place. A window finds its
     * place by the values there, so that it costs the same wherever it begins, and rows that come or go before it
     * move nothing. A window that may hold no object is empty, and says that there are no more.
     *
     * @throws io.relmap.error.InvalidRequestException for another order, an offset, or a join of a collection
     */
    Window<T> window();

    /** As {@link #window()}, from behind a position of a query with the same order; from the beginning with null. */
    Window<T> windowAfter(@Nullable Position position);

    /**
     * As {@link #window()}, up to a position of a query with the same order: the objects next to it, in the same order; the
     * last ones with null.
     */
    Window<T> windowBefore(@Nullable Position position);

    /** How many objects there are, without limit and offset. */
    long count();

    /** Whether there is any. */
    boolean exists();

    /** As {@link #delete(Synchronize)}, with {@link Synchronize#AUTO}. */
    default int delete() {
        return delete(Synchronize.AUTO);
    }

    /**
     * Deletes the rows in one statement, without cascades; returns how many (spec QU-31). Objects of the session
     * whose rows were deleted leave it; collections that hold them stay as they are until they are expired.
     *
     * @param mode how the session finds out which of its objects are meant
     * @throws io.relmap.error.InvalidRequestException for a query with a join, a limit or an offset, and for a
     *     condition that {@link Synchronize#EVALUATE} cannot work out
     */
    int delete(Synchronize mode);

    /** As {@link #update(Map, Synchronize)}, with {@link Synchronize#AUTO}. */
    default int update(Map<String, ?> values) {
        return update(values, Synchronize.AUTO);
    }

    /**
     * Sets attributes in one statement, without cascades; returns how many rows (spec QU-30). Objects of the
     * session whose rows were changed take the values. What they cannot take is reloaded at the next touch: a
     * value that only the database can compute, and an attribute with a change that was not flushed, which is lost. That
     * happens without autoflush alone; the change of a relationship is then taken back at its other side, too.
     *
     * @param values by attribute; an object for a reference, a {@link Computed} for what the database is to
     *     compute from the row
     * @param mode how the session finds out which of its objects are meant
     * @throws io.relmap.error.InvalidRequestException for a query with a join, a limit or an offset, for an
     *     unknown attribute or a key, and for a condition that {@link Synchronize#EVALUATE} cannot work out
     */
    int update(Map<String, ?> values, Synchronize mode);

    /**
     * Rows of single values instead of objects: {@code "name"}, {@code "author.name"}, {@code "year + 1"}, {@code
     * "count(distinct author.id)"}. Values are those of the database, whatever objects in the session say.
     *
     * <p>A value that is not computed is of its attribute's type, and so are {@code min}, {@code max}, {@code abs} and
     * {@code round} of it. {@code count} is a {@code Long}; {@code avg} a {@code Double}; {@code sum} and arithmetic
     * are a {@code Long} of whole numbers, else a {@code Double} or {@code BigDecimal} as the attribute; texts
     * are {@code String}s, conditions {@code Boolean}s. What another function of the database gives ({@code
     * func.NAME(...)}) is what the driver makes of it; {@code cast} says otherwise.
     *
     * <p>Beside an aggregate, and in a query with {@link #groupBy}, each value must be one of its group: an
     * aggregate, or what the rows are grouped by.
     *
     * @throws io.relmap.error.InvalidRequestException from the methods of {@link Rows} that run it, if a text cannot
     *     be understood or a value is not one of its group
     */
    Rows<@Nullable Object[]> select(String... expressions);

    /** As {@link #select(String...)}, each row a record whose components take the values in order. */
    <R extends Record> Rows<R> select(Class<R> type, String... expressions);
}
