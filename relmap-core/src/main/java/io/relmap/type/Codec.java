package io.relmap.type;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Carries one value between a Java field and a column. Implementations are immutable and safe for
 * use by several threads.
 *
 * <p>Statements are bound and rows read with the codec that the dialect makes of a column's, never with
 * the column's own: databases that lack a type store its values in another form.
 *
 * @param <T> the Java type of the field; the wrapper type for primitives
 */
public interface Codec<T> {

    /** The Java type that {@link #read} returns and {@link #bind} takes. */
    Class<T> javaType();

    /** Reads the column at {@code index} (from 1); null for SQL's NULL. */
    @Nullable T read(ResultSet row, int index) throws SQLException;

    /** Binds {@code value}, or SQL's NULL, to the parameter at {@code index} (from 1). */
    void bind(PreparedStatement statement, int index, @Nullable T value) throws SQLException;

    /** Whether two values are the same to the database, so that no UPDATE is needed. */
    default boolean same(@Nullable T left, @Nullable T right) {
        return Objects.equals(left, right);
    }

    /** What a snapshot keeps of a value: itself where it is immutable, else a copy. */
    default T snapshot(T value) {
        return value;
    }

    /** The value as an element of an SQL array, in a form that every driver takes. */
    default Object element(T value) {
        return value;
    }
}
