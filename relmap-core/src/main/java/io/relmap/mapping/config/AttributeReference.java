package io.relmap.mapping.config;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Names an attribute by the method that reads it, {@code Book::getAuthor}. It is never called.
 *
 * @param <T> the entity
 */
@FunctionalInterface
public interface AttributeReference<T> extends Serializable {

    /** Reads the attribute. */
    @Nullable Object read(T entity);
}
