package io.relmap.join;

import io.relmap.error.Warning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All relationships of a mapping.
 *
 * @param all in the order of declaration, a generated one after the one whose backref made it
 * @param warnings all warnings, also those of tables
 */
public record ConfiguredRelationships(List<ConfiguredRelationship> all, List<Warning> warnings) {

    public ConfiguredRelationships {
        all = List.copyOf(all);
        warnings = List.copyOf(warnings);
    }

    /** The relationships of one entity. */
    public List<ConfiguredRelationship> of(EntityModel owner) {
        return all.stream().filter(relationship -> relationship.owner() == owner).toList();
    }

    /** The relationship of this name, or null. */
    public @Nullable ConfiguredRelationship find(EntityModel owner, String name) {
        return of(owner).stream()
                .filter(relationship -> relationship.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
