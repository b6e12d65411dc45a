package io.relmap.mapping;

import io.relmap.annotation.Internal;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes what reads and writes the objects of an entity; implemented where objects are known. */
@Internal
public interface EntityAccessFactory {

    /**
     * The access to objects of a class.
     *
     * @param type the class
     * @param columns the column attributes
     * @param places where each column's value lives; null for those that have no field
     * @param lookup what may enter the class, or null for relmap's own
     * @throws io.relmap.error.MappingException if the class has no constructor without arguments, a field
     *     is final, or the module does not let relmap in
     */
    EntityAccess ofClass(
            Class<?> type,
            List<ColumnAttribute> columns,
            List<@Nullable ColumnPlace> places,
            MethodHandles.@Nullable Lookup lookup);

    /**
     * The access to map-backed objects.
     *
     * @param columns the column attributes
     * @param instances makes an object
     */
    EntityAccess ofMaps(List<ColumnAttribute> columns, Supplier<ColumnValues> instances);

    /**
     * Where a column's value lives in an object.
     *
     * @param field the field
     * @param component the component of the record in the field, or null where the field itself is it
     */
    record ColumnPlace(Field field, @Nullable RecordComponent component) {}
}
