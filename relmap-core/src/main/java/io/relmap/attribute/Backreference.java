package io.relmap.attribute;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.SyncBackref;
import io.relmap.mapping.Content;
import io.relmap.mapping.Wiring;

/** What the declaration of a relationship says about the other side. */
final class Backreference {

    private Backreference() {}

    /** Whether changes are carried to the other side, as far as this side says (spec AT-36). */
    static boolean isCarried(Wiring wiring) {
        return wiring.reverse() != null
                && !wiring.flags().viewOnly()
                && wiring.syncBackref() != SyncBackref.OFF;
    }

    /**
     * Whether it may be the "one" side: a collection is; a reference may be, unless its reverse is a
     * collection or nothing asks for the owner.
     */
    static boolean mayBeOneToMany(RelationshipAttribute attribute) {
        Wiring wiring = attribute.wiring();
        if (wiring.content().isCollection() || wiring.cascades().has(Cascade.DELETE_ORPHAN)) {
            return true;
        }
        RelationshipAttribute reverse = attribute.reverse();
        return reverse != null && reverse.content() == Content.REFERENCE;
    }

    /** Tells the target that it may become an orphan by this relationship (spec CA-40). */
    static void registerOwner(RelationshipAttribute attribute) {
        EntityShape target =
                attribute.wiring().cascades().has(Cascade.DELETE_ORPHAN)
                        ? attribute.owner().targetOf(attribute)
                        : null;
        if (target != null) {
            target.ownedBy(attribute);
        }
    }
}
