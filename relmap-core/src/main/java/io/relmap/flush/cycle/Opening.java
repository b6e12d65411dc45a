package io.relmap.flush.cycle;

import io.relmap.flush.change.FlushRow;
import io.relmap.flush.dependency.Action;
import io.relmap.flush.dependency.Action.BlankRow;
import io.relmap.flush.dependency.Action.CheckLater;
import io.relmap.flush.dependency.Action.CheckNow;
import io.relmap.flush.dependency.Action.DeleteRow;
import io.relmap.flush.dependency.Action.Fate;
import io.relmap.flush.dependency.Action.MakeKey;
import io.relmap.flush.dependency.Action.PostUpdateAll;
import io.relmap.flush.dependency.Action.SaveRow;
import io.relmap.flush.dependency.Action.SyncRow;
import io.relmap.flush.dependency.Action.VacateRow;
import io.relmap.flush.dependency.Cause;
import io.relmap.flush.dependency.FlushWork;
import io.relmap.flush.dependency.KeyDependency;
import io.relmap.flush.dependency.LaterCheck;
import io.relmap.graph.DirectedGraph.Edge;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Relationship;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A way to do without one edge of a ring. */
sealed interface Opening {

    /** Takes the edge out, and puts in what has to be done instead. */
    void apply(FlushWork work, GraphEdit edit);

    /** The edge was only a habit: saves of an entity may come after deletes (spec UW-140). */
    record ByHabit(Edge<Action, Cause> edge) implements Opening {

        @Override
        public void apply(FlushWork work, GraphEdit edit) {
            edit.drop(edge);
        }
    }

    /** A row is deleted whether the one that it refers to was saved or not. */
    record ByLettingBe(KeyDependency key, FlushRow owner, DeleteRow member) implements Opening {

        @Override
        public void apply(FlushWork work, GraphEdit edit) {
            Cause cause = new Cause.ByRelationship(key.relationship());
            for (Edge<Action, Cause> edge : edit.to(member)) {
                boolean fromOwner =
                        edge.from().equals(new SaveRow(owner))
                                || edge.from().equals(new SyncRow(key, owner));
                if (fromOwner && edge.label().equals(cause)) {
                    edit.drop(edge);
                }
            }
            boolean carriesKey =
                    key.holderColumns().stream().anyMatch(each -> each.column().primaryKey());
            if (carriesKey) { // the row is found by the owner's key, which changes
                edit.add(member, new SaveRow(owner), cause);
            }
        }
    }

    /** A row lets go of a value for a while, so that the one that waits for it can be written first. */
    record ByVacating(Edge<Action, Cause> edge, FlushRow row, List<ColumnAttribute> columns)
            implements Opening {

        @Override
        public void apply(FlushWork work, GraphEdit edit) {
            VacateRow vacate = new VacateRow(row, columns);
            edit.drop(edge);
            edit.add(vacate, edge.to(), edge.label());
            edit.add(vacate, edge.from(), edge.label());
        }
    }

    /**
     * A row is saved without its reference, which an UPDATE of its own completes. What the save waited for, the
     * UPDATE waits for; what waits for the save to be complete, too.
     */
    record ByCompleting(KeyDependency key, FlushRow holder) implements Opening {

        @Override
        public void apply(FlushWork work, GraphEdit edit) {
            key.writeAfterwards(work, holder);
            Action save = new SaveRow(holder);
            Action update = new PostUpdateAll(holder.mapper(), Fate.SURVIVES);
            edit.add(save, update, new Cause.OpensRing(key.relationship()));
            for (Edge<Action, Cause> edge : edit.to(save)) {
                if (standsForReference(edge)) {
                    edit.drop(edge);
                    if (!edge.from().equals(save)) {
                        edit.add(edge.from(), update, edge.label());
                    }
                }
            }
            for (Edge<Action, Cause> edge : edit.from(save)) {
                if (edge.to() instanceof DeleteRow
                        || edge.to() instanceof Action.DeleteAll
                        || edge.to() instanceof Action.Gate) {
                    edit.add(update, edge.to(), edge.label());
                } else if (edge.label() instanceof Cause.HandsOver over) {
                    letGo(edit, edge, over, update);
                }
            }
        }

        /** A unique value that the reference holds is free only after the UPDATE, which may be that of its taker. */
        private void letGo(
                GraphEdit edit, Edge<Action, Cause> edge, Cause.HandsOver over, Action update) {
            over.columns().stream()
                    .filter(key.holderColumns()::contains)
                    .filter(column -> References.mayBeNull(holder.mapper(), column))
                    .findFirst()
                    .ifPresent(
                            column -> {
                                Action vacate = new VacateRow(holder, List.of(column));
                                edit.drop(edge);
                                edit.add(edge.from(), vacate, over);
                                edit.add(vacate, edge.to(), over);
                                edit.add(vacate, update, over);
                            });
        }

        /** Whether an edge comes from the relationship or from its reverse. */
        private boolean standsForReference(Edge<Action, Cause> edge) {
            Relationship relationship = key.relationship();
            return edge.label() instanceof Cause.ByRelationship cause
                    && (cause.relationship() == relationship
                            || relationship.reverses().contains(cause.relationship()));
        }
    }

    /**
     * A constraint is checked when both rows are written, and not before.
     *
     * @param edge the edge of the ring
     * @param written the row that is written too early for the constraint, unless the edge leads to it
     * @param dropped the edges that are not needed any more
     * @param checks the constraints
     * @param copied what has to be copied before a key is known: it is copied before the key is copied on
     * @param keyed the row that needs a key before it is inserted, or null
     */
    record ByCheckingLater(
            Edge<Action, Cause> edge,
            Action written,
            List<Edge<Action, Cause>> dropped,
            List<LaterCheck> checks,
            List<Edge<Action, Cause>> copied,
            @Nullable FlushRow keyed)
            implements Opening {

        /** For an edge from row to row, where nothing is copied. */
        static ByCheckingLater of(Edge<Action, Cause> edge, List<LaterCheck> checks) {
            return new ByCheckingLater(edge, edge.to(), List.of(edge), checks, List.of(), null);
        }

        @Override
        public void apply(FlushWork work, GraphEdit edit) {
            dropped.forEach(edit::drop);
            for (LaterCheck check : checks) {
                Cause cause = new Cause.ChecksLater(check, edge.label());
                for (Action row : List.of(edge.from(), written)) {
                    edit.add(new CheckLater(check), row, cause);
                    if (check.isToBeTakenUp()) {
                        edit.add(row, new CheckNow(check), cause);
                    }
                }
            }
            for (Edge<Action, Cause> each : dropped) {
                if (each.to() instanceof SyncRow sync) {
                    copied.forEach(before -> edit.add(before.from(), sync, before.label()));
                    makeKeyBefore(sync, edit);
                }
            }
            makeKeyBefore(edge.from(), edit);
        }

        private void makeKeyBefore(Action action, GraphEdit edit) {
            if (keyed != null) {
                edit.add(new MakeKey(keyed), action, new Cause.NeedsKey(edge.label()));
            }
        }
    }

    /** A row that is to be deleted lets go of another one before, by an UPDATE of its own. */
    record ByLettingGo(KeyDependency key, FlushRow holder, FlushRow referred) implements Opening {

        @Override
        public void apply(FlushWork work, GraphEdit edit) {
            Cause cause = new Cause.OpensRing(key.relationship());
            Action delete = new DeleteRow(holder);
            Action other = new DeleteRow(referred);
            Action update = new PostUpdateAll(holder.mapper(), Fate.IS_DELETED);
            edit.add(new BlankRow(key, holder), update, cause);
            edit.add(update, delete, cause);
            edit.add(update, other, cause);
            edit.from(delete).stream().filter(edge -> edge.to().equals(other)).forEach(edit::drop);
        }
    }
}
