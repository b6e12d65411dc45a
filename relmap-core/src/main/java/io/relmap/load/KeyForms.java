package io.relmap.load;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.state.IdentityKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The forms in which a program gives a key (spec SE-41, QU-60). */
final class KeyForms {

    private KeyForms() {}

    static @Nullable IdentityKey identity(Mapper mapper, Object key) {
        List<@Nullable Object> values = values(mapper, key);
        Object[] present = new Object[values.size()];
        for (int i = 0; i < present.length; i++) {
            Object value = values.get(i);
            if (value == null) {
                return null;
            }
            checkType(mapper, mapper.identity().get(i), value);
            present[i] = value;
        }
        return Keys.identity(mapper, present);
    }

    private static List<@Nullable Object> values(Mapper mapper, Object key) {
        List<ColumnAttribute> identity = mapper.identity();
        if (key instanceof Map<?, ?> byName) {
            List<@Nullable Object> values = new ArrayList<>();
            for (ColumnAttribute attribute : identity) {
                if (!byName.containsKey(attribute.name())) {
                    throw wrong(mapper, "names " + byName.keySet());
                }
                values.add(byName.get(attribute.name()));
            }
            if (byName.size() != identity.size()) {
                throw wrong(mapper, "names " + byName.keySet());
            }
            return values;
        } else if (key instanceof List<?> inOrder) {
            if (inOrder.size() != identity.size()) {
                throw wrong(mapper, inOrder.size() + " values");
            }
            return new ArrayList<@Nullable Object>(inOrder);
        } else if (key instanceof IdentityKey ready) {
            return new ArrayList<@Nullable Object>(ready.values());
        } else if (identity.size() != 1) {
            throw wrong(mapper, "one value");
        }
        return List.of(key);
    }

    /** Numbers of other widths are brought to the key's; anything else is a mistake of the program. */
    private static void checkType(Mapper mapper, ColumnAttribute attribute, Object value) {
        Class<?> type = attribute.codec().javaType();
        if (!type.isInstance(value)
                && !(value instanceof Number && Number.class.isAssignableFrom(type))) {
            throw wrong(
                    mapper,
                    "a "
                            + value.getClass().getName()
                            + " for "
                            + attribute
                            + ", which is of "
                            + type.getName());
        }
    }

    private static InvalidRequestException wrong(Mapper mapper, String given) {
        List<String> names = mapper.identity().stream().map(ColumnAttribute::name).toList();
        return new InvalidRequestException(
                ErrorCode.WRONG_KEY_FORM,
                "The key of "
                        + mapper
                        + " is "
                        + String.join(", ", names)
                        + ", but was given as "
                        + given
                        + ". Give "
                        + (names.size() == 1
                                ? "its value"
                                : "a List of the values in this order, or a Map by these names")
                        + ".");
    }
}
