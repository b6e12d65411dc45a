package io.relmap.flush.dependency;

import io.relmap.annotation.Internal;
import io.relmap.flush.change.FlushRow;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import java.util.List;

/** Something that a flush does; the nodes of the graph that is sorted (spec UW-16, UW-24). */
@Internal
public sealed interface Action {

    /** Inserts and updates all saved rows of an entity. */
    record SaveAll(Mapper mapper) implements Action {}

    /** Deletes all deleted rows of an entity. */
    record DeleteAll(Mapper mapper) implements Action {}

    /** Writes references of their own: of rows that survive, or of rows that are about to be deleted. */
    record PostUpdateAll(Mapper mapper, Fate fate) implements Action {}

    /** Copies keys along a relationship for all saved owners. */
    record SyncAll(Dependency dependency) implements Action {}

    /** Blanks keys along a relationship for all deleted owners. */
    record UnlinkAll(Dependency dependency) implements Action {}

    /** Inserts or updates one row. */
    record SaveRow(FlushRow row) implements Action {}

    /** Deletes one row. */
    record DeleteRow(FlushRow row) implements Action {}

    /** Copies keys along a relationship for one saved owner. */
    record SyncRow(Dependency dependency, FlushRow owner) implements Action {}

    /** Blanks keys along a relationship for one deleted owner. */
    record UnlinkRow(Dependency dependency, FlushRow owner) implements Action {}

    /** Blanks one row's reference before the row is deleted, since it closes a ring of rows. */
    record BlankRow(KeyDependency dependency, FlushRow holder) implements Action {}

    /**
     * Nulls columns of a row for a while, so that another row can be written before it is. Where an UPDATE of its own
     * writes a reference, it may follow the row's save.
     */
    record VacateRow(FlushRow row, List<ColumnAttribute> columns) implements Action {

        public VacateRow {
            columns = List.copyOf(columns);
        }
    }

    /** Has the check of a constraint wait for the end of the transaction, or for {@link CheckNow}. */
    record CheckLater(LaterCheck check) implements Action {}

    /** Makes up for the check of a constraint, and has each statement check it again. */
    record CheckNow(LaterCheck check) implements Action {}

    /** Gives a new row its generated key before it is inserted, since another row refers to it before. */
    record MakeKey(FlushRow row) implements Action {}

    /** Stands between all row saves and all row deletes of an entity, and does nothing (spec UW-28). */
    record Gate(Mapper mapper) implements Action {}

    /** What becomes of a row in this flush. */
    enum Fate {
        SURVIVES,
        IS_DELETED
    }
}
