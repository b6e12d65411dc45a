package io.relmap.query;

import io.relmap.sql.Exists;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import io.relmap.sql.FromItem;
import io.relmap.sql.FromItems;
import io.relmap.sql.Literal;
import io.relmap.sql.Logical;
import io.relmap.sql.Not;
import io.relmap.sql.Select;
import io.relmap.sql.TableRef;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts EXISTS around what speaks of collections that a statement does not join.
 *
 * @param apart the entities that are reached inside an EXISTS, by their tables
 */
record CollectionTests(Map<TableRef, JoinNode> apart) {

    /** Puts EXISTS around what speaks of collections; every comparison gets its own. */
    Expression finished(Expression condition) {
        if (apart.isEmpty()) {
            return condition;
        } else if (condition instanceof Logical logical) {
            return new Logical(
                    logical.connective(), logical.terms().stream().map(this::finished).toList());
        } else if (condition instanceof Not not) {
            return new Not(finished(not.operand()));
        }
        return tested(condition);
    }

    /** As {@link #finished}, of what is one comparison, be it made of several: they speak of one and the same row. */
    Expression tested(Expression condition) {
        if (apart.isEmpty()) {
            return condition;
        }
        Test test = new Test();
        ExpressionTree.columns(condition).forEach(ref -> test.add(apart.get(ref.source())));
        return test.around(condition);
    }

    /** One EXISTS: what is reached by the same way is one and the same row in it, on the way to others too. */
    private static final class Test {

        /** Each after the one before it. */
        private final Map<String, JoinNode> byWay = new LinkedHashMap<>();

        private final Map<TableRef, TableRef> same = new HashMap<>();

        void add(@Nullable JoinNode node) {
            if (node == null || !node.isApart()) {
                return;
            }
            add(node.before());
            JoinNode first = byWay.putIfAbsent(way(node), node);
            if (first != null) {
                same.put(node.table(), first.table());
            }
        }

        Expression around(Expression condition) {
            if (byWay.isEmpty()) {
                return condition;
            }
            Map<String, FromItem> from = new LinkedHashMap<>();
            Map<String, String> beginnings = new HashMap<>();
            Select.Builder select = Select.builder().item(new Literal(1, null));
            byWay.forEach(
                    (way, node) -> {
                        JoinNode before = node.before();
                        if (before == null || !before.isApart()) {
                            beginnings.put(way, way);
                            from.put(way, node.alone());
                            select.where(node.on().primary());
                        } else {
                            String beginning = Objects.requireNonNull(beginnings.get(way(before)));
                            beginnings.put(way, beginning);
                            from.computeIfPresent(beginning, (b, item) -> node.joinedTo(item));
                        }
                    });
            from.values().forEach(item -> select.from(FromItems.mapOn(item, this::unified)));
            return new Exists(select.where(unified(condition)).build());
        }

        private Expression unified(Expression expression) {
            return ExpressionTree.mapColumns(
                    expression, ref -> ref.from(same.getOrDefault(ref.source(), ref.source())));
        }
    }

    private static String way(JoinNode node) {
        JoinNode before = node.before();
        String name = node.relationship().toString();
        return before == null
                ? name
                : (before.isApart() ? way(before) : before.table().label()) + "/" + name;
    }

    /** Whether an expression speaks of such a collection. */
    boolean isApart(Expression expression) {
        return ExpressionTree.anyColumn(expression, ref -> apart.containsKey(ref.source()));
    }
}
