package io.relmap.attribute;

import io.relmap.mapping.Wiring;
import io.relmap.observe.AttributeListener;
import io.relmap.observe.AttributeListener.Moment;
import io.relmap.observe.AttributeValidator;
import java.util.List;
import java.util.function.Predicate;

/** The listeners and validators that a mapping gives a relationship, by when they are called (spec AT-20). */
final class MappedListeners {

    private final MappedGroup<AttributeListener> first;
    private final MappedGroup<AttributeValidator> validators;
    private final MappedGroup<AttributeListener> last;

    MappedListeners(RelationshipAttribute attribute) {
        first = new Told(attribute, Stage.EXTENSION);
        validators = new Validation(attribute);
        last = new Told(attribute, Stage.LISTENER);
    }

    /** Takes over the listeners of a declaration; without any, nothing listens at all. */
    synchronized void told(Wiring wiring, Listeners listeners) {
        first.replace(of(wiring, Moment.FIRST), listeners);
        validators.replace(
                wiring.listeners().stream()
                        .filter(AttributeValidator.class::isInstance)
                        .map(AttributeValidator.class::cast)
                        .toList(),
                listeners);
        last.replace(of(wiring, Moment.LAST), listeners);
    }

    private static List<AttributeListener> of(Wiring wiring, Moment moment) {
        Predicate<AttributeListener> isValidator = AttributeValidator.class::isInstance;
        return wiring.listeners().stream()
                .filter(isValidator.negate())
                .filter(listener -> listener.moment() == moment)
                .toList();
    }
}
