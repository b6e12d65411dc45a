package io.relmap.flush.cycle;

import io.relmap.annotation.Internal;
import io.relmap.flush.change.FlushRow;
import io.relmap.flush.dependency.Action;
import io.relmap.flush.dependency.Action.BlankRow;
import io.relmap.flush.dependency.Action.DeleteRow;
import io.relmap.flush.dependency.Action.Fate;
import io.relmap.flush.dependency.Action.PostUpdateAll;
import io.relmap.flush.dependency.Action.SaveRow;
import io.relmap.flush.dependency.Cause;
import io.relmap.flush.dependency.Dependencies;
import io.relmap.flush.dependency.FlushWork;
import io.relmap.flush.dependency.KeyDependency;
import io.relmap.flush.plan.ActionPlan;
import io.relmap.graph.Cycles;
import io.relmap.graph.DirectedGraph;
import io.relmap.graph.DirectedGraph.Edge;
import io.relmap.graph.Rings;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Opens rings of rows at a reference that may be null, as if its relationship had {@code postUpdate}, for the
 * rows of the ring only: a saved row is written without it and completed by an UPDATE, a deleted row is first
 * updated to let go (spec 02, 6.2). One reference of each ring is enough; rings that have nothing to do with
 * each other are opened in one round.
 */
@Internal
public final class RingBreaker {

    private final FlushWork work;
    private final Dependencies dependencies;
    private final DirectedGraph<Action, Cause> graph;

    private RingBreaker(
            FlushWork work, Dependencies dependencies, DirectedGraph<Action, Cause> graph) {
        this.work = work;
        this.dependencies = dependencies;
        this.graph = graph;
    }

    /** Opens what can be opened. What is stuck afterwards is on rings whose references must not be null. */
    public static ActionPlan open(ActionPlan plan, FlushWork work, Dependencies dependencies) {
        ActionPlan current = plan;
        while (!current.stuck().isEmpty()) {
            RingBreaker breaker = new RingBreaker(work, dependencies, current.graph());
            List<Opening> openings = breaker.openings();
            if (openings.isEmpty()) {
                return current;
            }
            current = ActionPlan.of(breaker.opened(openings));
        }
        return current;
    }

    /**
     * A reference that a row is written without at first, or lets go before it is deleted.
     *
     * @param key the relationship, seen from either end
     * @param holder whose row holds the reference
     * @param referred the row that it refers to, where the holder is to be deleted
     */
    private record Opening(KeyDependency key, FlushRow holder, @Nullable FlushRow referred) {

        boolean isDelete() {
            return referred != null;
        }
    }

    private List<Opening> openings() {
        List<Opening> openings = new ArrayList<>();
        for (List<Action> component : Cycles.components(graph)) {
            List<Edge<Action, Cause>> ring = Rings.any(graph, component);
            if (ring != null) {
                ring.stream()
                        .map(this::openings)
                        .filter(found -> !found.isEmpty())
                        .findFirst()
                        .ifPresent(openings::addAll);
            }
        }
        return openings;
    }

    /** What has to be opened to do without one edge of a ring; empty if that cannot be. */
    private List<Opening> openings(Edge<Action, Cause> edge) {
        if (!(edge.label() instanceof Cause.ByRelationship cause)) {
            return List.of();
        }
        if (edge.to() instanceof SaveRow save) {
            return save.row().isSaving()
                    ? opening(cause.relationship(), save.row(), null).toList()
                    : List.of();
        }
        return edge.from() instanceof DeleteRow holder && edge.to() instanceof DeleteRow referred
                ? lettingGo(holder.row(), referred.row())
                : List.of();
    }

    /** Every reference from the one row to the other has to go before the other is deleted. */
    private List<Opening> lettingGo(FlushRow holder, FlushRow referred) {
        List<Opening> openings = new ArrayList<>();
        for (Relationship relationship : relationships(holder, referred)) {
            Opening opening = opening(relationship, holder, referred).findFirst().orElse(null);
            if (opening == null) {
                return List.of();
            }
            openings.add(opening);
        }
        return openings;
    }

    /** The relationships that put the delete of the one row before that of the other. */
    private List<Relationship> relationships(FlushRow holder, FlushRow referred) {
        Stream<Relationship> references =
                holder.mapper().relationships().stream()
                        .filter(r -> leads(r, holder, referred))
                        .filter(r -> isHeldBy(r, r.owner()));
        Stream<Relationship> collections =
                referred.mapper().relationships().stream()
                        .filter(r -> leads(r, referred, holder))
                        .filter(r -> isHeldBy(r, r.target()));
        return Stream.concat(references, collections).toList();
    }

    private boolean leads(Relationship relationship, FlushRow owner, FlushRow other) {
        KeyDependency key = dependencies.keyDependency(relationship);
        return key != null
                && key.relatedTo(work, owner).stream()
                        .anyMatch(related -> related == other.state());
    }

    private boolean isHeldBy(Relationship relationship, Mapper holder) {
        KeyDependency key = dependencies.keyDependency(relationship);
        return key != null && key.holder() == holder;
    }

    private Stream<Opening> opening(
            Relationship relationship, FlushRow holder, @Nullable FlushRow referred) {
        KeyDependency key = dependencies.keyDependency(relationship);
        return key != null && key.holder() == holder.mapper() && key.isOptional()
                ? Stream.of(new Opening(key, holder, referred))
                : Stream.empty();
    }

    // The graph without the edges that closed the rings --------------------------------------------

    private DirectedGraph<Action, Cause> opened(List<Opening> openings) {
        Set<Edge<Action, Cause>> dropped = new HashSet<>();
        DirectedGraph<Action, Cause> added = new DirectedGraph<>();
        for (Opening opening : openings) {
            if (opening.isDelete()) {
                letGo(opening, dropped, added);
            } else {
                writeAfterwards(opening, dropped, added);
            }
        }
        DirectedGraph<Action, Cause> result = new DirectedGraph<>();
        graph.nodes().forEach(result::add);
        graph.edges().stream()
                .filter(edge -> !dropped.contains(edge))
                .forEach(edge -> result.connect(edge.from(), edge.to(), edge.label()));
        added.edges().forEach(edge -> result.connect(edge.from(), edge.to(), edge.label()));
        return result;
    }

    /** What the save waited for, the UPDATE waits for; what waits for the save to be complete, too. */
    private void writeAfterwards(
            Opening opening, Set<Edge<Action, Cause>> dropped, DirectedGraph<Action, Cause> added) {
        opening.key().writeAfterwards(work, opening.holder());
        Action save = new SaveRow(opening.holder());
        Action update = new PostUpdateAll(opening.holder().mapper(), Fate.SURVIVES);
        added.connect(save, update, new Cause.OpensRing(opening.key().relationship()));
        for (Edge<Action, Cause> edge : graph.to(save)) {
            if (belongs(edge, opening)) {
                dropped.add(edge);
                if (!edge.from().equals(save)) {
                    added.connect(edge.from(), update, edge.label());
                }
            }
        }
        for (Edge<Action, Cause> edge : graph.from(save)) {
            if (edge.to() instanceof DeleteRow
                    || edge.to() instanceof Action.DeleteAll
                    || edge.to() instanceof Action.Gate) {
                added.connect(update, edge.to(), edge.label());
            }
        }
    }

    private void letGo(
            Opening opening, Set<Edge<Action, Cause>> dropped, DirectedGraph<Action, Cause> added) {
        Cause cause = new Cause.OpensRing(opening.key().relationship());
        Action delete = new DeleteRow(opening.holder());
        Action referred = new DeleteRow(Objects.requireNonNull(opening.referred()));
        Action update = new PostUpdateAll(opening.holder().mapper(), Fate.IS_DELETED);
        added.connect(new BlankRow(opening.key(), opening.holder()), update, cause);
        added.connect(update, delete, cause);
        added.connect(update, referred, cause);
        Edge<Action, Cause> edge = graph.edge(delete, referred);
        if (edge != null) {
            dropped.add(edge);
        }
    }

    /** Whether an edge stands for the reference, be it from the relationship or from its reverse. */
    private static boolean belongs(Edge<Action, Cause> edge, Opening opening) {
        Relationship relationship = opening.key().relationship();
        return edge.label() instanceof Cause.ByRelationship cause
                && (cause.relationship() == relationship
                        || relationship.reverses().contains(cause.relationship()));
    }
}
