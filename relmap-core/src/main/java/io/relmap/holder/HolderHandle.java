package io.relmap.holder;

import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** A holder field of an entity class. */
final class HolderHandle {

    private final String name;
    private final VarHandle handle;
    private final HolderKind kind;

    HolderHandle(Field field) {
        name = field.getName();
        kind = HolderKind.of(field.getType());
        try {
            handle =
                    MethodHandles.privateLookupIn(field.getDeclaringClass(), MethodHandles.lookup())
                            .unreflectVarHandle(field)
                            .withInvokeBehavior();
        } catch (IllegalAccessException refused) {
            throw new MappingException(
                    ErrorCode.INVALID_FIELD,
                    field
                            + ": relmap may not enter "
                            + field.getDeclaringClass().getModule()
                            + ". Let the module open the package "
                            + field.getDeclaringClass().getPackageName()
                            + " to relmap.",
                    refused);
        }
    }

    String name() {
        return name;
    }

    HolderKind kind() {
        return kind;
    }

    /** The holder in this field of an object; null before the field is assigned. */
    @Nullable Object get(Object entity) {
        return handle.get(entity);
    }
}
