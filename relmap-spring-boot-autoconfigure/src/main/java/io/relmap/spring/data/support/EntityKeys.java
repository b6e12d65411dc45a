package io.relmap.spring.data.support;

import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.util.ClassUtils;

/**
 * Keys as a repository takes them, and as a session does. A record stands for several key columns, one component for
 * each key attribute, by name.
 */
final class EntityKeys {

    private final Mapper mapper;
    private final Class<?> idType;

    EntityKeys(Mapper mapper, Class<?> idType) {
        this.mapper = mapper;
        this.idType = idType;
        if (isComposite() && idType.isRecord()) {
            for (RecordComponent component : idType.getRecordComponents()) {
                attribute(component.getName());
            }
        }
        if (!isComposite()) {
            requireType(mapper.identity().get(0));
        }
    }

    /** A wrong type would be noticed at the first call only. */
    private void requireType(ColumnAttribute key) {
        Class<?> keyType = ClassUtils.resolvePrimitiveIfNecessary(key.javaType());
        if (!ClassUtils.isAssignable(idType, keyType)) {
            throw new IllegalArgumentException(
                    "The repository of "
                            + mapper.entityName()
                            + " takes keys of "
                            + idType.getName()
                            + ", but the key "
                            + key.name()
                            + " is of "
                            + keyType.getName()
                            + ": write RelmapRepository<"
                            + mapper.entityName()
                            + ", "
                            + keyType.getSimpleName()
                            + ">");
        }
    }

    boolean isComposite() {
        return mapper.identity().size() > 1;
    }

    /** The key as a session takes it. */
    Object forSession(Object id) {
        return isComposite() && id instanceof Record ? values(id) : id;
    }

    /** The key's values by attribute. */
    Map<String, @Nullable Object> values(Object id) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (!isComposite()) {
            values.put(mapper.identity().get(0).name(), id);
        } else if (id instanceof Map<?, ?> map) {
            map.forEach((name, value) -> values.put(attribute(String.valueOf(name)).name(), value));
        } else if (id instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                values.put(mapper.identity().get(i).name(), list.get(i));
            }
        } else {
            for (RecordComponent component : id.getClass().getRecordComponents()) {
                values.put(component.getName(), read(component, id));
            }
        }
        if (values.size() != mapper.identity().size()) {
            throw new IllegalArgumentException(
                    "The key of "
                            + mapper.entityName()
                            + " is "
                            + mapper.identity()
                            + ", but was given as "
                            + values
                            + ": it takes them all");
        }
        return values;
    }

    /** The key of an object as a repository gives it, or null if it has none yet. */
    @Nullable Object of(Object entity) {
        List<Object> values = new ArrayList<>();
        for (ColumnAttribute attribute : mapper.identity()) {
            Object value = mapper.access().get(entity, attribute.index());
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        if (!isComposite()) {
            return values.get(0);
        }
        return idType.isRecord() ? record(entity) : List.copyOf(values);
    }

    private Object record(Object entity) {
        RecordComponent[] components = idType.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = mapper.access().get(entity, attribute(components[i].getName()).index());
        }
        try {
            return BeanUtils.instantiateClass(idType.getDeclaredConstructor(types), values);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("A record has its canonical constructor", e);
        }
    }

    private ColumnAttribute attribute(String name) {
        return mapper.identity().stream()
                .filter(attribute -> attribute.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        idType.getName()
                                                + " has \""
                                                + name
                                                + "\", but the key of "
                                                + mapper.entityName()
                                                + " is "
                                                + mapper.identity()));
    }

    private static @Nullable Object read(RecordComponent component, Object id) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(id);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Cannot read " + component + " of " + id.getClass(), e);
        }
    }
}
