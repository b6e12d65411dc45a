package io.relmap.flush.cycle;

import io.relmap.dialect.Capability;
import io.relmap.dialect.Dialect;
import io.relmap.flush.change.FlushContext;
import io.relmap.flush.change.FlushRow;
import io.relmap.flush.cycle.Opening.ByCheckingLater;
import io.relmap.flush.cycle.Opening.ByLettingGo;
import io.relmap.flush.dependency.Action;
import io.relmap.flush.dependency.Action.DeleteRow;
import io.relmap.flush.dependency.Action.SaveRow;
import io.relmap.flush.dependency.Action.SyncRow;
import io.relmap.flush.dependency.Cause;
import io.relmap.flush.dependency.KeyDependency;
import io.relmap.flush.dependency.LaterCheck;
import io.relmap.flush.dependency.ManyToOneDependency;
import io.relmap.graph.DirectedGraph.Edge;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Relationship;
import io.relmap.schema.Column;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.ForeignKeyConstraint.Deferrable;
import io.relmap.schema.ReferentialAction;
import io.relmap.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rings that open because the database checks a deferrable constraint later. A row that is referred to before it is
 * inserted has to have its key by then: from the program, or from a sequence that is asked before.
 */
final class LaterChecks {

    private final References references;
    private final GraphEdit edit;
    private final Dialect dialect;

    /** Not where the program has said when constraints are checked. */
    private final boolean takesUp;

    LaterChecks(References references, GraphEdit edit, Dialect dialect, FlushContext context) {
        this.references = references;
        this.edit = edit;
        this.dialect = dialect;
        takesUp = dialect.supports(Capability.EARLY_CHECKS) && !context.areChecksSet();
    }

    /** How to do without one edge of a ring; empty if that cannot be. */
    List<Opening> open(Edge<Action, Cause> edge) {
        if (edge.label() instanceof Cause.HandsOver over) {
            LaterCheck check = checkOf(over);
            return check == null ? List.of() : List.of(ByCheckingLater.of(edge, List.of(check)));
        }
        if (!(edge.label() instanceof Cause.ByRelationship cause)) {
            return List.of();
        }
        if (edge.from() instanceof SaveRow target && edge.to() instanceof SaveRow holder) {
            return saved(edge, cause.relationship(), target.row(), holder.row());
        } else if (edge.from() instanceof SaveRow target
                && edge.to() instanceof SyncRow sync
                && sync.dependency() instanceof ManyToOneDependency) {
            return saved(edge, cause.relationship(), target.row(), sync.owner());
        } else if (edge.to() instanceof DeleteRow referred) {
            FlushRow holder = rowOf(edge.from());
            return holder == null ? List.of() : deleted(edge, holder, referred.row());
        }
        return List.of();
    }

    private static @Nullable FlushRow rowOf(Action action) {
        if (action instanceof SaveRow save) {
            return save.row();
        }
        return action instanceof DeleteRow delete ? delete.row() : null;
    }

    // Unique values ------------------------------------------------------------------------------

    private @Nullable LaterCheck checkOf(Cause.HandsOver over) {
        UniqueConstraint key = over.constraint();
        if (key == null
                || key.deferrable() == Deferrable.NO
                || !dialect.supports(Capability.DEFERRABLE_UNIQUE)) {
            return null;
        }
        return LaterCheck.of(over.mapper().table(), key, takesUp);
    }

    // References ---------------------------------------------------------------------------------

    /**
     * The checks of all foreign keys that a reference fills, or null if one of them cannot be put off.
     *
     * @param deletes whether the row that is referred to goes first: a key that does something about that, or refuses
     *     at once, does so even if its check is put off
     */
    private @Nullable List<LaterCheck> checksOf(
            KeyDependency key, FlushRow target, boolean deletes) {
        List<LaterCheck> checks = new ArrayList<>();
        for (ForeignKeyConstraint foreignKey : References.foreignKeys(key)) {
            if (!foreignKey.references().equals(target.mapper().table().tableName())) {
                continue;
            }
            ReferentialAction rule = foreignKey.options().onDelete();
            boolean waits = rule == null || rule == ReferentialAction.NO_ACTION;
            if (foreignKey.options().deferrable() == Deferrable.NO
                    || !dialect.supports(Capability.DEFERRABLE)
                    || (deletes && !waits)) {
                return null;
            }
            checks.add(LaterCheck.of(key.holder().table(), foreignKey, takesUp));
        }
        return checks.isEmpty() ? null : checks;
    }

    /** A row is written before the one that it refers to. One that refers to itself needs no later check. */
    private List<Opening> saved(
            Edge<Action, Cause> edge, Relationship relationship, FlushRow target, FlushRow holder) {
        KeyDependency key = references.held(relationship, holder).orElse(null);
        if (key == null) {
            return List.of();
        }
        List<LaterCheck> checks = target == holder ? List.of() : checksOf(key, target, false);
        if (checks == null) {
            return List.of();
        }
        Set<Edge<Action, Cause>> before = new LinkedHashSet<>();
        boolean makesKey = false;
        for (ColumnAttribute source : key.sourceColumns()) {
            Edge<Action, Cause> copied = copies(source, target, relationship);
            if (copied != null) {
                before.add(copied);
            } else if (!isKnown(target, source)) {
                if (!canBeMade(target, source)) {
                    return List.of();
                }
                makesKey = true;
            }
        }
        List<Edge<Action, Cause>> dropped =
                edit.from(edge.from()).stream()
                        .filter(each -> makesWait(each, relationship, holder))
                        .toList();
        return List.of(
                new ByCheckingLater(
                        edge,
                        new SaveRow(holder),
                        dropped,
                        checks,
                        List.copyOf(before),
                        makesKey ? target : null));
    }

    /** Whether an edge makes a row wait for its target, by the relationship or its reverse. */
    private static boolean makesWait(
            Edge<Action, Cause> edge, Relationship relationship, FlushRow holder) {
        boolean same =
                edge.label() instanceof Cause.ByRelationship cause
                        && (cause.relationship() == relationship
                                || relationship.reverses().contains(cause.relationship()));
        if (same && edge.to() instanceof SyncRow sync) {
            return !(sync.dependency() instanceof ManyToOneDependency) || sync.owner() == holder;
        }
        return same && edge.to().equals(new SaveRow(holder));
    }

    private static boolean isKnown(FlushRow target, ColumnAttribute source) {
        return !target.isNew() || target.isGiven(source);
    }

    private boolean canBeMade(FlushRow target, ColumnAttribute source) {
        Column column = source.column();
        return source.equals(target.mapper().generated())
                && ((column.sequence() != null && dialect.supports(Capability.SEQUENCES))
                        || dialect.nextIdentities(column) != null);
    }

    /** The edge from the copying of a column that the target itself takes from another row, or null. */
    private @Nullable Edge<Action, Cause> copies(
            ColumnAttribute source, FlushRow target, Relationship without) {
        for (Edge<Action, Cause> edge : edit.to(new SaveRow(target))) {
            if (edge.from() instanceof SyncRow sync
                    && sync.dependency() instanceof KeyDependency key
                    && key.relationship() != without
                    && !without.reverses().contains(key.relationship())
                    && key.holder() == target.mapper()
                    && key.holderColumns().contains(source)) {
                return edge;
            }
        }
        return null;
    }

    /** A row is deleted before the one that refers to it is, or lets go of it. */
    private List<Opening> deleted(Edge<Action, Cause> edge, FlushRow holder, FlushRow referred) {
        List<Opening> openings = new ArrayList<>();
        for (Relationship relationship : references.between(holder, referred)) {
            KeyDependency key = references.held(relationship, holder).orElseThrow();
            List<LaterCheck> checks = checksOf(key, referred, true);
            Optional<KeyDependency> optional = references.optional(relationship, holder);
            if (optional.isPresent() && edge.from() instanceof DeleteRow) {
                openings.add(new ByLettingGo(optional.get(), holder, referred));
            } else if (checks != null) {
                openings.add(ByCheckingLater.of(edge, checks));
            } else {
                return List.of();
            }
        }
        return openings;
    }
}
