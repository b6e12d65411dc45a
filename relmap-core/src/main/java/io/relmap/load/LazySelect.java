package io.relmap.load;

import io.relmap.join.Direction;
import io.relmap.join.JoinCondition;
import io.relmap.load.PlanRequest.Scope;
import io.relmap.mapping.Relationship;
import io.relmap.observe.StatementCause;
import io.relmap.schema.Column;
import io.relmap.sql.Binary;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import io.relmap.sql.FromItem;
import io.relmap.sql.FromItems;
import io.relmap.sql.Logical;
import io.relmap.sql.Operator;
import io.relmap.sql.Ordering;
import io.relmap.sql.Parameter;
import io.relmap.sql.Select;
import io.relmap.state.Initializer.KeySource;
import io.relmap.state.InstanceState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The statement that loads one relationship of one owner (spec LO-10, LO-11). Immutable and safe for use by
 * several threads.
 */
final class LazySelect {

    private final PlannedSelect select;
    private final StatementCause cause;
    private final List<Column> parameters;
    private final Set<Column> equated;

    /**
     * @param options what is said of the relationships of the target
     * @param criterion what rows must satisfy beside, or null
     */
    LazySelect(
            Relationship relationship,
            LoadOptions options,
            @Nullable Criterion criterion,
            LoaderCache cache) {
        cause =
                StatementCause.ofLoad(
                        StatementCause.Kind.LAZY_LOAD,
                        relationship.toString(),
                        "lazy load of " + relationship);
        JoinCondition join = relationship.join();
        Expression condition = join.lazyCondition();
        parameters = parameters(condition);
        equated = equated(condition);
        Select.Builder base = Select.builder();
        FromItem target = join.target().from();
        FromItem secondary = join.secondary();
        if (secondary == null) {
            base.from(target);
        } else if (FromItems.tables(secondary).anyMatch(join.target().own()::equals)) {
            base.from(secondary);
        } else {
            base.from(target).from(secondary);
        }
        base.where(condition);
        Aliases aliases = new Aliases();
        if (criterion != null) {
            aliases.reserve(target);
            if (secondary != null) {
                aliases.reserve(secondary);
            }
            base.where(criterion.at(join.target().own(), aliases));
        }
        for (Ordering term : relationship.settings().orderBy()) {
            base.orderBy(term);
        }
        select =
                PlanBuilder.plan(
                        new PlanRequest(
                                LoadPath.root(relationship.target()),
                                join.target().own(),
                                base.build(),
                                List.of(),
                                options,
                                Map.of(),
                                waysBack(relationship),
                                Scope.EVERYTHING),
                        aliases,
                        cache);
    }

    StatementCause cause() {
        return cause;
    }

    PlannedSelect select() {
        return select;
    }

    /** The owner's columns that the statement is given. */
    List<Column> parameters() {
        return parameters;
    }

    /** What the statement is given for an owner; null if no row can match (spec LO-16, LO-17). */
    @Nullable Map<Object, @Nullable Object> values(InstanceState owner, KeySource source) {
        Map<Object, @Nullable Object> values = new HashMap<>();
        for (Column column : parameters) {
            Object value = Keys.value(owner, column, source);
            if (value == null && equated.contains(column)) {
                return null;
            }
            values.put(column, value);
        }
        return values;
    }

    private static List<Column> parameters(Expression condition) {
        List<Column> found = new ArrayList<>();
        ExpressionTree.map(
                condition,
                leaf -> {
                    if (leaf instanceof Parameter parameter
                            && parameter.key() instanceof Column column
                            && !found.contains(column)) {
                        found.add(column);
                    }
                    return leaf;
                });
        return List.copyOf(found);
    }

    /** Columns that some conjunct demands to be equal to something: NULL never is. */
    private static Set<Column> equated(Expression condition) {
        Set<Column> found = new HashSet<>();
        for (Expression term : Logical.conjuncts(condition)) {
            if (term instanceof Binary binary && binary.operator().equals(Operator.EQ)) {
                for (Expression side : List.of(binary.left(), binary.right())) {
                    if (side instanceof Parameter parameter
                            && parameter.key() instanceof Column column) {
                        found.add(column);
                    }
                }
            }
        }
        return Set.copyOf(found);
    }

    /** Simple references of the target that lead back to the owner (spec LO-25). */
    private static Set<Relationship> waysBack(Relationship relationship) {
        Set<Relationship> back = new HashSet<>();
        if (relationship.direction() == Direction.ONE_TO_MANY) {
            for (Relationship reverse : relationship.reverses()) {
                if (reverse.join().useGet()) {
                    back.add(reverse);
                }
            }
        }
        return back;
    }
}
