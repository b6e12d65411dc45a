package io.relmap.mapping.config;

import io.relmap.annotation.Column;
import io.relmap.annotation.Convert;
import io.relmap.annotation.Entity;
import io.relmap.annotation.Enumerated;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.type.Codec;
import io.relmap.type.ColumnType;
import io.relmap.type.ConvertedCodec;
import io.relmap.type.Converter;
import io.relmap.type.TypeRegistry;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a field or record component are stored.
 *
 * @param javaType the field's type, a wrapper for primitives
 * @param columnType the column's type
 * @param converter what carries values where a converter was named, or null
 */
record FieldType(Class<?> javaType, ColumnType columnType, @Nullable Codec<?> converter) {

    private static final int DEFAULT_LENGTH = 255;

    /**
     * Works out the type of a field.
     *
     * @param type the field's type
     * @param element the field or component, with its annotations
     * @param where its name, for messages
     */
    static FieldType of(Class<?> type, AnnotatedElement element, String where) {
        Column column = element.getAnnotation(Column.class);
        Convert convert = element.getAnnotation(Convert.class);
        Class<?> javaType = MethodType.methodType(type).wrap().returnType();
        try {
            if (convert != null) {
                ConvertedCodec<?, ?> codec = TypeRegistry.converted(converter(convert, where));
                if (!codec.javaType().isAssignableFrom(javaType)) {
                    throw new MappingException(
                            ErrorCode.UNSUPPORTED_TYPE,
                            "the converter "
                                    + convert.value().getName()
                                    + " makes "
                                    + codec.javaType().getName()
                                    + ", not "
                                    + type.getName());
                }
                ColumnType stored = columnType(codec.stored().javaType(), column);
                return new FieldType(javaType, stored.withCodec(codec), codec);
            }
            return new FieldType(javaType, enumerated(type, element, column), null);
        } catch (MappingException problem) {
            throw new MappingException(
                    problem.code(), where + ": " + text(problem) + instead(type), problem);
        }
    }

    /** What is meant, most likely. */
    private static String instead(Class<?> type) {
        if (Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)) {
            return ". If it holds entities, it is a relationship: write ToList, ToSet or ToMap, as in"
                    + " private final ToList<Book> books = ToList.of(this)";
        } else if (type.isAnnotationPresent(Entity.class)) {
            return ". It is an entity, so this is a relationship: write private final ToOne<"
                    + type.getSimpleName()
                    + "> ... = ToOne.of(this)";
        }
        return type.isRecord() ? ", or store its components in columns with @Embedded" : "";
    }

    private static String text(MappingException problem) {
        String message = String.valueOf(problem.getMessage());
        String code = problem.code().code() + ": ";
        return message.startsWith(code) ? message.substring(code.length()) : message;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // it is an enum
    private static ColumnType enumerated(
            Class<?> type, AnnotatedElement element, @Nullable Column column) {
        Enumerated enumerated = element.getAnnotation(Enumerated.class);
        if (type.isEnum() && enumerated != null && enumerated.value() == Enumerated.Form.ORDINAL) {
            return named(TypeRegistry.enumByOrdinal((Class) type), column);
        }
        return columnType(type, column);
    }

    private static ColumnType columnType(Class<?> type, @Nullable Column column) {
        return named(
                column == null
                        ? TypeRegistry.typeFor(type, DEFAULT_LENGTH, 0, 0)
                        : TypeRegistry.typeFor(
                                type, column.length(), column.precision(), column.scale()),
                column);
    }

    private static ColumnType named(ColumnType type, @Nullable Column column) {
        return column == null || column.type().isEmpty()
                ? type
                : TypeRegistry.parse(column.type()).withCodec(type.codec());
    }

    private static Converter<?, ?> converter(Convert convert, String where) {
        try {
            Constructor<?> constructor = convert.value().getDeclaredConstructor();
            constructor.setAccessible(true);
            return (Converter<?, ?>) constructor.newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new MappingException(
                    ErrorCode.UNSUPPORTED_TYPE,
                    "the converter "
                            + convert.value().getName()
                            + " of "
                            + where
                            + " has to implement Converter and have a constructor without arguments",
                    e);
        }
    }
}
