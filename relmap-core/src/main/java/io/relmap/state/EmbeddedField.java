package io.relmap.state;

import io.relmap.mapping.ColumnAttribute;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field with a record whose components are columns. A record cannot be changed: writing one component
 * makes another record, and all columns of a row are written as one record. No record stands for NULL in
 * all columns.
 */
final class EmbeddedField {

    private static final MethodHandle WRITE_ONE;

    static {
        try {
            WRITE_ONE =
                    MethodHandles.lookup()
                            .findVirtual(
                                    EmbeddedField.class,
                                    "writeOne",
                                    MethodType.methodType(
                                            void.class, int.class, Object.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final MethodHandle getter;
    private final MethodHandle setter;
    private final MethodHandle constructor;
    private final List<RecordComponent> components;
    private final MethodHandle[] accessors;
    private final @Nullable Object[] zeros;

    /** The column of each component, or -1. */
    private final int[] columns;

    private EmbeddedField(
            MethodHandle getter,
            MethodHandle setter,
            MethodHandle constructor,
            List<RecordComponent> components,
            MethodHandle[] accessors) {
        this.getter = getter;
        this.setter = setter;
        this.constructor = constructor;
        this.components = components;
        this.accessors = accessors;
        this.zeros = components.stream().map(c -> ColumnHandles.zero(c.getType())).toArray();
        this.columns = new int[components.size()];
        Arrays.fill(columns, -1);
    }

    /**
     * A field and its record.
     *
     * @param inEntity enters the class with the field
     * @param inRecord enters the record
     * @param field the field
     */
    static EmbeddedField of(
            MethodHandles.Lookup inEntity, MethodHandles.Lookup inRecord, Field field)
            throws IllegalAccessException {
        List<RecordComponent> components = List.of(field.getType().getRecordComponents());
        MethodHandle[] accessors = new MethodHandle[components.size()];
        for (int i = 0; i < accessors.length; i++) {
            accessors[i] =
                    inRecord.unreflect(components.get(i).getAccessor()).asType(ColumnHandles.READ);
        }
        MethodType canonical =
                MethodType.methodType(
                        void.class, components.stream().map(RecordComponent::getType).toList());
        try {
            return new EmbeddedField(
                    inEntity.unreflectGetter(field).asType(ColumnHandles.READ),
                    inEntity.unreflectSetter(field).asType(ColumnHandles.WRITE),
                    inRecord.findConstructor(field.getType(), canonical)
                            .asSpreader(Object[].class, accessors.length)
                            .asType(MethodType.methodType(Object.class, Object[].class)),
                    components,
                    accessors);
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every record has it", e);
        }
    }

    /** The handles of a component. */
    ColumnHandles add(RecordComponent component, ColumnAttribute column) {
        int place = 0;
        while (!components.get(place).getName().equals(component.getName())) {
            place++;
        }
        columns[place] = column.index();
        MethodHandle read = MethodHandles.filterArguments(nullSafe(accessors[place]), 0, getter);
        MethodHandle write = MethodHandles.insertArguments(WRITE_ONE.bindTo(this), 0, place);
        return new ColumnHandles(
                read,
                write,
                ColumnHandles.NO_WRITE,
                ColumnHandles.differs(read, Object.class, column));
    }

    private static MethodHandle nullSafe(MethodHandle accessor) {
        MethodHandle isNull;
        try {
            isNull =
                    MethodHandles.lookup()
                            .findStatic(
                                    java.util.Objects.class,
                                    "isNull",
                                    MethodType.methodType(boolean.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
        return MethodHandles.guardWithTest(
                isNull, MethodHandles.empty(ColumnHandles.READ), accessor);
    }

    /** Writes the record that the values of a row make. */
    void writeAll(Object entity, @Nullable Object[] values) throws Throwable {
        @Nullable Object[] arguments = new Object[columns.length];
        boolean any = false;
        for (int i = 0; i < arguments.length; i++) {
            Object value = columns[i] < 0 ? null : values[columns[i]];
            any |= value != null;
            arguments[i] = value == null ? zeros[i] : value;
        }
        Object made = any ? (Object) constructor.invokeExact(arguments) : null;
        setter.invokeExact(entity, made);
    }

    /** Writes one component. */
    void writeOne(int place, Object entity, @Nullable Object value) throws Throwable {
        Object before = (Object) getter.invokeExact(entity);
        @Nullable Object[] arguments = new Object[columns.length];
        boolean any = value != null;
        for (int i = 0; i < arguments.length; i++) {
            Object kept =
                    before == null || i == place ? null : (Object) accessors[i].invokeExact(before);
            any |= kept != null && !kept.equals(zeros[i]);
            arguments[i] = kept == null ? zeros[i] : kept;
        }
        if (value != null) {
            arguments[place] = value;
        }
        Object made = any ? (Object) constructor.invokeExact(arguments) : null;
        setter.invokeExact(entity, made);
    }
}
