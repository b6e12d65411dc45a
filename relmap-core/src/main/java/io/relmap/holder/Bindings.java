package io.relmap.holder;

import io.relmap.attribute.RelationshipAttribute;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.state.InstanceState;
import io.relmap.state.Members;
import org.jspecify.annotations.Nullable;

/** What the holders have in common. */
final class Bindings {

    private Bindings() {}

    /** The attribute of a holder that has been bound. */
    static Object bound(@Nullable Object attribute) {
        if (attribute == null) {
            throw new IllegalStateException("the holder is not bound");
        }
        return attribute;
    }

    /** {@code Author.books: list of 2}, or that it is not loaded; calls no element. */
    static String describe(InstanceState state, @Nullable Object attribute) {
        if (!(attribute instanceof RelationshipAttribute bound)) {
            return "not in use yet";
        }
        if (!state.isPresent(bound.slot())) {
            return bound + ": not loaded";
        }
        Object value = state.value(bound.slot());
        if (value == null || value instanceof Members) {
            return bound + ": " + value;
        }
        return bound + ": " + bound.owner().states().stateOf(value);
    }

    static InvalidRequestException notReady(String message) {
        return new InvalidRequestException(ErrorCode.HOLDER_NOT_READY, message);
    }
}
