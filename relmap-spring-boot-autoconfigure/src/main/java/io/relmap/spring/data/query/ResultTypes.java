package io.relmap.spring.data.query;

import org.springframework.util.ClassUtils;

/** Whether a method can return what it finds out. */
final class ResultTypes {

    private ResultTypes() {}

    /**
     * Checks the type of a method's result; what methods that find give back is checked as a projection.
     *
     * @throws IllegalArgumentException if it is another one than the method's kind has
     */
    static void check(RelmapQueryMethod method, QueryKind kind) {
        Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(method.getReturnedObjectType());
        boolean fits =
                switch (kind) {
                    case COUNT -> isNumber(type);
                    case EXISTS -> type.isAssignableFrom(Boolean.class);
                    case DELETE ->
                            type == void.class
                                    || type == Void.class
                                    || isNumber(type)
                                    || type.isAssignableFrom(method.domainType());
                    case FIND -> true;
                };
        if (!fits) {
            throw new IllegalArgumentException(
                    method.getName()
                            + " returns a "
                            + type.getName()
                            + ", but what it finds out is "
                            + switch (kind) {
                                case COUNT -> "a number: return a long";
                                case EXISTS -> "a boolean: return that";
                                default ->
                                        "how many objects it deleted, or these: return a long, the"
                                                + " objects, or nothing";
                            });
        }
    }

    private static boolean isNumber(Class<?> type) {
        return Number.class.isAssignableFrom(type) || type.isAssignableFrom(Long.class);
    }
}
