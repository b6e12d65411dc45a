package io.relmap.attribute;

import io.relmap.join.Direction;
import io.relmap.mapping.Wiring;
import io.relmap.state.IdentityKey;
import io.relmap.state.InstanceState;
import io.relmap.state.ParentRecord;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps the records of who owns an element, for orphans and single parents (spec AT-30 to AT-33). */
final class Parents {

    private Parents() {}

    /** The element came in. */
    static void recorded(
            RelationshipAttribute attribute, InstanceState element, InstanceState parent) {
        if (areTracked(attribute)) {
            replace(attribute, element, parent);
        }
    }

    /** The element went out: clears the record, if it names this owner (spec AT-31). */
    static void cleared(
            RelationshipAttribute attribute, InstanceState element, InstanceState parent) {
        if (areTracked(attribute)
                && (!(element.parent(attribute) instanceof InstanceState recorded)
                        || isSame(recorded, parent))) {
            replace(attribute, element, ParentRecord.NONE);
        }
    }

    /** Whether elements remember their owner by this relationship (spec AT-30). */
    private static boolean areTracked(RelationshipAttribute attribute) {
        Wiring.Flags flags = attribute.wiring().flags();
        Direction known = attribute.direction();
        if (flags.singleParent() || known == Direction.ONE_TO_MANY) {
            return true;
        }
        return known == null && !flags.manyToMany() && Backreference.mayBeOneToMany(attribute);
    }

    /** The same object, or two of them for one row. */
    private static boolean isSame(InstanceState one, InstanceState other) {
        IdentityKey key = one.identity();
        return one == other || (key != null && Objects.equals(key, other.identity()));
    }

    private static void replace(
            RelationshipAttribute attribute, InstanceState element, Object record) {
        Object before = element.parent(attribute);
        if (before != record) {
            element.parent(attribute, record);
            Change.current().onFailure(() -> putBack(attribute, element, before));
        }
    }

    private static void putBack(
            RelationshipAttribute attribute, InstanceState element, @Nullable Object before) {
        if (before == null) {
            element.dropParent(attribute);
        } else {
            element.parent(attribute, before);
        }
    }
}
