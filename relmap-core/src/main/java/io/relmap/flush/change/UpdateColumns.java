package io.relmap.flush.change;

import io.relmap.annotation.EagerDefaults;
import io.relmap.annotation.Internal;
import io.relmap.flush.change.RowColumns.Computed;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.schema.ColumnDefault;
import io.relmap.sql.DefaultValue;
import io.relmap.sql.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which columns an UPDATE sets, and what it leaves behind (spec UW-78, UW-84). */
@Internal
public final class UpdateColumns {

    private UpdateColumns() {}

    /**
     * The columns of an UPDATE that has something to set: what changed, and what every UPDATE of the entity sets. A row
     * that a new object takes over gets what its own would have had (UW-101).
     *
     * @param changed what is to be set; at least one
     */
    public static RowColumns ofSaved(FlushRow row, List<ColumnAttribute> changed) {
        return of(
                row,
                changed,
                attribute -> row.isLeftToDefault(attribute) ? defaultOf(row, attribute) : null);
    }

    /**
     * The same for an UPDATE of some columns besides a save: those that are null are meant to be NULL.
     *
     * @param columns what is to be set; at least one
     */
    public static RowColumns ofApart(FlushRow row, List<ColumnAttribute> columns) {
        return of(row, columns, attribute -> null);
    }

    private static RowColumns of(
            FlushRow row,
            List<ColumnAttribute> changed,
            Function<ColumnAttribute, @Nullable Expression> defaults) {
        List<ColumnAttribute> given = new ArrayList<>(changed.size());
        List<Computed> computed = new ArrayList<>(0);
        List<ColumnAttribute> made = new ArrayList<>(0);
        for (ColumnAttribute attribute : row.mapper().columns()) {
            Expression expression = null;
            if (changed.contains(attribute)) {
                expression = row.expression(attribute);
                if (expression == null) {
                    expression = defaults.apply(attribute);
                }
                if (expression == null) {
                    given.add(attribute);
                }
            } else if (attribute.column().rules().onUpdate() instanceof ColumnDefault.Made value) {
                row.make(attribute, value);
                given.add(attribute);
            } else {
                expression = attribute.writes().onUpdate();
            }
            if (expression != null) {
                computed.add(new Computed(attribute, expression));
            }
            if (expression != null
                    || attribute.isMadeByDatabase()
                    || row.isGivenByDatabase(attribute)) {
                made.add(attribute);
            }
        }
        return finish(row, given, computed, made);
    }

    /** As in an INSERT, where a column is left to the database's default by not being named. */
    private static @Nullable Expression defaultOf(FlushRow row, ColumnAttribute attribute) {
        Expression computed = InsertColumns.takeDefault(row, attribute);
        boolean isLeft = computed == null && row.state().column(attribute) == null;
        return isLeft && attribute.column().serverDefault() != null
                ? new DefaultValue(attribute.column())
                : computed;
    }

    private static RowColumns finish(
            FlushRow row,
            List<ColumnAttribute> given,
            List<Computed> computed,
            List<ColumnAttribute> made) {
        boolean fetchesAll = row.mapper().writing().eagerDefaults() == EagerDefaults.TRUE;
        List<ColumnAttribute> fetched = new ArrayList<>(0);
        List<ColumnAttribute> unknown = new ArrayList<>(0);
        for (ColumnAttribute attribute : made) {
            boolean isFetched =
                    (fetchesAll && row.expression(attribute) == null)
                            || attribute.equals(row.mapper().version());
            (isFetched ? fetched : unknown).add(attribute);
        }
        return new RowColumns(given, computed, fetched, unknown);
    }
}
