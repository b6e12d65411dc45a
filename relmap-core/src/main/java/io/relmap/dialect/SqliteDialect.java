package io.relmap.dialect;

import io.relmap.annotation.Internal;
import io.relmap.error.ErrorKind;
import io.relmap.schema.Column;
import io.relmap.schema.TableName;
import io.relmap.type.Codec;
import io.relmap.type.ColumnType;
import io.relmap.type.ConvertedCodec;
import io.relmap.type.TypeFamily;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * SQLite. It knows numbers, texts and bytes only: dates and times are texts in ISO form, which sort as
 * they should, UUIDs are texts, decimal numbers keep 15 digits.
 */
@Internal
public final class SqliteDialect extends Dialect {

    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int INTERRUPT = 9;
    private static final int CANNOT_OPEN = 14;
    private static final int CONSTRAINT = 19;

    private static final Pattern COLUMNS = Pattern.compile("constraint failed: ([^)]+)\\)");
    private static final Pattern TABLE = Pattern.compile("constraint failed: ([^.)]+)\\.");

    private static final Map<String, ErrorKind> CONSTRAINTS =
            Map.of(
                    "SQLITE_CONSTRAINT_UNIQUE", ErrorKind.UNIQUE,
                    "SQLITE_CONSTRAINT_PRIMARYKEY", ErrorKind.UNIQUE,
                    "SQLITE_CONSTRAINT_ROWID", ErrorKind.UNIQUE,
                    "SQLITE_CONSTRAINT_FOREIGNKEY", ErrorKind.FOREIGN_KEY,
                    "SQLITE_CONSTRAINT_TRIGGER", ErrorKind.FOREIGN_KEY, // RESTRICT
                    "SQLITE_CONSTRAINT_NOTNULL", ErrorKind.NOT_NULL,
                    "SQLITE_CONSTRAINT_CHECK", ErrorKind.CHECK);

    private static final Pattern LITERAL =
            Pattern.compile(
                    "(?i)[-+]?\\d+(\\.\\d+)?|'([^']|'')*'|null|true|false|current_\\w+|\\(.*\\)");

    private static final Pattern RESULT_CODE = Pattern.compile("\\[(SQLITE_\\w+)\\]");

    private final Map<Codec<?>, Codec<?>> codecs = new ConcurrentHashMap<>();

    /** A dialect for SQLite. */
    public SqliteDialect() {
        super(
                "SQLite",
                EnumSet.of(
                        Capability.RETURNING,
                        Capability.DEFERRABLE,
                        Capability.MATCH,
                        Capability.STATEMENT_END_CHECKS,
                        Capability.FULL_JOINS),
                new SqliteRenderer());
    }

    @Override
    protected String driver() {
        return "org.sqlite.";
    }

    @Override
    public String typeName(ColumnType type) {
        return switch (type.kind()) {
            case BINARY -> "BLOB";
            case DOUBLE -> "REAL";
            case UUID -> "VARCHAR(36)";
            case TIMESTAMP_WITH_TIME_ZONE -> "TIMESTAMP";
            default -> StandardTypeNames.of(type);
        };
    }

    /** Only a column of exactly this type is generated. */
    @Override
    public String identityType(Column column) {
        return "INTEGER PRIMARY KEY AUTOINCREMENT";
    }

    @Override
    public boolean identityIsPrimaryKey() {
        return true;
    }

    /** Anything but a literal stands in parentheses. */
    @Override
    public String defaultValue(String sql) {
        return LITERAL.matcher(sql).matches() ? sql : "(" + sql + ")";
    }

    /** Outside of a transaction only; inside, SQLite ignores it. */
    @Override
    public void withoutForeignKeys(Connection connection, Runnable work) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean checked;
            try (ResultSet row = statement.executeQuery("PRAGMA foreign_keys")) {
                checked = row.next() && row.getBoolean(1);
            }
            statement.execute("PRAGMA foreign_keys = OFF");
            try {
                work.run();
            } finally {
                if (checked) {
                    statement.execute("PRAGMA foreign_keys = ON");
                }
            }
        }
    }

    @Override
    public boolean putsOffAnyForeignKey() {
        return true;
    }

    /**
     * All of them, whatever their names: SQLite cannot put off less. They stay so until the end of the transaction,
     * which checks and resets the pragma.
     */
    @Override
    public String putOffChecks(List<TableName> constraints) {
        return "PRAGMA defer_foreign_keys = ON";
    }

    /** It resets the count of what is violated, so that all of that would be committed otherwise. */
    @Override
    public String giveUpChecks() {
        return "PRAGMA defer_foreign_keys = OFF";
    }

    @Override
    public String checksArePutOff() {
        return "PRAGMA defer_foreign_keys";
    }

    @Override
    public String createdBy() {
        return "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?";
    }

    @Override
    public boolean ignoresCase(String left, String right) {
        return left.equalsIgnoreCase(right);
    }

    /** Types are what was written in CREATE TABLE, and bind nobody. */
    @Override
    public boolean storesAs(TypeFamily wanted, TypeFamily actual) {
        boolean textual =
                actual == TypeFamily.CHARACTER
                        && (wanted == TypeFamily.TEMPORAL || wanted == TypeFamily.UUID);
        boolean flag = wanted == TypeFamily.BOOLEAN && actual == TypeFamily.INTEGER;
        return textual || flag || super.storesAs(wanted, actual);
    }

    @Override
    protected Codec<?> adapt(ColumnType type, Codec<?> codec) {
        return adaptUntyped(codec);
    }

    @Override
    protected Codec<?> adaptUntyped(Codec<?> codec) {
        Codec<?> found = codecs.get(codec);
        if (found == null) {
            found =
                    codec instanceof ConvertedCodec<?, ?> converted
                            ? converted(converted)
                            : SqliteCodecs.insteadOf(codec);
            codecs.put(codec, found);
        }
        return found;
    }

    @SuppressWarnings("unchecked") // adapt() keeps the codec's Java type
    private <J, D> Codec<J> converted(ConvertedCodec<J, D> codec) {
        return codec.over((Codec<D>) adaptUntyped(codec.stored()));
    }

    @Override
    protected DatabaseError recognise(SQLException exception) {
        return switch (exception.getErrorCode() & 0xff) {
            case BUSY, LOCKED -> DatabaseError.of(busy(exception));
            case INTERRUPT -> DatabaseError.of(ErrorKind.QUERY_TIMEOUT);
            case CANNOT_OPEN -> DatabaseError.of(ErrorKind.CONNECTION);
            case CONSTRAINT -> constraint(exception);
            default -> DatabaseError.of(SqlStates.kind(exception));
        };
    }

    /** A snapshot that is too old to write to is a conflict; other waits are for a lock. */
    private static ErrorKind busy(SQLException exception) {
        return "SQLITE_BUSY_SNAPSHOT".equals(SqlStates.find(RESULT_CODE, exception))
                ? ErrorKind.SERIALIZATION
                : ErrorKind.LOCK_TIMEOUT;
    }

    private static DatabaseError constraint(SQLException exception) {
        String code = SqlStates.find(RESULT_CODE, exception);
        ErrorKind kind =
                code == null ? ErrorKind.CHECK : CONSTRAINTS.getOrDefault(code, ErrorKind.CHECK);
        return new DatabaseError(kind, nameIn(exception), SqlStates.find(TABLE, exception));
    }

    private static @Nullable String nameIn(SQLException exception) {
        return SqlStates.find(COLUMNS, exception);
    }
}
