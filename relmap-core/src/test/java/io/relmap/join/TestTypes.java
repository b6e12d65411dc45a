package io.relmap.join;

import io.relmap.type.Codec;
import io.relmap.type.ColumnType;
import io.relmap.type.SqlKind;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Types for tests that never reach a database. */
public final class TestTypes {

    private record TestCodec<T>(Class<T> javaType) implements Codec<T> {
        @Override
        public T read(ResultSet row, int index) throws SQLException {
            return row.getObject(index, javaType);
        }

        @Override
        public void bind(PreparedStatement statement, int index, @Nullable T value)
                throws SQLException {
            statement.setObject(index, value);
        }
    }

    private TestTypes() {}

    /** A type by a name such as {@code Integer} or {@code String(50)}. */
    public static ColumnType of(String text) {
        int bracket = text.indexOf('(');
        String name = bracket < 0 ? text : text.substring(0, bracket);
        ColumnType type = find(name, List.of());
        if (type == null) {
            throw new IllegalArgumentException(text);
        }
        return type;
    }

    /** A type by its name, or null. */
    public static @Nullable ColumnType find(String name, List<Integer> arguments) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "integer", "int" -> type(SqlKind.INTEGER, Integer.class);
            case "bigint" -> type(SqlKind.BIGINT, Long.class);
            case "boolean" -> type(SqlKind.BOOLEAN, Boolean.class);
            case "numeric" -> type(SqlKind.NUMERIC, BigDecimal.class);
            case "datetime" -> type(SqlKind.TIMESTAMP, java.time.LocalDateTime.class);
            case "date" -> type(SqlKind.DATE, java.time.LocalDate.class);
            case "string", "varchar" -> type(SqlKind.VARCHAR, String.class);
            case "inet", "cidr" ->
                    new ColumnType(SqlKind.NATIVE, 0, 0, 0, name, new TestCodec<>(String.class));
            default -> null;
        };
    }

    private static ColumnType type(SqlKind kind, Class<?> javaType) {
        return new ColumnType(kind, 0, 0, 0, null, new TestCodec<>(javaType));
    }
}
