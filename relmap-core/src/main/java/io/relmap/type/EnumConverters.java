package io.relmap.type;

import java.util.List;

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
            return Enum.valueOf(type, stored.strip()); // CHAR(n) pads
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
                        type.getName() + " has no constant at position " + stored);
            }
            return constants.get(stored);
        }
    }
}
