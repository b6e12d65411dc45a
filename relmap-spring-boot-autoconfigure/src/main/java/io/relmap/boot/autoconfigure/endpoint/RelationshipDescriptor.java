package io.relmap.boot.autoconfigure.endpoint;

import io.relmap.join.JoinCondition;
import io.relmap.mapping.Relationship;
import io.relmap.schema.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One relationship.
 *
 * @param name the attribute
 * @param target the entity it leads to
 * @param direction which way the reference goes
 * @param content what the attribute holds
 * @param join the columns that are compared
 * @param association the association table, or null
 * @param cascade what is passed on
 * @param loader when and how it is loaded
 * @param reverse the relationships that are kept in step with it
 * @param viewOnly whether it is only read
 */
public record RelationshipDescriptor(
        String name,
        String target,
        String direction,
        String content,
        List<String> join,
        @Nullable String association,
        String cascade,
        String loader,
        List<String> reverse,
        boolean viewOnly) {

    static RelationshipDescriptor of(Relationship relationship) {
        JoinCondition join = relationship.join();
        Table association = join.secondaryTable();
        return new RelationshipDescriptor(
                relationship.name(),
                relationship.target().entityName(),
                relationship.direction().name(),
                relationship.content().name(),
                join.localRemotePairs().stream()
                        .map(pair -> pair.local() + " = " + pair.remote())
                        .toList(),
                association == null ? null : association.name(),
                relationship.cascades().toString(),
                relationship.settings().lazy().spelling(),
                relationship.reverses().stream().map(Relationship::toString).toList(),
                relationship.viewOnly());
    }
}
