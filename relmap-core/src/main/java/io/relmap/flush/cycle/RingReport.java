package io.relmap.flush.cycle;

import io.relmap.annotation.Internal;
import io.relmap.dialect.Capability;
import io.relmap.dialect.Dialect;
import io.relmap.error.CircularDependencyException;
import io.relmap.error.ErrorCode;
import io.relmap.flush.change.FlushRow;
import io.relmap.flush.dependency.Action;
import io.relmap.flush.dependency.Cause;
import io.relmap.flush.dependency.UpdateRules;
import io.relmap.graph.DirectedGraph;
import io.relmap.graph.Rings;
import io.relmap.join.Direction;
import io.relmap.join.SyncPair;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Relationship;
import io.relmap.schema.Column;
import io.relmap.schema.ForeignKeyConstraint.Deferrable;
import io.relmap.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says which rows wait for each other, and what can be done about it. */
@Internal
public final class RingReport {

    private final List<DirectedGraph.Edge<Action, Cause>> ring;
    private final UpdateRules updateRules;
    private final Dialect dialect;

    private RingReport(
            List<DirectedGraph.Edge<Action, Cause>> ring,
            UpdateRules updateRules,
            Dialect dialect) {
        this.ring = ring;
        this.updateRules = updateRules;
        this.dialect = dialect;
    }

    /** The error for actions that cannot be sorted. */
    public static CircularDependencyException of(
            DirectedGraph<Action, Cause> graph,
            List<Action> stuck,
            UpdateRules updateRules,
            Dialect dialect) {
        List<DirectedGraph.Edge<Action, Cause>> ring = Rings.any(graph, stuck);
        return new RingReport(ring == null ? List.of() : ring, updateRules, dialect).error();
    }

    private CircularDependencyException error() {
        return new CircularDependencyException(
                ErrorCode.CIRCULAR_DEPENDENCY,
                "Rows wait for each other, and no order of statements can write them: "
                        + path()
                        + ". Involved: "
                        + String.join(", ", involved())
                        + ". "
                        + remedy());
    }

    /** {@code save Node#new@1f -> (Node.parent) save Node#2 -> ...}, closing with the first row. */
    private String path() {
        List<DirectedGraph.Edge<Action, Cause>> edges = fromARow();
        StringBuilder text = new StringBuilder();
        String via = "";
        for (DirectedGraph.Edge<Action, Cause> edge : edges) {
            String row = row(edge.from());
            if (!row.isEmpty()) {
                text.append(text.isEmpty() ? "" : " -> ").append(via).append(row);
                via = "";
            }
            if (via.isEmpty()) {
                via = via(edge.label());
            }
        }
        return edges.isEmpty() ? "" : text + " -> " + via + row(edges.get(0).from());
    }

    private static String via(Cause cause) {
        if (cause instanceof Cause.ByRelationship by) {
            return "(" + describe(by.relationship()) + ") ";
        }
        return cause instanceof Cause.HandsOver over ? "(" + describe(over) + ") " : "";
    }

    /** The ring, begun with an edge that starts at a row. */
    private List<DirectedGraph.Edge<Action, Cause>> fromARow() {
        for (int start = 0; start < ring.size(); start++) {
            if (!row(ring.get(start).from()).isEmpty()) {
                List<DirectedGraph.Edge<Action, Cause>> turned =
                        new ArrayList<>(ring.subList(start, ring.size()));
                turned.addAll(ring.subList(0, start));
                return turned;
            }
        }
        return ring;
    }

    private static String row(Action action) {
        if (action instanceof Action.SaveRow save) {
            return "save " + label(save.row());
        }
        return action instanceof Action.DeleteRow delete ? "delete " + label(delete.row()) : "";
    }

    private static String label(FlushRow row) {
        return (row.isNew() ? "new " : "") + row;
    }

    private Set<Relationship> relationships() {
        return ring.stream()
                .map(DirectedGraph.Edge::label)
                .flatMap(
                        cause ->
                                cause instanceof Cause.ByRelationship by
                                        ? Stream.of(by.relationship())
                                        : Stream.empty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<String> involved() {
        return Stream.concat(
                        relationships().stream().map(RingReport::describe),
                        handovers().map(RingReport::describe).distinct())
                .toList();
    }

    private Stream<Cause.HandsOver> handovers() {
        return ring.stream()
                .map(DirectedGraph.Edge::label)
                .flatMap(
                        cause ->
                                cause instanceof Cause.HandsOver over
                                        ? Stream.of(over)
                                        : Stream.empty());
    }

    private String remedy() {
        if (handovers().findAny().isPresent()) {
            return remedyForValues();
        }
        List<Relationship> openers =
                relationships().stream()
                        .flatMap(RingReport::references)
                        .filter(RingReport::isNullable)
                        .distinct()
                        .toList();
        if (openers.isEmpty()) {
            return "All key columns on the ring are NOT NULL, so it cannot be opened: make one of them"
                    + " nullable and set postUpdate on its relationship"
                    + laterReference();
        }
        return "Set postUpdate on "
                + openers.stream().map(Relationship::toString).collect(Collectors.joining(" or "))
                + ", so that its key is written by an UPDATE of its own; or flush in two steps";
    }

    /** Values that are handed on in a ring, perhaps with references in it. */
    private String remedyForValues() {
        Set<String> ways = new LinkedHashSet<>();
        handovers().forEach(over -> addWays(over, ways));
        relationships().stream()
                .flatMap(RingReport::references)
                .filter(reference -> !isNullable(reference))
                .forEach(reference -> ways.add("make " + columns(reference) + " nullable"));
        boolean lacksChecks =
                !dialect.supports(Capability.DEFERRABLE_UNIQUE)
                        && handovers().anyMatch(over -> over.constraint() != null);
        boolean mayBeNull =
                handovers()
                        .anyMatch(over -> over.columns().stream().anyMatch(c -> canLetGo(over, c)));
        return (mayBeNull
                        ? "What may be NULL for a while may be so only after its row was saved: "
                        : "None of these columns may be NULL for a while: ")
                + ways.stream().map(way -> way + ", or ").collect(Collectors.joining())
                + "flush in two steps, by way of a value that no row has"
                + (lacksChecks ? " (" + dialect.name() + " has no deferrable unique keys)" : "");
    }

    /** What opens a ring at a unique key. A primary key is never NULL, nor is it checked later. */
    private void addWays(Cause.HandsOver over, Set<String> ways) {
        UniqueConstraint key = over.constraint();
        if (key == null) {
            return;
        }
        for (ColumnAttribute attribute : over.columns()) {
            Column column = attribute.column();
            if (!column.primaryKey()) {
                List<String> steps = new ArrayList<>();
                if (!column.nullable()) {
                    steps.add("make " + column + " nullable");
                }
                if (!over.mapper().access().holdsNull(attribute.index())) {
                    steps.add(
                            "give " + over.mapper() + "." + attribute + " a type that holds null");
                }
                if (!steps.isEmpty()) {
                    ways.add(String.join(" and ", steps));
                }
            }
        }
        if (key.deferrable() == Deferrable.NO && dialect.supports(Capability.DEFERRABLE_UNIQUE)) {
            ways.add(
                    "declare the unique key "
                            + key.columns()
                            + " of "
                            + over.mapper().table()
                            + " deferrable");
        }
    }

    private boolean canLetGo(Cause.HandsOver over, ColumnAttribute attribute) {
        return over.constraint() != null
                && References.mayBeNull(over.mapper(), attribute)
                && !updateRules.carryOn(attribute);
    }

    private String laterReference() {
        if (!dialect.supports(Capability.DEFERRABLE)) {
            return "; " + dialect.name() + " has no deferrable foreign keys";
        }
        Set<Column> unknown = new LinkedHashSet<>();
        relationships().forEach(relationship -> addKeysMadeTooLate(relationship, unknown));
        if (!unknown.isEmpty()) {
            return ", or assign "
                    + unknown.stream().map(Column::toString).collect(Collectors.joining(" or "))
                    + ": the foreign key to it is deferrable, but "
                    + dialect.name()
                    + " makes the key only in the INSERT";
        }
        return ", or declare one of the foreign keys deferrable, without an ON DELETE rule; the key that it refers"
                + " to has to be known before its row is inserted: assigned"
                + (dialect.supports(Capability.SEQUENCES) ? ", or made by a sequence" : "");
    }

    /** Keys that deferrable references are copied from, and that nobody knows before their rows are inserted. */
    private void addKeysMadeTooLate(Relationship relationship, Set<Column> keys) {
        boolean onTarget = relationship.direction() == Direction.MANY_TO_ONE;
        ColumnAttribute generated =
                (onTarget ? relationship.target() : relationship.owner()).generated();
        for (SyncPair pair : relationship.join().synchronizePairs()) {
            if (generated != null
                    && generated.column() == pair.source()
                    && dialect.nextIdentities(pair.source()) == null
                    && !dialect.supports(Capability.SEQUENCES)
                    && isDeferrable(pair)) {
                keys.add(pair.source());
            }
        }
    }

    private static boolean isDeferrable(SyncPair pair) {
        return pair.destination().table().foreignKeys().stream()
                .filter(key -> key.columns().contains(pair.destination().name()))
                .anyMatch(key -> key.options().deferrable() != Deferrable.NO);
    }

    /** The reference that a relationship stands for: itself, or the reverse of a one-to-many. */
    private static Stream<Relationship> references(Relationship relationship) {
        if (relationship.direction() != Direction.ONE_TO_MANY
                || relationship.reverses().isEmpty()) {
            return Stream.of(relationship);
        }
        return relationship.reverses().stream();
    }

    private static boolean isNullable(Relationship relationship) {
        return relationship.join().synchronizePairs().stream()
                .map(SyncPair::destination)
                .anyMatch(Column::nullable);
    }

    private static String describe(Cause.HandsOver over) {
        return (over.constraint() == null ? "primary key " : "unique ")
                + over.columns().stream()
                        .map(attribute -> attribute.column().toString())
                        .collect(Collectors.joining(", "));
    }

    private static String describe(Relationship relationship) {
        return relationship + ": " + columns(relationship);
    }

    private static String columns(Relationship relationship) {
        return relationship.join().synchronizePairs().stream()
                .map(pair -> pair.destination().toString())
                .collect(Collectors.joining(", "));
    }
}
