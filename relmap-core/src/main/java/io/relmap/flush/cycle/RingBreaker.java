package io.relmap.flush.cycle;

import io.relmap.annotation.Internal;
import io.relmap.flush.change.FlushRow;
import io.relmap.flush.cycle.Opening.ByCompleting;
import io.relmap.flush.cycle.Opening.ByHabit;
import io.relmap.flush.cycle.Opening.ByLettingGo;
import io.relmap.flush.cycle.Opening.ByVacating;
import io.relmap.flush.dependency.Action;
import io.relmap.flush.dependency.Action.DeleteRow;
import io.relmap.flush.dependency.Action.SaveRow;
import io.relmap.flush.dependency.Cause;
import io.relmap.flush.dependency.Dependencies;
import io.relmap.flush.dependency.FlushWork;
import io.relmap.flush.dependency.KeyDependency;
import io.relmap.flush.plan.ActionPlan;
import io.relmap.graph.Cycles;
import io.relmap.graph.DirectedGraph.Edge;
import io.relmap.graph.RingSearch;
import io.relmap.mapping.BehaviourPoint;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Opens rings of rows (spec 02, 6.2): where saves come before deletes only by habit; else where a unique value or
 * a reference may be NULL for a while. One place of each ring is enough, and all rings are opened in one round, as
 * far as no opening closes another. {@link BehaviourPoint#UNIQUE_VALUES} decides about rings through a unique
 * value, {@link BehaviourPoint#ROW_CYCLES} about all others.
 */
@Internal
public final class RingBreaker {

    private final FlushWork work;
    private final Dependencies dependencies;
    private final GraphEdit edit;

    private RingBreaker(FlushWork work, Dependencies dependencies, GraphEdit edit) {
        this.work = work;
        this.dependencies = dependencies;
        this.edit = edit;
    }

    /** Opens what can be opened. What is stuck afterwards is on rings all of whose columns are NOT NULL. */
    public static ActionPlan open(ActionPlan plan, FlushWork work, Dependencies dependencies) {
        ActionPlan current = plan;
        while (!current.stuck().isEmpty()) {
            GraphEdit edit = new GraphEdit(current.graph());
            if (!new RingBreaker(work, dependencies, edit).openRings(current)) {
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
                        this::byHabit, this::byVacating, this::byReference)
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
        boolean endsSaves = edge.from() instanceof SaveRow || edge.from() instanceof Action.SaveAll;
        return edge.label() instanceof Cause.SavesFirst && endsSaves
                ? List.of(new ByHabit(edge))
                : List.of();
    }

    // Columns that are NULL for a while ----------------------------------------------------------

    private List<Opening> byVacating(Edge<Action, Cause> edge) {
        FlushRow row = writtenBy(edge.from());
        if (row == null || row.isNew()) {
            return List.of();
        }
        if (edge.label() instanceof Cause.HandsOver cause) {
            return cause.columns().stream()
                    .filter(column -> mayBeNull(row.mapper(), column))
                    .findFirst()
                    .<Opening>map(column -> new ByVacating(edge, row, List.of(column)))
                    .stream()
                    .toList();
        }
        boolean letsGo = edge.from() instanceof SaveRow && edge.to() instanceof DeleteRow;
        return letsGo && edge.label() instanceof Cause.ByRelationship cause
                ? optional(cause.relationship(), row)
                        .<Opening>map(key -> new ByVacating(edge, row, key.holderColumns()))
                        .stream()
                        .toList()
                : List.of();
    }

    private static @Nullable FlushRow writtenBy(Action action) {
        if (action instanceof SaveRow save) {
            return save.row();
        }
        return action instanceof DeleteRow delete ? delete.row() : null;
    }

    private static boolean mayBeNull(Mapper mapper, ColumnAttribute attribute) {
        return attribute.column().nullable()
                && !attribute.column().primaryKey()
                && mapper.access().holdsNull(attribute.index());
    }

    // References that are written apart
    // ------------------------------------------------------------

    /** What has to be written apart to do without one edge of a ring; empty if that cannot be. */
    private List<Opening> byReference(Edge<Action, Cause> edge) {
        if (!(edge.label() instanceof Cause.ByRelationship cause)) {
            return List.of();
        }
        if (edge.to() instanceof SaveRow save) {
            return optional(cause.relationship(), save.row())
                    .<Opening>map(key -> new ByCompleting(key, save.row()))
                    .stream()
                    .toList();
        }
        return edge.from() instanceof DeleteRow holder && edge.to() instanceof DeleteRow referred
                ? lettingGo(holder.row(), referred.row())
                : List.of();
    }

    /** Every reference from the one row to the other has to go before the other is deleted. */
    private List<Opening> lettingGo(FlushRow holder, FlushRow referred) {
        List<Opening> openings = new ArrayList<>();
        for (Relationship relationship : referencesBetween(holder, referred)) {
            Optional<KeyDependency> key = optional(relationship, holder);
            if (key.isEmpty()) {
                return List.of();
            }
            openings.add(new ByLettingGo(key.get(), holder, referred));
        }
        return openings;
    }

    private List<Relationship> referencesBetween(FlushRow holder, FlushRow referred) {
        Stream<Relationship> references =
                holder.mapper().relationships().stream().filter(r -> leads(r, holder, referred));
        Stream<Relationship> collections =
                referred.mapper().relationships().stream().filter(r -> leads(r, referred, holder));
        return Stream.concat(references, collections)
                .filter(r -> held(r, holder).isPresent())
                .distinct()
                .toList();
    }

    private boolean leads(Relationship relationship, FlushRow owner, FlushRow other) {
        KeyDependency key = dependencies.keyDependency(relationship);
        return key != null
                && key.relatedTo(work, owner).stream()
                        .anyMatch(related -> related == other.state());
    }

    /** What writes a relationship's reference, if it stands in the row. */
    private Optional<KeyDependency> held(Relationship relationship, FlushRow row) {
        return Optional.ofNullable(dependencies.keyDependency(relationship))
                .filter(key -> key.holder() == row.mapper());
    }

    /** The same, if the reference may be NULL. */
    private Optional<KeyDependency> optional(Relationship relationship, FlushRow row) {
        return held(relationship, row)
                .filter(
                        key ->
                                key.holderColumns().stream()
                                        .allMatch(column -> mayBeNull(row.mapper(), column)));
    }
}
