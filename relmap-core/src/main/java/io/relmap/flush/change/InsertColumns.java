package io.relmap.flush.change;

import io.relmap.annotation.EagerDefaults;
import io.relmap.annotation.Internal;
import io.relmap.flush.change.RowColumns.Computed;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.schema.ColumnDefault;
import io.relmap.sql.Expression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which columns an INSERT gives a value (spec UW-76). */
@Internal
public final class InsertColumns {

    private final FlushRow row;
    private final List<ColumnAttribute> given = new ArrayList<>();
    private final List<Computed> computed = new ArrayList<>(0);
    private final List<ColumnAttribute> keys = new ArrayList<>(1);
    private final List<ColumnAttribute> made = new ArrayList<>(0);

    private InsertColumns(FlushRow row) {
        this.row = row;
    }

    /**
     * The columns of a new object's INSERT. Those without a value are left to a default: one made here, which the
     * object is given at once (UW-84); one that the statement computes; one of the database. Others are written as
     * NULL, so that rows with different gaps share a statement.
     *
     * @param fetchesFreely whether the statement can be asked for values at no cost (UW-85)
     */
    public static RowColumns of(FlushRow row, boolean fetchesFreely) {
        InsertColumns columns = new InsertColumns(row);
        row.mapper().columns().forEach(columns::sortIn);
        return columns.finish(fetchesFreely);
    }

    private void sortIn(ColumnAttribute attribute) {
        if (row.isGivenByDatabase(attribute)) {
            made.add(attribute);
            return;
        }
        Expression expression = row.expression(attribute);
        if (expression == null && valueOf(row, attribute) == null) {
            expression = takeDefault(row, attribute);
        }
        if (expression != null) {
            computed.add(new Computed(attribute, expression));
            made.add(attribute);
        } else if (valueOf(row, attribute) != null) {
            given.add(attribute);
        } else if (attribute.column().primaryKey()) {
            keys.add(attribute);
        } else if (attribute.column().serverDefault() != null || attribute.isMadeByDatabase()) {
            made.add(attribute);
        } else {
            given.add(attribute);
        }
    }

    /** Gives the object a default that is made here; returns one that the statement computes, or null. */
    static @Nullable Expression takeDefault(FlushRow row, ColumnAttribute attribute) {
        if (attribute.column().rules().onInsert() instanceof ColumnDefault.Made made) {
            row.make(attribute, made);
        }
        return attribute.writes().onInsert();
    }

    private RowColumns finish(boolean fetchesFreely) {
        EagerDefaults eager = row.mapper().writing().eagerDefaults();
        boolean fetchesAll =
                eager == EagerDefaults.TRUE
                        || (eager == EagerDefaults.AUTO && (fetchesFreely || !keys.isEmpty()));
        List<ColumnAttribute> fetched = new ArrayList<>(keys);
        List<ColumnAttribute> unknown = new ArrayList<>(0);
        for (ColumnAttribute attribute : made) {
            boolean isFetched =
                    (fetchesAll && row.expression(attribute) == null)
                            || attribute.column().primaryKey()
                            || attribute.equals(row.mapper().version());
            (isFetched ? fetched : unknown).add(attribute);
        }
        return new RowColumns(given, computed, fetched, unknown);
    }

    /** A column's value; a generated key that is 0 counts as missing, since a primitive field has no null. */
    static @Nullable Object valueOf(FlushRow row, ColumnAttribute attribute) {
        Object value = row.state().column(attribute);
        boolean unsetPrimitive =
                attribute.equals(row.mapper().generated())
                        && row.isNew()
                        && value instanceof Number number
                        && number.longValue() == 0;
        return unsetPrimitive ? null : value;
    }
}
