package io.relmap.mapping.config;

import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The names of attributes that are given by method references. */
final class AttributeNames {

    private AttributeNames() {}

    /** The name without {@code get} or {@code is}. */
    static String of(AttributeReference<?> getter, RelationshipDeclaration relationship) {
        String method;
        try {
            method = methodOf(getter);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw notAMethod(relationship, e);
        }
        if (method.startsWith("lambda$")) {
            throw notAMethod(relationship, null);
        }
        return Stream.of("get", "is")
                .filter(prefix -> isPrefix(prefix, method))
                .findFirst()
                .map(prefix -> decapitalized(method.substring(prefix.length())))
                .orElse(method);
    }

    /** A serializable method reference knows how to write itself down. */
    private static String methodOf(AttributeReference<?> getter)
            throws ReflectiveOperationException {
        Method write = getter.getClass().getDeclaredMethod("writeReplace");
        write.setAccessible(true);
        return ((SerializedLambda) write.invoke(getter)).getImplMethodName();
    }

    private static boolean isPrefix(String prefix, String method) {
        return method.startsWith(prefix)
                && method.length() > prefix.length()
                && Character.isUpperCase(method.charAt(prefix.length()));
    }

    private static String decapitalized(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private static MappingException notAMethod(
            RelationshipDeclaration relationship, @Nullable Throwable cause) {
        return new MappingException(
                ErrorCode.INVALID_ARGUMENT,
                relationship
                        + ": backPopulates takes a method reference such as Book::getAuthor, of a class whose"
                        + " package is open to relmap, or a name",
                cause);
    }
}
