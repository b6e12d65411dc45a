package io.relmap.session;

import io.relmap.flush.FlushPlan;
import io.relmap.flush.PlanDepth;
import io.relmap.holder.ToQuery;
import io.relmap.query.Load;
import io.relmap.query.Query;
import io.relmap.query.QueryClasses;
import io.relmap.query.Rows;
import io.relmap.sql.RowLock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work: the objects of one conversation with the database, each row once, and what is to be
 * written. A transaction begins by itself when it is needed.
 *
 * <p><b>Not thread-safe:</b> for one thread at a time; a second one that comes in while a call runs is refused.
 *
 * <p><b>Errors that any call may give</b> and that are not said again below:
 *
 * <ul>
 *   <li>{@link io.relmap.error.InvalidRequestException} if the session was closed and may not be used again ({@link
 *       SessionOptions#closeResetsOnly()}), if another thread is in it, if the transaction is over that it belongs to, or if
 *       an argument is no mapped entity;
 *   <li>{@link io.relmap.error.PendingRollbackException} from what needs the transaction after a flush has failed, until
 *       {@link #rollback()} is called (spec UW-126); its cause is that failure;
 *   <li>{@link io.relmap.error.DatabaseException} or one of its kinds where the database refuses a statement.
 * </ul>
 *
 * <p>What <em>asks the database</em> flushes before, unless autoflush is off (spec UW-132), so that it may fail as {@link
 * #flush()} does.
 */
public interface Session extends AutoCloseable {

    /**
     * Adds an object, with what its save-update cascades reach (spec SE-10): a new one becomes pending, to be inserted by
     * the next flush; a detached one becomes persistent again; a mark for deletion is taken back. Sends no SQL.
     *
     * @throws io.relmap.error.InvalidRequestException if the object, or one that is reached, is in another session, was
     *     deleted by a flush of this one, or has the key of another object that is here ({@link #merge} copies onto that)
     */
    void add(Object entity);

    /** Adds objects in this order. All are checked before the first is added (spec SE-11). */
    void addAll(Collection<?> entities);

    /**
     * Marks an object, with what its delete cascades reach, to be deleted by the next flush (spec CA-20). What the cascades
     * have to know is loaded now, unless {@code passiveDeletes} leaves it to the database.
     *
     * @throws io.relmap.error.InvalidRequestException if the object was never flushed: {@link #expunge} withdraws it (UW-131);
     *     if it is in another session
     */
    void delete(Object entity);

    /**
     * Marks objects to be deleted, as {@link #delete} does with each: what has to be flushed before loads is flushed once, and
     * what the cascades have to know is loaded for objects of one query together (spec PE-1), not for each of them.
     *
     * @throws io.relmap.error.InvalidRequestException as from {@link #delete}, if any of them was never flushed or is in
     *     another session, or another object of its key is here; then none is marked. Where only what a cascade reaches belongs
     *     elsewhere, those before it stay marked
     */
    void deleteAll(Collection<?> entities);

    /**
     * Copies an object's state onto the one of the same key here, with what its merge cascades reach, and returns that
     * (spec SE-60). The object of the key is loaded if it is not here; without such a row a new object is added. The object
     * given stays outside. What is not loaded in it is not copied.
     *
     * @throws io.relmap.error.StaleDataException if its version is not the row's (spec UW-120)
     */
    <T> T merge(T entity);

    /** As {@link #merge(Object)}, as the options say. */
    <T> T merge(T entity, MergeOption... options);

    /**
     * Takes an object out, with what its expunge cascades reach (spec SE-14): a pending one becomes transient, a persistent
     * one detached; changes that were not flushed stay in the object and are not written. Sends no SQL.
     *
     * @throws io.relmap.error.InvalidRequestException if the object is not in this session
     */
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

    /**
     * Reloads an object now; its unflushed changes are lost (spec SE-55). Lazy relationships become unloaded, eager ones are
     * loaded; what its refresh-expire cascades reach is expired.
     *
     * @throws io.relmap.error.InvalidRequestException if the object is not persistent here
     * @throws io.relmap.error.ObjectDeletedException if its row is gone
     */
    void refresh(Object entity);

    /**
     * As {@link #refresh(Object)}, with the row locked until the end of the transaction: what is decided by it holds.
     *
     * @throws io.relmap.error.InvalidRequestException for {@link RowLock#FOR_UPDATE_SKIP_LOCKED}
     */
    void refresh(Object entity, RowLock lock);

    /**
     * Locks the row of a persistent object until the end of the transaction. Changes are flushed before, as autoflush
     * allows; what is loaded stays as it is. Of an entity without a version that may be old: {@link #refresh(Object, RowLock)}
     * reads it anew.
     *
     * @throws io.relmap.error.StaleDataException if somebody else has given the row another version than the object was
     *     loaded with (spec LO-125)
     * @throws io.relmap.error.ObjectDeletedException if the row is gone
     * @throws io.relmap.error.InvalidRequestException if the object is not persistent here; for {@link RowLock#NONE} and
     *     {@link RowLock#FOR_UPDATE_SKIP_LOCKED}
     */
    void lock(Object entity, RowLock lock);

    /**
     * Reloads these attributes now; changes of others stay (spec SE-55).
     *
     * @param attributes names of columns and relationships; the latter are loaded, too
     * @throws io.relmap.error.InvalidRequestException if there is no such attribute, or the object is not persistent here
     * @throws io.relmap.error.ObjectDeletedException if its row is gone
     */
    void refresh(Object entity, Collection<String> attributes);

    /**
     * Forgets what is loaded of an object, unflushed changes too, with what its refresh-expire cascades reach; it is reloaded
     * when it is touched (spec SE-50, SE-54): by one of its holders, {@code Inspect}, {@link #get} or a query. Until then a
     * plain field shows what it held after the last load or flush, or null if {@link SessionOptions#expireClearsFields()}
     * says so. Sends no SQL.
     *
     * @throws io.relmap.error.InvalidRequestException if the object is not persistent here
     */
    void expire(Object entity);

    /**
     * Forgets these attributes; no cascade (spec SE-51).
     *
     * @throws io.relmap.error.InvalidRequestException if there is no such attribute, or the object is not persistent here
     */
    void expire(Object entity, Collection<String> attributes);

    /** Expires all persistent objects; pending ones and marks for deletion stay (spec SE-52). */
    void expireAll();

    /**
     * Writes all changes, in the order that the database's keys ask for (spec SE-20). Commits nothing. Without changes, and in
     * a session that is {@linkplain SessionOptions#readOnly() read-only}, it does nothing. If it fails, the transaction (or the
     * innermost savepoint) is rolled back at once, and the session asks for {@link #rollback()} (spec UW-125, UW-126).
     *
     * @throws io.relmap.error.CircularDependencyException if rows wait for each other, before any SQL
     * @throws io.relmap.error.StaleDataException if somebody else has changed or deleted a row (spec UW-120)
     * @throws io.relmap.error.IntegrityException if the database refuses a row
     * @throws io.relmap.error.FlushException if something cannot be written for another reason
     */
    void flush();

    /**
     * Writes the changes of some objects only, and of those that their relationships take along: a collection its
     * new elements, but a reference not its new target, whose key is then written by the next flush (spec UW-5).
     * Seldom needed: {@link #flush()} knows the order that all changes need, this cannot.
     *
     * @param entities new, changed or deleted objects of this session; others are left alone
     */
    void flush(Collection<?> entities);

    /**
     * Flushes until nothing is left and commits (spec SE-24). Objects are expired afterwards, unless the session's options say
     * otherwise.
     *
     * @throws io.relmap.error.InvalidRequestException if the transaction is managed from outside
     * @throws io.relmap.error.FlushException as from {@link #flush()}
     */
    void commit();

    /**
     * Rolls the whole transaction back and restores the states of objects (spec SE-26): new ones become transient, deleted
     * ones come back, all others are expired. Changes that were not flushed are lost.
     *
     * @throws io.relmap.error.InvalidRequestException if the transaction is managed from outside
     */
    void rollback();

    /**
     * Flushes and sets a savepoint (spec SE-30). Rolling back to it restores the objects that were touched since.
     *
     * @throws io.relmap.error.InvalidRequestException if the transaction is managed from outside
     */
    NestedTransaction beginNested();

    /**
     * The object of this key, or null (spec SE-41). Asks the database only if the object is not here or is expired.
     *
     * @param key the value; a composite key as a {@code List} in key order, a {@code Map} by attribute
     * @return null also if the key is null, or belongs to an object of another class
     * @throws io.relmap.error.InvalidRequestException if the key has the wrong form
     */
    <T> @Nullable T get(Class<T> type, Object key);

    /** As {@link #get(Class, Object)} with loader options, which count if the database is asked. */
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

    /** As {@link #get(Class, Object)}, empty instead of null. */
    default <T> Optional<T> find(Class<T> type, Object key) {
        return Optional.ofNullable(get(type, key));
    }

    /**
     * Starts a query for the objects of an entity; nothing is sent before its results are asked for.
     *
     * @throws io.relmap.error.InvalidRequestException if the class is not mapped
     */
    <T> Query<T> query(Class<T> type);

    /**
     * Starts a query for what a relationship of an object leads to, in the relationship's order (spec LO-90).
     *
     * @throws io.relmap.error.DetachedInstanceException if the holder's owner is not in this session
     */
    <T> Query<T> query(ToQuery<T> elements);

    /**
     * As {@link #query(ToQuery)}, with the methods of the program's own interface that the relationship is mapped with
     * as {@code queryClass} (spec LO-94).
     *
     * @throws io.relmap.error.InvalidRequestException if it is mapped with another one, or none
     */
    default <T, Q extends Query<T>> Q query(ToQuery<T> elements, Class<Q> type) {
        return QueryClasses.as(type, query(elements), elements);
    }

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

    /**
     * The rows of a statement of the database's own as values by the labels of their columns: {@code sqlRows("select year,
     * count(*) as books from book where year > :y group by year", Map.of("y", 1990))}. The session is flushed first, as
     * for any query. How labels are spelt and of which types values are, the database and its driver decide.
     *
     * @param sql a statement that has rows; {@code :name} is a parameter, as in {@link #sql(Class, String, Map)}
     * @param parameters the values by name
     * @throws io.relmap.error.InvalidRequestException if a value is missing or has no parameter; when it runs, if two
     *     columns have one label
     */
    Rows<Map<String, @Nullable Object>> sqlRows(String sql, Map<String, ?> parameters);

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

    /** Runs something without autoflush; blocks may stand in each other (spec SE-36). */
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

    /**
     * As {@link #executeSql(String, Object...)}, with parameters by name, as in {@link #sql(Class, String, Map)}.
     *
     * @throws io.relmap.error.InvalidRequestException if a value is missing or has no parameter
     */
    int executeSql(String sql, Map<String, ?> parameters);

    /** Runs something with this session's connection, in its transaction. The connection is not to be closed. */
    <T> T doWithConnection(ConnectionCallback<T> callback);

    /** Whether the session was closed, and not used since. */
    boolean isClosed();

    /**
     * Lets all objects go, rolls back and releases the connection (spec SE-15). The next call begins anew, unless {@link
     * SessionOptions#closeResetsOnly()} forbids that. Closing it again does nothing.
     *
     * @throws io.relmap.error.InvalidRequestException if the transaction is managed from outside
     */
    @Override
    void close();

    /** Something done with a connection. */
    @FunctionalInterface
    interface ConnectionCallback<T> {

        /** Does it. */
        T apply(java.sql.Connection connection) throws java.sql.SQLException;
    }
}
