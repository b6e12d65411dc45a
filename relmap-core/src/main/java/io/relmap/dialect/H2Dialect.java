package io.relmap.dialect;

import io.relmap.annotation.Internal;
import io.relmap.error.ErrorKind;
import io.relmap.schema.TableName;
import io.relmap.type.ColumnType;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Map;
import java.util.regex.Pattern;

/** H2, in its own mode, from version 2 on. */
@Internal
public final class H2Dialect extends Dialect {

    private static final int LONGEST_VARBINARY = 1_048_576;

    /** H2's own numbers where its SQLSTATE says too little. */
    private static final Map<Integer, ErrorKind> CODES =
            Map.of(
                    40001, ErrorKind.DEADLOCK,
                    50200, ErrorKind.LOCK_TIMEOUT,
                    57014, ErrorKind.QUERY_TIMEOUT,
                    90131, ErrorKind.SERIALIZATION,
                    90067, ErrorKind.CONNECTION,
                    90098, ErrorKind.CONNECTION,
                    90121, ErrorKind.CONNECTION);

    /** {@code "PUBLIC.UQ INDEX PUBLIC.UQ_INDEX_2 ON PUBLIC.AUTHOR(NAME) VALUES ..."}. */
    private static final Pattern UNIQUE =
            Pattern.compile(
                    "\"(?:[^\".\\s]+\\.)?\"*([^\".]+?)\"*(?:_INDEX_\\w+)?(?: INDEX| PRIMARY KEY| ON) ");

    private static final Pattern UNIQUE_TABLE =
            Pattern.compile(" ON (?:\"*[^\".(]+\"*\\.)?\"*([^\".(]+)\"*\\(");

    /** {@code "FK_BOOK: PUBLIC.BOOK FOREIGN KEY(...) REFERENCES ..."}. */
    private static final Pattern NAMED = Pattern.compile("\"([^\":]+): ");

    private static final Pattern NAMED_TABLE =
            Pattern.compile(": (?:\"*[^\".\\s]+\"*\\.)?\"*([^\".\\s]+)\"* FOREIGN KEY");

    private static final Pattern COLUMN = Pattern.compile("\"([^\"]+)\"");

    /** A dialect for H2. */
    public H2Dialect() {
        super(
                "H2",
                EnumSet.of(
                        Capability.BATCH_GENERATED_KEYS,
                        Capability.ALTER_CONSTRAINTS,
                        Capability.SEQUENCES,
                        Capability.ROW_LOCKS,
                        Capability.SKIP_LOCKED,
                        Capability.NESTED_COMMENTS,
                        Capability.CARRIAGE_RETURN_ENDS_COMMENT),
                new H2Renderer());
    }

    @Override
    protected String driver() {
        return "org.h2.";
    }

    @Override
    public String typeName(ColumnType type) {
        return nameOf(type);
    }

    static String nameOf(ColumnType type) {
        return switch (type.kind()) {
            case TEXT -> "VARCHAR"; // up to 1,000,000,000 characters, and unlike CLOB comparable
            case BINARY ->
                    type.length() > LONGEST_VARBINARY
                            ? "BLOB"
                            : "VARBINARY(" + LONGEST_VARBINARY + ")";
            case TIME -> "TIME(6)";
            case NUMERIC ->
                    type.precision() == 0 && type.scale() == 0
                            ? "DECFLOAT" // NUMERIC alone has no digits after the point
                            : StandardTypeNames.of(type);
            default -> StandardTypeNames.of(type);
        };
    }

    @Override
    public String nextValues(String sequence) {
        String name = identifiers().quote(TableName.parse(sequence));
        return "SELECT NEXT VALUE FOR " + name + " FROM SYSTEM_RANGE(1, ?)";
    }

    @Override
    protected DatabaseError recognise(SQLException exception) {
        ErrorKind known = CODES.get(exception.getErrorCode());
        ErrorKind kind = known == null ? SqlStates.kind(exception) : known;
        return switch (kind) {
            case UNIQUE ->
                    new DatabaseError(
                            kind,
                            SqlStates.find(UNIQUE, exception),
                            SqlStates.find(UNIQUE_TABLE, exception));
            case FOREIGN_KEY ->
                    new DatabaseError(
                            kind,
                            SqlStates.find(NAMED, exception),
                            SqlStates.find(NAMED_TABLE, exception));
            case CHECK -> new DatabaseError(kind, SqlStates.find(NAMED, exception), null);
            case NOT_NULL -> new DatabaseError(kind, SqlStates.find(COLUMN, exception), null);
            default -> DatabaseError.of(kind);
        };
    }

    @Override
    public String generatedColumn(String expression) {
        return " GENERATED ALWAYS AS (" + expression + ")";
    }
}
