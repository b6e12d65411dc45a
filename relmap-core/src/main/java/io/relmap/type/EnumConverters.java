package io.relmap.type;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Enums by name and by position. */
final class EnumConverters {

    private EnumConverters() {}

    /** Stores the constant's name. */
    record ByName<E extends Enum<E>>(Class<E> type) implements Converter<E, String> {

        @Override
        public String toDatabase(E value) {
            return value.name();
        }

        @Override
        public E toJava(String stored) {
            String name = stored.strip(); // CHAR(n) pads
            try {
                return Enum.valueOf(type, name);
            } catch (IllegalArgumentException unknown) {
                throw new IllegalArgumentException(
                        "\""
                                + name
                                + "\" is no constant of "
                                + type.getName()
                                + "; they are "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(Enum::name)
                                        .collect(Collectors.joining(", ")),
                        unknown);
            }
        }
    }

    /** Stores the constant's position. */
    record ByOrdinal<E extends Enum<E>>(Class<E> type, List<E> constants)
            implements Converter<E, Short> {

        ByOrdinal(Class<E> type) {
            this(type, List.of(type.getEnumConstants()));
        }

        @Override
        @SuppressWarnings("EnumOrdinal") // the position is what the user asked to store
        public Short toDatabase(E value) {
            return (short) value.ordinal();
        }

        @Override
        public E toJava(Short stored) {
            if (stored < 0 || stored >= constants.size()) {
                throw new IllegalArgumentException(
                        stored
                                + " is no position of a constant of "
                                + type.getName()
                                + "; they are 0 to "
                                + (constants.size() - 1));
            }
            return constants.get(stored);
        }
    }
}
