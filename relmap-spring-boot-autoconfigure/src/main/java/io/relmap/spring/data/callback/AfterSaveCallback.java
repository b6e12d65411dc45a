package io.relmap.spring.data.callback;

import org.springframework.data.mapping.callback.EntityCallback;

/**
 * Is called by a flush after it has inserted an object's row, or updated it.
 *
 * @param <T> the type of the objects that it is called for
 */
@FunctionalInterface
public interface AfterSaveCallback<T> extends EntityCallback<T> {

    /**
     * After the object's row was inserted or updated; the transaction may still be rolled back.
     *
     * @return the same object: one row is one object of its session
     */
    T onAfterSave(T entity);
}
