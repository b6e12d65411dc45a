package io.relmap.state;

import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.ColumnValues;
import io.relmap.mapping.EntityAccess;
import io.relmap.mapping.EntityAccessFactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the access to objects of classes by method handles on their fields, and to map-backed ones. */
public final class FieldAccessFactory implements EntityAccessFactory {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    /** A factory; all are alike. */
    public FieldAccessFactory() {}

    @Override
    public EntityAccess ofClass(
            Class<?> type,
            List<ColumnAttribute> columns,
            List<@Nullable ColumnPlace> places,
            MethodHandles.@Nullable Lookup lookup) {
        MethodHandles.Lookup entrance = lookup == null ? LOOKUP : lookup;
        Map<Field, EmbeddedField> embedded = new LinkedHashMap<>();
        List<ColumnHandles> handles = new ArrayList<>();
        BitSet primitives = new BitSet();
        for (ColumnAttribute column : columns) {
            ColumnPlace place = places.get(column.index());
            try {
                if (place == null) {
                    handles.add(ColumnHandles.none(type, column));
                } else if (column.isDeferred()) {
                    handles.add(
                            ColumnHandles.ofHolder(
                                    enter(place.field().getDeclaringClass(), entrance),
                                    place.field(),
                                    column));
                } else if (place.component() == null) {
                    primitives.set(column.index(), place.field().getType().isPrimitive());
                    handles.add(
                            ColumnHandles.ofField(
                                    enter(place.field().getDeclaringClass(), entrance),
                                    place.field(),
                                    column));
                } else {
                    primitives.set(column.index(), place.component().getType().isPrimitive());
                    EmbeddedField field = embedded.get(place.field());
                    if (field == null) {
                        field =
                                EmbeddedField.of(
                                        enter(place.field().getDeclaringClass(), entrance),
                                        enter(place.field().getType(), entrance),
                                        place.field());
                        embedded.put(place.field(), field);
                    }
                    handles.add(field.add(place.component(), column));
                }
            } catch (IllegalAccessException e) {
                throw closed(place == null ? type : place.field().getDeclaringClass(), e);
            }
        }
        return new FieldAccess(
                ColumnChunk.chunks(constructor(type, entrance), handles),
                embedded.values().toArray(EmbeddedField[]::new),
                primitives);
    }

    @Override
    public EntityAccess ofMaps(List<ColumnAttribute> columns, Supplier<ColumnValues> instances) {
        return new DynamicAccess(columns, instances);
    }

    private static MethodHandle constructor(Class<?> type, MethodHandles.Lookup entrance) {
        try {
            return enter(type, entrance)
                    .findConstructor(type, MethodType.methodType(void.class))
                    .asType(MethodType.methodType(Object.class));
        } catch (NoSuchMethodException e) {
            throw new MappingException(
                    ErrorCode.INVALID_ENTITY,
                    type.getName()
                            + " has no constructor without arguments, which makes the objects that"
                            + " are loaded; add "
                            + type.getSimpleName()
                            + "() {}, of any visibility",
                    e);
        } catch (IllegalAccessException e) {
            throw closed(type, e);
        }
    }

    private static MethodHandles.Lookup enter(Class<?> type, MethodHandles.Lookup entrance)
            throws IllegalAccessException {
        return MethodHandles.privateLookupIn(type, entrance);
    }

    private static MappingException closed(Class<?> type, IllegalAccessException cause) {
        Module own = LOOKUP.lookupClass().getModule();
        return new MappingException(
                ErrorCode.INVALID_ENTITY,
                type.getName()
                        + " is in module "
                        + type.getModule().getName()
                        + ", which does not let relmap in; write \"opens "
                        + type.getPackageName()
                        + (own.isNamed() ? " to " + own.getName() : "")
                        + ";\" in its module-info.java, or pass a Lookup to the mapping",
                cause);
    }
}
