package io.relmap.flush.plan;

import io.relmap.flush.change.FlushSet;
import io.relmap.flush.dependency.Action;
import io.relmap.flush.dependency.Action.DeleteAll;
import io.relmap.flush.dependency.Action.SaveAll;
import io.relmap.flush.dependency.Cause;
import io.relmap.flush.dependency.DeleteCascades;
import io.relmap.flush.dependency.Dependency;
import io.relmap.flush.dependency.Edges;
import io.relmap.flush.dependency.FlushWork;
import io.relmap.graph.DirectedGraph;
import io.relmap.mapping.Mapper;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.TableName;
import java.util.List;
import java.util.stream.Stream;

/** The order of whole entities (spec UW-16 to UW-21). */
final class GroupGraph {

    private final DeleteCascades cascades;
    private final DirectedGraph<Action, Cause> graph = new DirectedGraph<>();

    private GroupGraph(DeleteCascades cascades) {
        this.cascades = cascades;
    }

    /** Builds the graph of a flush whose objects are complete. */
    static DirectedGraph<Action, Cause> of(FlushWork work, List<Dependency> dependencies) {
        FlushSet set = work.set();
        GroupGraph builder = new GroupGraph(work.cascades());
        for (Mapper mapper : set.mappers()) {
            builder.graph.connect(
                    new SaveAll(mapper), new DeleteAll(mapper), new Cause.SavesFirst(mapper));
        }
        for (Dependency dependency : dependencies) {
            dependency.groupEdges(new Edges(builder.graph, dependency.relationship()));
        }
        for (Mapper holder : set.mappers()) {
            for (Mapper referenced : set.mappers()) {
                if (holder != referenced) {
                    builder.connectByForeignKeys(holder, referenced);
                }
            }
        }
        for (Mapper holder : set.mappers()) {
            for (Mapper taking : set.mappers()) {
                if (holder != taking) {
                    builder.connectByCascades(
                            holder, taking); // only counts: a foreign key is needed
                }
            }
        }
        return builder.graph;
    }

    /** Foreign keys that no relationship covers order as well, as far as they close no cycle (UW-20). */
    private void connectByForeignKeys(Mapper holder, Mapper referenced) {
        for (ForeignKeyConstraint key : holder.table().foreignKeys()) {
            if (key.references().equals(referenced.table().tableName())
                    && !isCovered(key, holder, referenced)) {
                Cause cause = new Cause.ByForeignKey(holder, key);
                connect(new SaveAll(referenced), new SaveAll(holder), cause);
                connect(new DeleteAll(holder), new DeleteAll(referenced), cause);
            }
        }
    }

    /**
     * Rows that deletes take along by way of a table that the flush does not touch go first, so that they are found
     * (UW-121).
     */
    private void connectByCascades(Mapper holder, Mapper taking) {
        for (ForeignKeyConstraint key : DeleteCascades.keys(holder)) {
            TableName end = taking.table().tableName();
            if (!key.references().equals(end) && cascades.lead(key.references(), end)) {
                connect(
                        new DeleteAll(holder),
                        new DeleteAll(taking),
                        new Cause.ByForeignKey(holder, key));
            }
        }
    }

    private void connect(Action first, Action second, Cause cause) {
        if (!graph.reaches(second, first)) {
            graph.connect(first, second, cause);
        }
    }

    private static boolean isCovered(ForeignKeyConstraint key, Mapper holder, Mapper referenced) {
        return Stream.concat(holder.relationships().stream(), referenced.relationships().stream())
                .filter(relationship -> !relationship.viewOnly())
                .anyMatch(relationship -> ForeignKeyCover.writes(relationship, key, holder));
    }
}
