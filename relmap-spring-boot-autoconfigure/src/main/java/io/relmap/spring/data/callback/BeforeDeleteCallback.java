package io.relmap.spring.data.callback;

import org.springframework.data.mapping.callback.EntityCallback;

/**
 * Is called by a flush before it deletes an object's row; cascades are included.
 *
 * @param <T> the type of the objects that it is called for
 */
@FunctionalInterface
public interface BeforeDeleteCallback<T> extends EntityCallback<T> {

    /**
     * Before the object's row is deleted.
     *
     * @return the same object: one row is one object of its session
     */
    T onBeforeDelete(T entity);
}
