package io.relmap.flush.cycle;

import io.relmap.flush.change.FlushRow;
import io.relmap.flush.dependency.Action;
import io.relmap.flush.dependency.Action.BlankRow;
import io.relmap.flush.dependency.Action.DeleteRow;
import io.relmap.flush.dependency.Action.Fate;
import io.relmap.flush.dependency.Action.PostUpdateAll;
import io.relmap.flush.dependency.Action.SaveRow;
import io.relmap.flush.dependency.Action.VacateRow;
import io.relmap.flush.dependency.Cause;
import io.relmap.flush.dependency.FlushWork;
import io.relmap.flush.dependency.KeyDependency;
import io.relmap.graph.DirectedGraph.Edge;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Relationship;
import java.util.List;

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
                }
            }
        }

        /** Whether an edge comes from the relationship or from its reverse. */
        private boolean standsForReference(Edge<Action, Cause> edge) {
            Relationship relationship = key.relationship();
            return edge.label() instanceof Cause.ByRelationship cause
                    && (cause.relationship() == relationship
                            || relationship.reverses().contains(cause.relationship()));
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
