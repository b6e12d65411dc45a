package io.relmap.spring.data.query;

import java.util.Optional;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/** Whether a parameter of a derived query can hold what its condition is about. */
final class ParameterTypes {

    private ParameterTypes() {}

    /**
     * Checks one parameter.
     *
     * @param wanted the type of the attribute
     * @param given the parameter's type
     * @param several whether it holds several values
     * @param what the condition, for the message
     * @throws IllegalArgumentException if no value of the parameter could be one of the attribute
     */
    static void check(Class<?> wanted, ResolvableType given, boolean several, Object what) {
        Class<?> one = several ? element(given) : value(given);
        if (!fits(wanted, ClassUtils.resolvePrimitiveIfNecessary(one))) {
            throw new IllegalArgumentException(
                    "A parameter of type "
                            + given
                            + " is no value for "
                            + what
                            + ", which takes "
                            + (several ? "several of " : "a ")
                            + wanted.getName());
        }
    }

    private static Class<?> value(ResolvableType given) {
        Class<?> type = given.resolve(Object.class);
        return type == Optional.class ? given.getGeneric(0).resolve(Object.class) : type;
    }

    private static Class<?> element(ResolvableType given) {
        if (given.isArray()) {
            return given.getComponentType().resolve(Object.class);
        }
        Class<?> type = value(given);
        return Iterable.class.isAssignableFrom(type)
                ? given.as(Iterable.class).getGeneric(0).resolve(Object.class)
                : type;
    }

    private static boolean fits(Class<?> wanted, Class<?> given) {
        return wanted.isAssignableFrom(given)
                || given.isAssignableFrom(wanted)
                || (Number.class.isAssignableFrom(wanted) && Number.class.isAssignableFrom(given))
                || (wanted == String.class && CharSequence.class.isAssignableFrom(given));
    }
}
