package io.relmap.dialect;

import io.relmap.type.ColumnType;
import java.util.Objects;

/** The names of types in the standard's words, which most databases understand. */
final class StandardTypeNames {

    private StandardTypeNames() {}

    static String of(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN -> "BOOLEAN";
            case SMALLINT -> "SMALLINT";
            case INTEGER -> "INTEGER";
            case BIGINT -> "BIGINT";
            case NUMERIC -> numeric(type);
            case REAL -> "REAL";
            case DOUBLE -> "DOUBLE PRECISION";
            case CHAR -> "CHAR(" + Math.max(1, type.length()) + ")";
            case VARCHAR -> type.length() == 0 ? "VARCHAR" : "VARCHAR(" + type.length() + ")";
            case TEXT -> "TEXT";
            case BINARY -> "VARBINARY";
            case DATE -> "DATE";
            case TIME -> "TIME";
            case TIMESTAMP -> "TIMESTAMP";
            case TIMESTAMP_WITH_TIME_ZONE -> "TIMESTAMP WITH TIME ZONE";
            case UUID -> "UUID";
            case NATIVE -> Objects.requireNonNull(type.nativeName());
        };
    }

    private static String numeric(ColumnType type) {
        if (type.precision() == 0 && type.scale() == 0) {
            return "NUMERIC";
        }
        int precision = type.precision() == 0 ? 38 : type.precision();
        return "NUMERIC(" + precision + ", " + type.scale() + ")";
    }
}
