package io.relmap.mapping.config;

import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How attributes of a collection's elements are read and written. */
sealed interface ElementAttributes {

    /** Reads an attribute, or what a getter says. */
    Function<Object, @Nullable Object> reader(String attribute);

    /** Reads an attribute that can be written, too. */
    Function<Object, @Nullable Object> variable(String attribute);

    /** Writes an attribute. */
    BiConsumer<Object, @Nullable Object> writer(String attribute);

    /** Those of a target: its class's fields and getters, or the columns of an entity without a class. */
    static ElementAttributes of(Mapper target, String relationship) {
        Class<?> type = target.entityClass();
        return type == null ? new OfColumns(target, relationship) : new OfClass(type, relationship);
    }

    /**
     * Fields and getters.
     *
     * @param type the elements' class; null where it is not known yet, and checked when the mapping is built
     * @param relationship for messages
     */
    record OfClass(@Nullable Class<?> type, String relationship) implements ElementAttributes {

        @Override
        public Function<Object, @Nullable Object> reader(String attribute) {
            AttributeReader reader = new AttributeReader(attribute);
            if (type != null) {
                reader.check(type, relationship);
            }
            return reader;
        }

        @Override
        public Function<Object, @Nullable Object> variable(String attribute) {
            return field(attribute);
        }

        @Override
        public BiConsumer<Object, @Nullable Object> writer(String attribute) {
            return field(attribute);
        }

        private PositionField field(String attribute) {
            PositionField field = new PositionField(attribute, relationship);
            if (type != null) {
                field.check(type);
            }
            return field;
        }
    }

    /**
     * Columns.
     *
     * @param target the elements' entity
     * @param relationship for messages
     */
    record OfColumns(Mapper target, String relationship) implements ElementAttributes {

        @Override
        public Function<Object, @Nullable Object> reader(String attribute) {
            int index = column(attribute).index();
            return element -> target.access().get(element, index);
        }

        @Override
        public Function<Object, @Nullable Object> variable(String attribute) {
            return reader(attribute);
        }

        @Override
        public BiConsumer<Object, @Nullable Object> writer(String attribute) {
            ColumnAttribute column = column(attribute);
            return (element, position) ->
                    target.access()
                            .set(
                                    element,
                                    column.index(),
                                    PositionField.fitted(position, column.javaType()));
        }

        private ColumnAttribute column(String attribute) {
            ColumnAttribute column = target.findColumn(attribute);
            if (column == null) {
                throw new MappingException(
                        ErrorCode.UNKNOWN_ATTRIBUTE,
                        relationship
                                + ": \""
                                + attribute
                                + "\" is no column attribute of "
                                + target
                                + "; they are "
                                + target.columns());
            }
            return column;
        }
    }
}
