package io.relmap.flush.dependency;

import io.relmap.annotation.Internal;
import io.relmap.flush.change.FlushRow;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.UniqueConstraint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why one action comes before another: the labels of the graph's edges (spec UW-146). */
@Internal
public sealed interface Cause {

    /** A relationship asks for it. */
    record ByRelationship(Relationship relationship) implements Cause {}

    /** A foreign key asks for it that no relationship covers (spec UW-20). */
    record ByForeignKey(Mapper holder, ForeignKeyConstraint key) implements Cause {}

    /** A row refers to another one of its table by its columns alone: their keys were set by hand. */
    record ByOwnReference(Mapper mapper) implements Cause {}

    /** The reference closes a ring of rows, so it has an UPDATE of its own. */
    record OpensRing(Relationship relationship) implements Cause {}

    /** A constraint is checked later, so that one action need not come before another; and why it should have. */
    record ChecksLater(LaterCheck check, Cause insteadOf) implements Cause {}

    /** A key is made before its row is inserted, since another row refers to it before. */
    record NeedsKey(Cause insteadOf) implements Cause {}

    /**
     * A row gives up a unique value that another one takes.
     *
     * @param mapper the entity
     * @param columns the columns of the unique key
     * @param constraint the constraint; null for the primary key
     * @param holder the row that holds the value: the one that gives it up, or the deleted one that it takes over
     *     (spec UW-100)
     */
    record HandsOver(
            Mapper mapper,
            List<ColumnAttribute> columns,
            @Nullable UniqueConstraint constraint,
            FlushRow holder)
            implements Cause {}

    /** Saves of an entity come before its deletes (spec UW-17). */
    record SavesFirst(Mapper mapper) implements Cause {}
}
