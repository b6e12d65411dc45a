package io.relmap.observe;

/**
 * Is told before and after flushes write rows (spec UW-135 to UW-137). All methods do nothing unless overridden.
 * Register it on the builder of {@code Relmap}; it serves all sessions, so it must be safe for use by several
 * threads. An exception fails the flush like an error of the database.
 *
 * <p>A method that comes before may set columns of its object, which are in the statement. It must not change
 * relationships, add or delete: this flush does not write that. {@code SessionListener.beforeFlush} is the place for it.
 */
public interface EntityListener {

    /** Before the first statement of the batch that inserts the object's row. */
    default void beforeInsert(Object entity) {}

    /** After the last statement of the batch that inserted the object's row. */
    default void afterInsert(Object entity) {}

    /** Before the first statement of the batch that updates the object's row, also if no column has changed. */
    default void beforeUpdate(Object entity) {}

    /** After the last statement of the batch that updated the object's row, also if no column had changed. */
    default void afterUpdate(Object entity) {}

    /** Before the statements that delete the object's row. */
    default void beforeDelete(Object entity) {}

    /** After the statements that deleted the object's row. */
    default void afterDelete(Object entity) {}
}
