package io.relmap.flush;

import io.relmap.mapping.config.RelationshipMapping;
import java.util.function.Consumer;

/** Which sides of a reference are mapped: that of the row that holds it, that of the row referred to, or both. */
enum MappedSides {
    REFERENCE,
    COLLECTION,
    BOTH;

    boolean hasReference() {
        return this != COLLECTION;
    }

    boolean hasCollection() {
        return this != REFERENCE;
    }

    /** Names the other side, if it is mapped as well. */
    Consumer<RelationshipMapping> beside(String otherSide) {
        return relationship -> {
            if (this == BOTH) {
                relationship.backPopulates(otherSide);
            }
        };
    }
}
