package io.relmap.flush.dependency;

import io.relmap.annotation.Internal;
import io.relmap.flush.change.FlushRow;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;

/** A relationship whose reference stands in the row of one of its two ends. */
@Internal
public abstract sealed class KeyDependency extends Dependency
        permits OneToManyDependency, ManyToOneDependency {

    private final KeySync keys;

    KeyDependency(Relationship relationship, Mapper source, Mapper holder) {
        super(relationship);
        this.keys = new KeySync(relationship, source, holder);
    }

    /** Copies and blanks the keys. */
    final KeySync keys() {
        return keys;
    }

    /** Whether the row that is referred to is there already, under the key that it will have (UW-35). */
    final boolean isSettled(FlushRow source) {
        return !source.isNew() && !source.isDeleting() && !sourceChanges(source);
    }

    private boolean sourceChanges(FlushRow source) {
        return keys.pairs().stream()
                .map(pair -> source.mapper().findAttribute(pair.source()))
                .anyMatch(attribute -> attribute != null && source.isChanged(attribute));
    }
}
