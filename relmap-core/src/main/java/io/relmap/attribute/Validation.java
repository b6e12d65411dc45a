package io.relmap.attribute;

import io.relmap.state.InstanceState;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Calls a validator for what comes in, and on request for what goes out (spec AT-24). It stands before
 * cascades and backrefs, so that a veto leaves both sides as they were (AT-25). In a bulk replace each value
 * is looked at once, before anything happens.
 */
public final class Validation implements SlotListener {

    private final RelationshipAttribute attribute;
    private final Rule rule;
    private final Set<Scope> scopes;

    /** Looks at a value. */
    @FunctionalInterface
    public interface Rule {

        /**
         * Returns the value to take, or throws to refuse it.
         *
         * @param owner the object that has the attribute
         * @param value the value; null where a reference is cleared
         * @param event what happens to it
         */
        @Nullable Object check(Object owner, @Nullable Object value, Event event);
    }

    /** What happens to a value. */
    public enum Event {
        /** It comes in. */
        IN,
        /** It goes out; what the rule returns does not matter. */
        OUT
    }

    /** What a rule is called for beside the values that a program puts in. */
    public enum Scope {
        /** Values that go out. */
        REMOVALS,
        /** Changes that come from the other side. */
        BACKREFS
    }

    private Validation(RelationshipAttribute attribute, Rule rule, Set<Scope> scopes) {
        this.attribute = attribute;
        this.rule = rule;
        this.scopes = scopes;
    }

    /** Adds a rule to an attribute. */
    public static void add(RelationshipAttribute attribute, Rule rule, Scope... scopes) {
        Set<Scope> all = EnumSet.noneOf(Scope.class);
        all.addAll(List.of(scopes));
        attribute.listen(Stage.VALIDATOR, new Validation(attribute, rule, all));
    }

    @Override
    public Object append(InstanceState owner, Object element, Initiator initiator) {
        return concerns(initiator) && !initiator.is(attribute, Operation.BULK_REPLACE)
                ? required(owner, element)
                : element;
    }

    @Override
    public void remove(InstanceState owner, Object element, Initiator initiator) {
        if (scopes.contains(Scope.REMOVALS) && concerns(initiator)) {
            rule.check(owner.entity(), element, Event.OUT);
        }
    }

    @Override
    public @Nullable Object set(
            InstanceState owner,
            @Nullable Object value,
            @Nullable Object old,
            Initiator initiator) {
        if (!concerns(initiator)) {
            return value;
        }
        return rule.check(owner.entity(), value, Event.IN);
    }

    @Override
    public void bulkReplace(InstanceState owner, List<Object> values, Initiator initiator) {
        values.replaceAll(value -> required(owner, value));
    }

    private Object required(InstanceState owner, Object element) {
        return Refusals.checkElement(attribute, rule.check(owner.entity(), element, Event.IN));
    }

    private boolean concerns(Initiator initiator) {
        return scopes.contains(Scope.BACKREFS) || initiator.attribute() == attribute;
    }
}
