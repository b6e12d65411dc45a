package io.relmap.boot.test;

import io.relmap.Inspect;
import io.relmap.query.Query;
import io.relmap.session.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The session of a test's transaction, with what tests do over and over: write objects, forget them, and look at what
 * the database has of them. To be injected; each call goes to the session of the running transaction. Safe for use by
 * several threads, each in its own transaction.
 *
 * <p>What a test does with objects that the session knows says nothing about the database: put {@link #flushAndClear()}
 * between writing and reading.
 */
public final class TestSession {

    private final Session session;

    /**
     * A session for tests.
     *
     * @param session the application's session
     */
    public TestSession(Session session) {
        this.session = session;
    }

    /** Adds a new object with what its cascades reach, and returns it. Nothing is written yet. */
    public <T> T persist(T entity) {
        session.add(entity);
        return entity;
    }

    /** Adds a new object and writes all changes, so that its key and what the database makes are there. */
    public <T> T persistAndFlush(T entity) {
        persist(entity);
        flush();
        return entity;
    }

    /**
     * Adds an object, writes all changes, lets every object go and loads this one again: what came through the database.
     *
     * @throws AssertionError if its row is not there
     */
    public <T> T persistFlushFind(T entity) {
        persistAndFlush(entity);
        Object key = id(entity);
        clear();
        T found = find(typeOf(entity), key);
        if (found == null) {
            throw new AssertionError("There is no row of " + entity.getClass() + " " + key);
        }
        return found;
    }

    @SuppressWarnings("unchecked") // an object's class is the class of its own kind
    private static <T> Class<T> typeOf(T entity) {
        return (Class<T>) entity.getClass();
    }

    /** Adds objects, writes all changes and lets every object go: what a test begins with. */
    public void given(Object... entities) {
        session.addAll(List.of(entities));
        flushAndClear();
    }

    /** The object of this key, or null. Composite keys as for {@link Session#get(Class, Object)}. */
    public <T> @Nullable T find(Class<T> type, Object key) {
        return session.get(type, key);
    }

    /** Copies a detached object's state onto the one of the same key, and returns that. */
    public <T> T merge(T entity) {
        return session.merge(entity);
    }

    /** Marks an object to be deleted by the next flush. */
    public void delete(Object entity) {
        session.delete(entity);
    }

    /** Reloads an object; its changes that are not written are lost. */
    public <T> T refresh(T entity) {
        session.refresh(entity);
        return entity;
    }

    /** Takes an object out of the session. */
    public void expunge(Object entity) {
        session.expunge(entity);
    }

    /** Writes all changes. */
    public void flush() {
        session.flush();
    }

    /** Lets every object go, with changes that are not written; the transaction goes on. */
    public void clear() {
        session.expungeAll();
    }

    /** Writes all changes and lets every object go, so that what is read next comes from the database. */
    public void flushAndClear() {
        flush();
        clear();
    }

    /**
     * The key of an object that has a row.
     *
     * @return the key's value; of several columns, a list in the order of the key
     * @throws IllegalStateException if the object has no row yet
     */
    public Object id(Object entity) {
        List<Object> identity = Inspect.of(entity).identity();
        if (identity == null) {
            throw new IllegalStateException(
                    entity.getClass().getName()
                            + " has no key: it was not flushed. Call persistAndFlush, or flush() before.");
        }
        return identity.size() == 1 ? identity.get(0) : identity;
    }

    /** Starts a query, which flushes first. */
    public <T> Query<T> query(Class<T> type) {
        return session.query(type);
    }

    /** The application's session, for all the rest. */
    public Session session() {
        return session;
    }
}
