package io.relmap.type;

import io.relmap.annotation.Internal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A codec of values that a driver takes and gives as they are, but for NULL.
 *
 * @param <T> the Java type of the field
 */
@Internal
public abstract class BasicCodec<T> implements Codec<T> {

    private final Class<T> javaType;
    private final int sqlType;

    /**
     * A codec of this Java type.
     *
     * @param sqlType the constant of {@link java.sql.Types} under which NULL is bound
     */
    protected BasicCodec(Class<T> javaType, int sqlType) {
        this.javaType = javaType;
        this.sqlType = sqlType;
    }

    @Override
    public final Class<T> javaType() {
        return javaType;
    }

    @Override
    public final void bind(PreparedStatement statement, int index, @Nullable T value)
            throws SQLException {
        if (value == null) {
            statement.setNull(index, sqlType);
        } else {
            bindValue(statement, index, value);
        }
    }

    /** Binds a value that is not NULL. */
    protected abstract void bindValue(PreparedStatement statement, int index, T value)
            throws SQLException;

    @Override
    public String toString() {
        return getClass().getSimpleName() + "<" + javaType.getSimpleName() + ">";
    }
}
