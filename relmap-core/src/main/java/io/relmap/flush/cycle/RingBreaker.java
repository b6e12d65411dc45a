package io.relmap.flush.cycle;

import io.relmap.annotation.Internal;
import io.relmap.dialect.Dialect;
import io.relmap.flush.change.FlushRow;
import io.relmap.flush.cycle.Opening.ByCompleting;
import io.relmap.flush.cycle.Opening.ByHabit;
import io.relmap.flush.cycle.Opening.ByLettingBe;
import io.relmap.flush.cycle.Opening.ByLettingGo;
import io.relmap.flush.cycle.Opening.ByVacating;
import io.relmap.flush.dependency.Action;
import io.relmap.flush.dependency.Action.DeleteRow;
import io.relmap.flush.dependency.Action.Fate;
import io.relmap.flush.dependency.Action.SaveRow;
import io.relmap.flush.dependency.Action.VacateRow;
import io.relmap.flush.dependency.Cause;
import io.relmap.flush.dependency.Dependencies;
import io.relmap.flush.dependency.FlushWork;
import io.relmap.flush.dependency.KeyDependency;
import io.relmap.flush.plan.ActionPlan;
import io.relmap.graph.Cycles;
import io.relmap.graph.DirectedGraph.Edge;
import io.relmap.graph.RingSearch;
import io.relmap.join.Direction;
import io.relmap.mapping.BehaviourPoint;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Relationship;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Opens rings of rows (spec 02, 6.2): where saves come before deletes only by habit; else where a row is deleted that
 * another one does not refer to, and need not wait for it; else where the database itself carries a changed key on; else
 * where a unique value or a reference may be NULL for a while, unless the row keeps it; else where a constraint can be
 * checked later. One place of each ring is enough, and all rings are opened in one round, as far as no opening closes
 * another. {@link BehaviourPoint#UNIQUE_VALUES} decides about rings through a unique value, {@link
 * BehaviourPoint#ROW_CYCLES} about all others.
 */
@Internal
public final class RingBreaker {

    private final FlushWork work;
    private final GraphEdit edit;
    private final References references;
    private final LaterChecks laterChecks;

    private RingBreaker(
            FlushWork work, Dependencies dependencies, GraphEdit edit, Dialect dialect) {
        this.work = work;
        this.edit = edit;
        references = new References(work, dependencies);
        laterChecks = new LaterChecks(references, edit, dialect, work.context());
    }

    /**
     * Opens what can be opened. What is stuck afterwards is on rings all of whose columns are NOT NULL, and none of
     * whose constraints can be checked later.
     */
    public static ActionPlan open(
            ActionPlan plan, FlushWork work, Dependencies dependencies, Dialect dialect) {
        ActionPlan current = plan;
        while (!current.stuck().isEmpty()) {
            GraphEdit edit = new GraphEdit(current.graph());
            if (!new RingBreaker(work, dependencies, edit, dialect).openRings(current)) {
                return current;
            }
            current = ActionPlan.of(edit.result());
        }
        return current;
    }

    /** Opens the rings that are there; an opening may close others, which are left to the next round. */
    private boolean openRings(ActionPlan plan) {
        boolean opened = false;
        for (List<Action> component : Cycles.components(plan.graph())) {
            RingSearch<Action, Cause> search = new RingSearch<>(plan.graph(), component);
            List<Edge<Action, Cause>> ring = search.next();
            while (ring != null) {
                List<Opening> openings = openings(ring);
                if (openings.isEmpty()) {
                    break;
                }
                apply(openings, search);
                opened = true;
                ring = search.next();
            }
        }
        return opened;
    }

    private void apply(List<Opening> openings, RingSearch<Action, Cause> search) {
        openings.forEach(opening -> opening.apply(work, edit));
        edit.takeDropped().forEach(search::drop);
        for (Opening opening : openings) {
            if (opening instanceof ByCompleting completing) {
                completeAltogether(completing.holder(), search);
            } else if (opening instanceof ByLettingGo lettingGo) {
                letGoOfAll(lettingGo.holder(), search);
            }
        }
    }

    /**
     * A row that is completed by an UPDATE of its own takes its other references into that UPDATE, as far as they may
     * lie on rings: one row for all rings through it, and it waits for nothing.
     */
    private void completeAltogether(FlushRow holder, RingSearch<Action, Cause> search) {
        for (Edge<Action, Cause> edge : search.to(new SaveRow(holder))) {
            openToo(edge, search);
        }
    }

    /** The same for a row that lets go of others before they are deleted. */
    private void letGoOfAll(FlushRow holder, RingSearch<Action, Cause> search) {
        for (Edge<Action, Cause> edge : search.from(new DeleteRow(holder))) {
            openToo(edge, search);
        }
    }

    private void openToo(Edge<Action, Cause> edge, RingSearch<Action, Cause> search) {
        if (!edit.isDropped(edge)) {
            byReference(edge).forEach(opening -> opening.apply(work, edit));
            edit.takeDropped().forEach(search::drop);
        }
    }

    /** The cheapest way to open a ring; empty if there is none, or if rings like it are not to be opened. */
    private List<Opening> openings(List<Edge<Action, Cause>> ring) {
        if (!work.context().behaviours().isStrict(pointOf(ring))) {
            return List.of();
        }
        return Stream.<Function<Edge<Action, Cause>, List<Opening>>>of(
                        this::byHabit,
                        this::byLettingBe,
                        this::byLettingFollow,
                        this::byVacating,
                        this::byReference,
                        laterChecks::open)
                .flatMap(way -> ring.stream().map(way))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static BehaviourPoint pointOf(List<Edge<Action, Cause>> ring) {
        boolean byUniqueValue =
                ring.stream().anyMatch(edge -> edge.label() instanceof Cause.HandsOver);
        return byUniqueValue ? BehaviourPoint.UNIQUE_VALUES : BehaviourPoint.ROW_CYCLES;
    }

    private List<Opening> byHabit(Edge<Action, Cause> edge) {
        boolean endsSaves =
                edge.from() instanceof SaveRow
                        || edge.from() instanceof Action.SaveAll
                        || edge.from() instanceof Action.PostUpdateAll;
        return edge.label() instanceof Cause.SavesFirst && endsSaves
                ? List.of(new ByHabit(edge))
                : List.of();
    }

    /**
     * Before a row is deleted, the one that it refers to need not be saved; and UPDATEs of their own have to be there
     * before it only for rows that let go of it.
     */
    private List<Opening> byLettingBe(Edge<Action, Cause> edge) {
        if (!(edge.label() instanceof Cause.ByRelationship cause)
                || !(edge.to() instanceof DeleteRow doomed)) {
            return List.of();
        }
        if (edge.from() instanceof Action.PostUpdateAll post) {
            return post.fate() == Fate.IS_DELETED
                            || work.set().saved(post.mapper()).stream()
                                    .anyMatch(row -> references.refers(row, doomed.row()))
                    ? List.of()
                    : List.of(new ByHabit(edge));
        }
        FlushRow owner = ownerIn(edge.from(), cause.relationship());
        if (owner == null
                || owner == doomed.row()
                || cause.relationship().direction() != Direction.ONE_TO_MANY
                || references.refers(owner, doomed.row())) {
            return List.of();
        }
        return references
                .held(cause.relationship(), doomed.row())
                .<Opening>map(key -> new ByLettingBe(key, owner, doomed))
                .stream()
                .toList();
    }

    /** A row that keeps its reference goes along with a changed key whether it was written before or is afterwards. */
    private List<Opening> byLettingFollow(Edge<Action, Cause> edge) {
        return edge.label() instanceof Cause.ByRelationship cause
                        && edge.to() instanceof SaveRow save
                        && references.goesAlong(cause.relationship(), save.row())
                ? List.of(new ByHabit(edge))
                : List.of();
    }

    private static @Nullable FlushRow ownerIn(Action action, Relationship relationship) {
        if (action instanceof Action.SyncRow sync) {
            return sync.dependency().relationship() == relationship ? sync.owner() : null;
        }
        return action instanceof SaveRow save ? save.row() : null;
    }

    // Columns that are NULL for a while ----------------------------------------------------------

    private List<Opening> byVacating(Edge<Action, Cause> edge) {
        FlushRow row = writtenBy(edge.from());
        if (row == null
                || edge.to() instanceof VacateRow) { // which is the row's own, and comes later
            return List.of();
        }
        if (edge.label() instanceof Cause.HandsOver cause) {
            return vacating(edge, cause);
        }
        if (row.isNew()) {
            return List.of();
        }
        return edge.from() instanceof SaveRow
                        && edge.to() instanceof DeleteRow referred
                        && edge.label() instanceof Cause.ByRelationship cause
                ? vacating(edge, cause.relationship(), row, referred.row())
                : List.of();
    }

    /**
     * A value is let go of by the row that holds it, which may be one that a new object takes over (UW-100). Not one that
     * the database carries on: rows that refer to it would be NULL for good, those too that nobody has loaded.
     */
    private List<Opening> vacating(Edge<Action, Cause> edge, Cause.HandsOver handover) {
        return handover.columns().stream()
                .filter(column -> References.mayBeNull(handover.mapper(), column))
                .filter(column -> !work.updateRules().carryOn(column))
                .findFirst()
                .<Opening>map(column -> new ByVacating(edge, handover.holder(), List.of(column)))
                .stream()
                .toList();
    }

    /**
     * Every reference that a row gives up to one that is deleted has to be NULL by then. One that it keeps is the
     * database's concern, whose ON DELETE rule would not see it if it were NULL for a while (UW-89).
     */
    private List<Opening> vacating(
            Edge<Action, Cause> edge, Relationship first, FlushRow holder, FlushRow referred) {
        Set<Relationship> all = new LinkedHashSet<>();
        all.add(first);
        all.addAll(references.between(holder, referred));
        all.removeIf(relationship -> references.keeps(relationship, holder));
        Set<ColumnAttribute> columns = new LinkedHashSet<>();
        for (Relationship relationship : all) {
            Optional<KeyDependency> key = references.optional(relationship, holder);
            if (key.isEmpty()) {
                return List.of();
            }
            columns.addAll(references.nullableColumns(key.get()));
        }
        return List.of(
                columns.isEmpty()
                        ? new ByHabit(edge)
                        : new ByVacating(edge, holder, List.copyOf(columns)));
    }

    private static @Nullable FlushRow writtenBy(Action action) {
        if (action instanceof SaveRow save) {
            return save.row();
        }
        return action instanceof DeleteRow delete ? delete.row() : null;
    }

    // References that are written apart ----------------------------------------------------------

    /** What has to be written apart to do without one edge of a ring; empty if that cannot be. */
    private List<Opening> byReference(Edge<Action, Cause> edge) {
        if (!(edge.label() instanceof Cause.ByRelationship cause)) {
            return List.of();
        }
        if (edge.to() instanceof SaveRow save) {
            return references
                    .optional(cause.relationship(), save.row())
                    .filter(key -> isKnownButForNulls(key, save))
                    .<Opening>map(key -> new ByCompleting(key, save.row()))
                    .stream()
                    .toList();
        }
        return edge.from() instanceof DeleteRow holder && edge.to() instanceof DeleteRow referred
                ? lettingGo(holder.row(), referred.row())
                : List.of();
    }

    /** Whether an INSERT without the reference has what the reference would have given it besides NULLs. */
    private boolean isKnownButForNulls(KeyDependency key, SaveRow save) {
        List<ColumnAttribute> nullable = references.nullableColumns(key);
        return key.holderColumns().stream()
                .filter(column -> !nullable.contains(column))
                .allMatch(
                        column ->
                                save.row().state().column(column) != null
                                        || isCopiedByAnother(column, key, save));
    }

    private boolean isCopiedByAnother(ColumnAttribute column, KeyDependency key, SaveRow save) {
        return edit.to(save).stream()
                .anyMatch(
                        edge ->
                                edge.from() instanceof Action.SyncRow sync
                                        && sync.dependency() instanceof KeyDependency other
                                        && other.relationship() != key.relationship()
                                        && !key.relationship()
                                                .reverses()
                                                .contains(other.relationship())
                                        && other.holder() == key.holder()
                                        && other.holderColumns().contains(column));
    }

    /** Every reference from the one row to the other has to go before the other is deleted. */
    private List<Opening> lettingGo(FlushRow holder, FlushRow referred) {
        List<Opening> openings = new ArrayList<>();
        for (Relationship relationship : references.between(holder, referred)) {
            Optional<KeyDependency> key = references.optional(relationship, holder);
            if (key.isEmpty()) {
                return List.of();
            }
            openings.add(new ByLettingGo(key.get(), holder, referred));
        }
        return openings;
    }
}
