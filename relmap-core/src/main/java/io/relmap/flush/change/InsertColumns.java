package io.relmap.flush.change;

import io.relmap.annotation.Internal;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which columns an INSERT gives a value (spec UW-76). */
@Internal
public final class InsertColumns {

    private InsertColumns() {}

    /**
     * The columns that the INSERT of a new object names: all but the key columns and the columns with a
     * server default that have no value. Others without value are written as NULL, so that rows with
     * different gaps share a statement.
     */
    public static List<ColumnAttribute> of(FlushRow row) {
        Mapper mapper = row.mapper();
        List<ColumnAttribute> named = new ArrayList<>(mapper.columns().size());
        for (ColumnAttribute attribute : mapper.columns()) {
            if (valueOf(row, attribute) != null || isWrittenAsNull(attribute)) {
                named.add(attribute);
            }
        }
        return named;
    }

    /** The columns that the database fills by its own default, beside the generated key. */
    public static List<ColumnAttribute> leftToDefaults(FlushRow row) {
        Mapper mapper = row.mapper();
        List<ColumnAttribute> left = new ArrayList<>(0);
        for (ColumnAttribute attribute : mapper.columns()) {
            if (!attribute.equals(mapper.generated())
                    && attribute.column().serverDefault() != null
                    && valueOf(row, attribute) == null) {
                left.add(attribute);
            }
        }
        return left;
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

    private static boolean isWrittenAsNull(ColumnAttribute attribute) {
        return !attribute.column().primaryKey() && attribute.column().serverDefault() == null;
    }
}
