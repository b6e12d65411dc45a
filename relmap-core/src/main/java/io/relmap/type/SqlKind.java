package io.relmap.type;

/** The SQL types that every dialect can name. */
public enum SqlKind {
    BOOLEAN(TypeFamily.BOOLEAN),
    SMALLINT(TypeFamily.INTEGER),
    INTEGER(TypeFamily.INTEGER),
    BIGINT(TypeFamily.INTEGER),
    NUMERIC(TypeFamily.DECIMAL),
    REAL(TypeFamily.DECIMAL),
    DOUBLE(TypeFamily.DECIMAL),
    CHAR(TypeFamily.CHARACTER),
    VARCHAR(TypeFamily.CHARACTER),
    TEXT(TypeFamily.CHARACTER),
    BINARY(TypeFamily.BINARY),
    DATE(TypeFamily.TEMPORAL),
    TIME(TypeFamily.TEMPORAL),
    TIMESTAMP(TypeFamily.TEMPORAL),
    TIMESTAMP_WITH_TIME_ZONE(TypeFamily.TEMPORAL),
    UUID(TypeFamily.UUID),
    /** A type that only its {@link ColumnType#nativeName() native name} tells. */
    NATIVE(TypeFamily.OTHER);

    private final TypeFamily family;

    SqlKind(TypeFamily family) {
        this.family = family;
    }

    /** The family whose members compare without a cast. */
    public TypeFamily family() {
        return family;
    }
}
