package io.relmap.sql;

import io.relmap.type.ColumnType;
import io.relmap.type.TypeRegistry;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A fixed value. It is bound, never written into the text; NULL, TRUE and FALSE are written.
 *
 * @param value the value, or null
 * @param type how it is bound, or null for the driver's own choice
 */
public record Literal(@Nullable Object value, @Nullable ColumnType type) implements Expression {

    private static final Set<Class<?>> OF_THEIR_OWN =
            Set.of(BigDecimal.class, BigInteger.class, Double.class, Float.class);

    /**
     * The value of a parameter. A number is bound as what it is where nothing else tells; so is one with digits after the
     * point, or of any length, beside another type.
     *
     * @param type the parameter's type
     */
    public static Literal given(@Nullable Object value, @Nullable ColumnType type) {
        if (value == null || (type != null && type.javaType().isInstance(value))) {
            return new Literal(value, type);
        }
        boolean ownType =
                type == null
                        ? value instanceof Number && TypeRegistry.knows(value.getClass())
                        : OF_THEIR_OWN.contains(value.getClass());
        return ownType
                ? new Literal(value, TypeRegistry.typeFor(value.getClass(), 0, 0, 0))
                : new Literal(value, type);
    }
}
