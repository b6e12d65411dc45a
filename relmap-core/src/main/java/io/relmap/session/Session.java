package io.relmap.session;

import io.relmap.flush.FlushPlan;
import io.relmap.flush.PlanDepth;
import io.relmap.holder.ToQuery;
import io.relmap.query.Load;
import io.relmap.query.Query;
import io.relmap.sql.RowLock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work: the objects of one conversation with the database, each row once, and what is to be
 * written. A transaction begins by itself when it is needed. For one thread at a time; use by a second one
 * while a call runs is an error.
 */
public interface Session extends AutoCloseable {

    /** Adds an object, with what its save-update cascades reach (spec SE-10). Sends no SQL. */
    void add(Object entity);

    /** Adds objects in this order. All are checked before the first is added (spec SE-11). */
    void addAll(Collection<?> entities);

    /** Marks an object, with what its delete cascades reach, to be deleted by the next flush (CA-20). */
    void delete(Object entity);

    /** Copies an object's state onto the one of the same key here, and returns that (spec SE-60). */
    <T> T merge(T entity);

    /** As {@link #merge(Object)}, as the options say. */
    <T> T merge(T entity, MergeOption... options);

    /** Takes an object out, with what its expunge cascades reach (spec SE-14). */
    void expunge(Object entity);

    /**
     * Takes all pending and persistent objects out; the transaction goes on. An object whose delete is flushed
     * is out already, and comes back if that is rolled back.
     */
    void expungeAll();

    /**
     * Lets go of every persistent object that has nothing to be written, so that a long conversation runs in
     * bounded memory (spec SE-45). Objects are held until then, since an edit of a plain field is seen only by
     * comparing: by calling this, the program says that it will not edit those it has not edited yet. They
     * become detached. New and changed objects and those marked for deletion stay, with all that is loaded
     * around them. Sends no SQL. Typically called after {@link #flush()}, every few thousand objects.
     *
     * @return how many objects were let go
     */
    int evictClean();

    /** Reloads an object now; its unflushed changes are lost (spec SE-55). */
    void refresh(Object entity);

    /**
     * As {@link #refresh(Object)}, with the row locked until the end of the transaction: what is decided by it holds.
     *
     * @throws io.relmap.error.InvalidRequestException for {@link RowLock#FOR_UPDATE_SKIP_LOCKED}
     */
    void refresh(Object entity, RowLock lock);

    /**
     * Locks the row of a persistent object until the end of the transaction. Changes are flushed before; what is loaded
     * stays as it is. Of an entity without a version that may be old: {@link #refresh(Object, RowLock)} reads it anew.
     *
     * @throws io.relmap.error.StaleDataException if somebody else has given the row another version than the object was
     *     loaded with (spec LO-125)
     * @throws io.relmap.error.ObjectDeletedException if the row is gone
     * @throws io.relmap.error.InvalidRequestException if the object is not persistent here; for {@link RowLock#NONE} and
     *     {@link RowLock#FOR_UPDATE_SKIP_LOCKED}
     */
    void lock(Object entity, RowLock lock);

    /** Reloads these attributes now. */
    void refresh(Object entity, Collection<String> attributes);

    /** Forgets what is loaded of an object, with its cascades; it is reloaded when needed (SE-50). */
    void expire(Object entity);

    /** Forgets these attributes. */
    void expire(Object entity, Collection<String> attributes);

    /** Expires all persistent objects. */
    void expireAll();

    /** Writes all changes, in the order that the database's keys ask for (spec SE-20). */
    void flush();

    /**
     * Writes the changes of some objects only, and of those that their relationships take along: a collection its
     * new elements, but a reference not its new target, whose key is then written by the next flush (spec UW-5).
     * Seldom needed: {@link #flush()} knows the order that all changes need, this cannot.
     *
     * @param entities new, changed or deleted objects of this session; others are left alone
     */
    void flush(Collection<?> entities);

    /** Flushes until nothing is left and commits (spec SE-24). */
    void commit();

    /** Rolls the whole transaction back and restores the states of objects (spec SE-26). */
    void rollback();

    /** Flushes and sets a savepoint (spec SE-30). */
    NestedTransaction beginNested();

    /** The object of this key, or null. Composite keys as a {@code List} in key order or a {@code Map} by attribute. */
    <T> @Nullable T get(Class<T> type, Object key);

    /** As {@link #get(Class, Object)} with loader options. */
    <T> @Nullable T get(Class<T> type, Object key, Load... options);

    /**
     * As {@link #get(Class, Object, Load...)}, with the row locked until the end of the transaction. It is read in any
     * case, and overwrites what is known of it (spec SE-42); changes are flushed before, as autoflush allows.
     *
     * @return null also where {@link RowLock#FOR_UPDATE_SKIP_LOCKED} passes over the row
     * @throws io.relmap.error.StaleDataException if the object is there, and somebody else has given the row another
     *     version than it was loaded with (spec LO-125): {@link #refresh(Object, RowLock)} takes the row as it is
     */
    <T> @Nullable T get(Class<T> type, Object key, RowLock lock, Load... options);

    /** As {@link #get(Class, Object)} for an entity by its name. */
    @Nullable Object get(String entityName, Object key);

    /** As {@link #get(Class, Object, Load...)} for an entity by its name. */
    @Nullable Object get(String entityName, Object key, Load... options);

    /** As {@link #get(Class, Object, RowLock, Load...)} for an entity by its name. */
    @Nullable Object get(String entityName, Object key, RowLock lock, Load... options);

    /**
     * The object of this key, without asking the database whether it is there: to be referred to, as {@code
     * book.author.set(session.reference(Author.class, 1L))}. An object that the session does not have yet is unloaded: a
     * plain field but the key shows null until {@link #refresh(Object)} or a query brings its row; a relationship, a {@code
     * Deferred}, and {@code Inspect} load at access. If there is no such row, a foreign key fails at the flush.
     *
     * @param key as for {@link #get(Class, Object)}
     * @throws io.relmap.error.InvalidRequestException if the key has the wrong form, or is null in any part
     */
    <T> T reference(Class<T> type, Object key);

    /** As {@link #get(Class, Object)}. */
    default <T> Optional<T> find(Class<T> type, Object key) {
        return Optional.ofNullable(get(type, key));
    }

    /** Starts a query. */
    <T> Query<T> query(Class<T> type);

    /**
     * Starts a query for what a relationship of an object leads to, in the relationship's order (spec LO-90).
     *
     * @throws io.relmap.error.DetachedInstanceException if the holder's owner is not in this session
     */
    <T> Query<T> query(ToQuery<T> elements);

    /** Starts a query for an entity by its name; map-backed entities give {@code DynamicEntity} objects. */
    Query<Object> query(String entityName);

    /**
     * Starts a query for objects whose rows a statement of the database's own finds: {@code sql(Book.class, "select * from
     * book where year = :y", Map.of("y", 1990))}. It must give the columns of the entity's table under their
     * names; it stands in FROM, so that conditions, an order, a limit, joins and loader options may be added. Its own order is
     * not kept where anything is joined to it: say it by {@link Query#orderBy(String...)}. The objects are those of
     * the session, as of any query.
     *
     * @param sql a SELECT; {@code :name} is a parameter, outside of quotes and comments
     * @param parameters the values by name; they are bound, of a collection each value: {@code in (:ids)}
     * @throws io.relmap.error.InvalidRequestException if a value is missing or has no parameter; when the query
     *     runs, if a column is missing or there is another of its name
     */
    <T> Query<T> sql(Class<T> type, String sql, Map<String, ?> parameters);

    /** As {@link #sql(Class, String, Map)}, without parameters. */
    default <T> Query<T> sql(Class<T> type, String sql) {
        return sql(type, sql, Map.of());
    }

    /** As {@link #sql(Class, String, Map)}, for an entity by its name. */
    Query<Object> sql(String entityName, String sql, Map<String, ?> parameters);

    /** Whether the object is pending or persistent here. */
    boolean contains(Object entity);

    /** Whether an attribute of the object has a net change, without loading (spec SE-70). */
    boolean isModified(Object entity);

    /** As {@link #isModified}, of columns and references alone: collections do not count. */
    boolean isModifiedItself(Object entity);

    /** All objects of the session: the pending ones, then the persistent ones, marked for deletion or not (spec SE-3). */
    Set<Object> objects();

    /** The pending objects in the order in which they came. */
    Set<Object> newObjects();

    /** The changed persistent objects that are not marked for deletion. */
    Set<Object> dirtyObjects();

    /** The objects marked for deletion. */
    Set<Object> deletedObjects();

    /** Runs something without autoflush (spec SE-36). */
    void noAutoflush(Runnable block);

    /** As {@link #noAutoflush(Runnable)} with a result. */
    <T> T noAutoflush(Supplier<T> block);

    /**
     * Runs something that may send so many statements, for tests above all (spec PE-6). One more is not sent: it fails
     * with a list of those before it and of what they were for. Flushes within count, and a flush that fails for this rolls
     * back as any other. If the block catches the refusal, it is thrown again at its end. A batch of rows is one statement,
     * as listeners are told of it; statements on a connection of one's own, and those of sessions that the block opens, do
     * not count. Blocks inside each other count for all of them.
     *
     * @param statements how many, from 0
     * @throws io.relmap.error.InvalidRequestException if the number is negative, or one more statement is to be sent
     */
    void atMost(int statements, Runnable block);

    /** Lets the relationships of an object without identity load by its key values (spec SE-80). */
    void enableRelationshipLoading(Object entity);

    /**
     * What the next flush would do, in order and with causes; sends no SQL and changes nothing. As {@link
     * #flushPlan(PlanDepth)} with {@link PlanDepth#MEMORY}.
     */
    FlushPlan flushPlan();

    /**
     * What the next flush would do, in order and with causes (spec UW-146). Changes no object and tells no listener of
     * a flush; what listeners of the flush would change is not in it. Never flushes by itself.
     *
     * @param depth whether it may load what the flush would have to load
     * @throws io.relmap.error.CircularDependencyException as the flush would, if rows wait for each other
     * @throws io.relmap.error.FlushException as the flush would, if something cannot be written
     */
    FlushPlan flushPlan(PlanDepth depth);

    /** Runs a statement on this session's connection and transaction, without flush; returns the row count. */
    int executeSql(String sql, Object... values);

    /** Runs something with this session's connection, in its transaction. The connection is not to be closed. */
    <T> T doWithConnection(ConnectionCallback<T> callback);

    /** Whether the session was closed. */
    boolean isClosed();

    /** Lets all objects go, rolls back and releases the connection (spec SE-15). */
    @Override
    void close();

    /** Something done with a connection. */
    @FunctionalInterface
    interface ConnectionCallback<T> {

        /** Does it. */
        T apply(java.sql.Connection connection) throws java.sql.SQLException;
    }
}
