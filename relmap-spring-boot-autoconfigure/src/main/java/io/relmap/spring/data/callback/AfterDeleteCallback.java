package io.relmap.spring.data.callback;

import org.springframework.data.mapping.callback.EntityCallback;

/**
 * Is called by a flush after it has deleted an object's row; cascades are included.
 *
 * @param <T> the type of the objects that it is called for
 */
@FunctionalInterface
public interface AfterDeleteCallback<T> extends EntityCallback<T> {

    /**
     * After the object's row was deleted; the transaction may still be rolled back.
     *
     * @return the same object: one row is one object of its session
     */
    T onAfterDelete(T entity);
}
