package io.relmap.type;

import io.relmap.annotation.Internal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Converter} in front of the codec of what the column holds.
 *
 * @param <J> the Java type of the field
 * @param <D> the Java type of what the column holds
 * @param javaType the Java type of the field
 * @param converter turns values of one type into the other
 * @param stored carries what the column holds
 */
@Internal
public record ConvertedCodec<J, D>(Class<J> javaType, Converter<J, D> converter, Codec<D> stored)
        implements Codec<J> {

    @Override
    public @Nullable J read(ResultSet row, int index) throws SQLException {
        D value = stored.read(row, index);
        return value == null ? null : converter.toJava(value);
    }

    @Override
    public void bind(PreparedStatement statement, int index, @Nullable J value)
            throws SQLException {
        stored.bind(statement, index, value == null ? null : converter.toDatabase(value));
    }

    @Override
    public boolean same(@Nullable J left, @Nullable J right) {
        if (left == null || right == null || !converter.mutable()) {
            return Objects.equals(left, right);
        }
        return stored.same(converter.toDatabase(left), converter.toDatabase(right));
    }

    @Override
    public J snapshot(J value) {
        return converter.mutable() ? converter.toJava(converter.toDatabase(value)) : value;
    }

    @Override
    public Object element(J value) {
        return stored.element(converter.toDatabase(value));
    }

    /** The same conversion over another way to carry what the column holds. */
    public ConvertedCodec<J, D> over(Codec<D> other) {
        return new ConvertedCodec<>(javaType, converter, other);
    }
}
