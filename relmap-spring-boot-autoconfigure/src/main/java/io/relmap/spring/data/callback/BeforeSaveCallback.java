package io.relmap.spring.data.callback;

import org.springframework.data.mapping.callback.EntityCallback;

/**
 * Is called by a flush before it inserts an object's row, or updates it with columns that have changed.
 *
 * @param <T> the type of the objects that it is called for
 */
@FunctionalInterface
public interface BeforeSaveCallback<T> extends EntityCallback<T> {

    /**
     * Before the object's row is inserted or updated. It may set columns of the object, and nothing else.
     *
     * @return the same object: one row is one object of its session
     */
    T onBeforeSave(T entity);
}
