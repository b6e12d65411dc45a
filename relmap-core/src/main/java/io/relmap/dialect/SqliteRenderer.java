package io.relmap.dialect;

import io.relmap.sql.DefaultValue;
import io.relmap.sql.Expression;
import io.relmap.sql.Identifiers;
import io.relmap.sql.Operator;
import io.relmap.sql.Select;
import io.relmap.sql.SqlBuffer;
import io.relmap.sql.SqlRenderer;
import io.relmap.type.ColumnType;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** How SQLite writes statements. */
final class SqliteRenderer extends SqlRenderer {

    SqliteRenderer() {
        super(Identifiers.standard(ReservedWords.SQLITE));
    }

    /** SQLite would make a number of a date. */
    @Override
    protected String castName(ColumnType type) {
        return switch (type.family()) {
            case TEMPORAL, UUID, CHARACTER -> "TEXT";
            case INTEGER, BOOLEAN -> "INTEGER";
            case BINARY -> "BLOB";
            case DECIMAL, OTHER -> StandardTypeNames.of(type);
        };
    }

    @Override
    protected String functionName(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "now" -> "CURRENT_TIMESTAMP";
            case "char_length", "character_length" -> "length";
            default -> name;
        };
    }

    @Override
    protected void distinctFrom(SqlBuffer out, Expression left, Expression right, boolean differ) {
        Operator operator = differ ? Operator.IS_DISTINCT_FROM : Operator.IS_NOT_DISTINCT_FROM;
        infix(out, left, operator, differ ? "IS NOT" : "IS", right);
    }

    @Override
    protected void rows(SqlBuffer out, int count, IntConsumer row) {
        out.add("(VALUES ");
        for (int i = 0; i < count; i++) {
            out.add(i == 0 ? "" : ", ");
            row.accept(i);
        }
        out.add(")");
    }

    /** SQLite has no word for it: what the table says is said again. */
    @Override
    protected void defaultValue(SqlBuffer out, DefaultValue value) {
        out.add("(").add(Objects.requireNonNull(value.column().serverDefault())).add(")");
    }

    /** OFFSET stands after LIMIT only. */
    @Override
    protected void limit(SqlBuffer out, @Nullable Expression limit, @Nullable Expression offset) {
        if (limit == null && offset != null) {
            out.add(" LIMIT -1");
        }
        super.limit(out, limit, offset);
    }

    /** A transaction that writes locks the whole database. */
    @Override
    protected void lock(SqlBuffer out, Select select) {}
}
