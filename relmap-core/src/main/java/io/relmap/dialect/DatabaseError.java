package io.relmap.dialect;

import io.relmap.annotation.Internal;
import io.relmap.error.ErrorKind;
import org.jspecify.annotations.Nullable;

/**
 * What a driver's exception means.
 *
 * @param kind the kind of error
 * @param constraint the name of the violated constraint, if the driver tells
 * @param table the table concerned, if the driver tells
 */
@Internal
public record DatabaseError(ErrorKind kind, @Nullable String constraint, @Nullable String table) {

    /** An error of which no more than its kind is known. */
    public static DatabaseError of(ErrorKind kind) {
        return new DatabaseError(kind, null, null);
    }
}
