package io.relmap.dialect;

import io.relmap.annotation.Internal;
import io.relmap.error.ErrorKind;
import io.relmap.schema.Column;
import io.relmap.schema.TableName;
import io.relmap.type.BasicCodec;
import io.relmap.type.Codec;
import io.relmap.type.ColumnType;
import io.relmap.type.ConvertedCodec;
import io.relmap.type.SqlKind;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** PostgreSQL, the database that relmap is tuned for. */
@Internal
public final class PostgreSqlDialect extends Dialect {

    private static final Pattern CONSTRAINT = Pattern.compile("constraint \"([^\"]+)\"");
    private static final Pattern COLUMN = Pattern.compile("column \"([^\"]+)\"");
    private static final Pattern TABLE = Pattern.compile("(?:table|relation) \"([^\"]+)\"");

    private static final Pattern SET_CONSTRAINTS =
            Pattern.compile("\\bSET\\s+CONSTRAINTS\\b", Pattern.CASE_INSENSITIVE);

    /** A dialect for PostgreSQL. */
    public PostgreSqlDialect() {
        super(
                "PostgreSQL",
                EnumSet.of(
                        Capability.RETURNING,
                        Capability.BATCH_GENERATED_KEYS,
                        Capability.ALTER_CONSTRAINTS,
                        Capability.SEQUENCES,
                        Capability.ARRAY_BINDING,
                        Capability.ROW_LOCKS,
                        Capability.SKIP_LOCKED,
                        Capability.DEFERRABLE,
                        Capability.DEFERRABLE_UNIQUE,
                        Capability.MATCH,
                        Capability.STATEMENT_END_CHECKS,
                        Capability.EARLY_CHECKS,
                        Capability.NESTED_COMMENTS,
                        Capability.CARRIAGE_RETURN_ENDS_COMMENT,
                        Capability.FULL_JOINS),
                new PostgreSqlRenderer());
    }

    @Override
    protected String driver() {
        return "org.postgresql.";
    }

    @Override
    public String typeName(ColumnType type) {
        return nameOf(type);
    }

    static String nameOf(ColumnType type) {
        return type.kind() == SqlKind.BINARY ? "BYTEA" : StandardTypeNames.of(type);
    }

    @Override
    protected Codec<?> adapt(ColumnType type, Codec<?> codec) {
        if (type.kind() != SqlKind.NATIVE) {
            return codec;
        } else if (codec instanceof ConvertedCodec<?, ?> converted) {
            return converted(type, converted);
        }
        return codec.javaType() == String.class ? NativeTextCodec.INSTANCE : codec;
    }

    @SuppressWarnings("unchecked") // adapt() keeps the codec's Java type
    private <J, D> Codec<J> converted(ColumnType type, ConvertedCodec<J, D> codec) {
        return codec.over((Codec<D>) adapt(type, codec.stored()));
    }

    @Override
    public Array array(Connection connection, ColumnType type, @Nullable Object[] elements)
            throws SQLException {
        return connection.createArrayOf(elementType(type), typed(elements));
    }

    /** The driver sends an array of a known class in binary form, any other as text. */
    private static @Nullable Object[] typed(@Nullable Object[] elements) {
        Class<?> common = null;
        for (Object element : elements) {
            if (element != null && element.getClass() != common) {
                if (common != null) {
                    return elements;
                }
                common = element.getClass();
            }
        }
        if (common == Long.class) {
            return Arrays.copyOf(elements, elements.length, Long[].class);
        } else if (common == Integer.class) {
            return Arrays.copyOf(elements, elements.length, Integer[].class);
        } else if (common == String.class) {
            return Arrays.copyOf(elements, elements.length, String[].class);
        } else if (common == byte[].class) {
            return Arrays.copyOf(elements, elements.length, byte[][].class);
        }
        return elements;
    }

    /** The name that the driver knows an array's element type by. */
    private static String elementType(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN -> "bool";
            case SMALLINT -> "int2";
            case INTEGER -> "int4";
            case BIGINT -> "int8";
            case NUMERIC -> "numeric";
            case REAL -> "float4";
            case DOUBLE -> "float8";
            case CHAR -> "bpchar";
            case VARCHAR -> "varchar";
            case TEXT -> "text";
            case BINARY -> "bytea";
            case DATE -> "date";
            case TIME -> "time";
            case TIMESTAMP -> "timestamp";
            case TIMESTAMP_WITH_TIME_ZONE -> "timestamptz";
            case UUID -> "uuid";
            case NATIVE -> {
                String name = Objects.requireNonNull(type.nativeName());
                int arguments = name.indexOf('(');
                yield (arguments < 0 ? name : name.substring(0, arguments))
                        .strip()
                        .toLowerCase(Locale.ROOT);
            }
        };
    }

    @Override
    public String nextValues(String sequence) {
        String name = identifiers().quote(TableName.parse(sequence));
        return "SELECT nextval('" + name.replace("'", "''") + "') FROM generate_series(1, ?)";
    }

    @Override
    public String nextIdentities(Column column) {
        String table = identifiers().quote(column.table().tableName());
        return "SELECT nextval(pg_get_serial_sequence("
                + literal(table)
                + ", "
                + literal(column.name())
                + ")) FROM generate_series(1, ?)";
    }

    @Override
    public String deferrableUniqueKeys() {
        return "SELECT c.conname, c.condeferred FROM pg_catalog.pg_constraint c"
                + " JOIN pg_catalog.pg_class t ON t.oid = c.conrelid"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace"
                + " WHERE c.contype = 'u' AND c.condeferrable AND n.nspname = ? AND t.relname = ?";
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Override
    public String putOffChecks(List<TableName> constraints) {
        return setConstraints(constraints) + " DEFERRED";
    }

    @Override
    public String takeUpChecks(List<TableName> constraints) {
        return setConstraints(constraints) + " IMMEDIATE";
    }

    @Override
    public boolean setsChecks(String sql) {
        return SET_CONSTRAINTS.matcher(sql).find();
    }

    private String setConstraints(List<TableName> constraints) {
        return constraints.stream()
                .map(identifiers()::quote)
                .collect(Collectors.joining(", ", "SET CONSTRAINTS ", ""));
    }

    @Override
    protected DatabaseError recognise(SQLException exception) {
        ErrorKind kind = SqlStates.kind(exception);
        if (!kind.isIntegrity()) {
            return DatabaseError.of(kind);
        }
        Pattern name = kind == ErrorKind.NOT_NULL ? COLUMN : CONSTRAINT;
        return new DatabaseError(
                kind, SqlStates.find(name, exception), SqlStates.find(TABLE, exception));
    }

    /** Text for a type that the server has to parse it into: jsonb, inet, enums of the database. */
    private static final class NativeTextCodec extends BasicCodec<String> {

        static final NativeTextCodec INSTANCE = new NativeTextCodec();

        private NativeTextCodec() {
            super(String.class, Types.OTHER);
        }

        @Override
        public @Nullable String read(ResultSet row, int index) throws SQLException {
            return row.getString(index);
        }

        @Override
        protected void bindValue(PreparedStatement statement, int index, String value)
                throws SQLException {
            statement.setObject(index, value, Types.OTHER);
        }
    }
}
