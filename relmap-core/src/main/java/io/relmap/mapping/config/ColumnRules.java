package io.relmap.mapping.config;

import io.relmap.annotation.Column;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.schema.ColumnDefault;
import io.relmap.schema.ColumnDefinition;
import java.lang.reflect.Constructor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what {@code @Column} says of values that the program does not give (spec UW-76, UW-84). */
final class ColumnRules {

    private final String where;

    /**
     * @param where the field, for messages
     */
    ColumnRules(String where) {
        this.where = where;
    }

    /** The column with its rules. */
    ColumnDefinition apply(ColumnDefinition plain, @Nullable Column annotation) {
        if (annotation == null) {
            return plain;
        }
        ColumnDefinition column = plain;
        if (!annotation.serverDefault().isEmpty()) {
            column = column.serverDefault(annotation.serverDefault());
        }
        ColumnDefault onInsert =
                rule("default", annotation.defaultValue(), annotation.defaultSql());
        if (onInsert != null) {
            column = column.onInsert(onInsert);
        }
        ColumnDefault onUpdate = rule("onUpdate", annotation.onUpdate(), annotation.onUpdateSql());
        if (onUpdate != null) {
            column = column.onUpdate(onUpdate);
        }
        if (annotation.changedByDatabase()) {
            column = column.changedByDatabase();
        }
        return annotation.computed().isEmpty() ? column : column.computed(annotation.computed());
    }

    private @Nullable ColumnDefault rule(String what, Class<?> values, String sql) {
        if (values == Supplier.class) {
            return sql.isEmpty() ? null : ColumnDefault.sql(sql);
        }
        if (!sql.isEmpty()) {
            throw new MappingException(
                    ErrorCode.INVALID_FIELD,
                    where
                            + " says of "
                            + what
                            + " both "
                            + values.getSimpleName()
                            + " and \""
                            + sql
                            + "\"; drop one");
        }
        return ColumnDefault.of((Supplier<?>) instance(values, where, what));
    }

    /**
     * An object of a class that an annotation names.
     *
     * @throws MappingException if it has no constructor without arguments, or that fails
     */
    static Object instance(Class<?> type, String where, String what) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new MappingException(
                    ErrorCode.INVALID_FIELD,
                    where
                            + " names "
                            + type.getName()
                            + " as its "
                            + what
                            + ": that needs a constructor without arguments",
                    e);
        }
    }
}
