package io.relmap.flush.plan;

import io.relmap.flush.change.FlushRow;
import io.relmap.flush.dependency.Action;
import io.relmap.flush.dependency.Action.Fate;
import io.relmap.flush.dependency.Dependency;
import io.relmap.flush.dependency.KeyDependency;
import io.relmap.flush.dependency.LaterCheck;
import io.relmap.flush.dependency.ManyToManyDependency;
import io.relmap.mapping.Mapper;
import java.util.List;
import java.util.stream.Collectors;

/** One step of a flush. Steps run one after the other. */
public sealed interface FlushStep {

    /** What the step does, in one line. */
    String describe();

    /** Inserts new rows and updates others, of one entity. */
    record SaveRows(Mapper mapper, List<FlushRow> rows) implements FlushStep {

        public SaveRows {
            rows = List.copyOf(rows);
        }

        @Override
        public String describe() {
            return "save " + mapper + ": " + names(rows);
        }
    }

    /** Deletes rows of one entity. */
    record DeleteRows(Mapper mapper, List<FlushRow> rows) implements FlushStep {

        public DeleteRows {
            rows = List.copyOf(rows);
        }

        @Override
        public String describe() {
            return "delete " + mapper + ": " + names(rows);
        }
    }

    /** Copies keys along a relationship, in memory, for owners that were saved or are to be saved. */
    record SyncRelationship(Dependency dependency, List<FlushRow> owners) implements FlushStep {

        public SyncRelationship {
            owners = List.copyOf(owners);
        }

        @Override
        public String describe() {
            return "copy keys of " + dependency.relationship() + ": " + names(owners);
        }
    }

    /** Blanks keys along a relationship, in memory, for owners that are to be deleted. */
    record UnlinkRelationship(Dependency dependency, List<FlushRow> owners) implements FlushStep {

        public UnlinkRelationship {
            owners = List.copyOf(owners);
        }

        @Override
        public String describe() {
            return "blank keys of " + dependency.relationship() + ": " + names(owners);
        }
    }

    /** Blanks references, in memory, of rows that are to be deleted, since they close rings of rows. */
    record BlankReferences(KeyDependency dependency, List<FlushRow> holders) implements FlushStep {

        public BlankReferences {
            holders = List.copyOf(holders);
        }

        @Override
        public String describe() {
            return "blank " + dependency.relationship() + " in a ring: " + names(holders);
        }
    }

    /**
     * Nulls columns of rows for a while; saving the rows, later on, gives them their values. Where a reference has an
     * UPDATE of its own, the step may come after the save, and that UPDATE gives the value.
     */
    record VacateColumns(Mapper mapper, List<Action.VacateRow> rows) implements FlushStep {

        public VacateColumns {
            rows = List.copyOf(rows);
        }

        @Override
        public String describe() {
            return "null for a while "
                    + mapper
                    + ": "
                    + rows.stream()
                            .map(vacate -> vacate.row() + " " + vacate.columns())
                            .collect(Collectors.joining(", "));
        }
    }

    /** Has constraints checked later; those that are deferred at first wait by themselves. */
    record CheckLater(List<LaterCheck> checks) implements FlushStep {

        public CheckLater {
            checks = List.copyOf(checks);
        }

        /** The constraints that the database has to be told of. */
        public List<LaterCheck> toBePutOff() {
            return checks.stream().filter(LaterCheck::isToBePutOff).toList();
        }

        @Override
        public String describe() {
            return "check later: "
                    + checks.stream()
                            .map(check -> check + check.waiting())
                            .collect(Collectors.joining(", "));
        }
    }

    /** Makes up for the checks of constraints that were put off, and has each statement check them again. */
    record CheckNow(List<LaterCheck> checks) implements FlushStep {

        public CheckNow {
            checks = List.copyOf(checks);
        }

        @Override
        public String describe() {
            return "check now: "
                    + checks.stream().map(LaterCheck::toString).collect(Collectors.joining(", "));
        }
    }

    /** Gives new rows their generated keys before they are inserted. */
    record MakeKeys(Mapper mapper, List<FlushRow> rows) implements FlushStep {

        public MakeKeys {
            rows = List.copyOf(rows);
        }

        @Override
        public String describe() {
            return "make keys of " + mapper + ": " + names(rows);
        }
    }

    /** Writes rows of an association table, for owners that are saved or that are to be deleted. */
    record WriteLinks(ManyToManyDependency dependency, Fate fate, List<FlushRow> owners)
            implements FlushStep {

        public WriteLinks {
            owners = List.copyOf(owners);
        }

        @Override
        public String describe() {
            return (fate == Fate.SURVIVES ? "write links of " : "delete links of ")
                    + dependency.relationship()
                    + ": "
                    + names(owners);
        }
    }

    /** Writes references that have an UPDATE of their own. */
    record PostUpdate(Mapper mapper, Fate fate) implements FlushStep {

        @Override
        public String describe() {
            return "update references of "
                    + mapper
                    + (fate == Fate.SURVIVES ? " after saving" : " before deleting");
        }
    }

    private static String names(List<FlushRow> rows) {
        return rows.stream().map(FlushRow::toString).collect(Collectors.joining(", "));
    }
}
