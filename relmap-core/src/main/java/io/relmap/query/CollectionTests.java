package io.relmap.query;

import io.relmap.sql.Exists;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import io.relmap.sql.FromItem;
import io.relmap.sql.Literal;
import io.relmap.sql.Logical;
import io.relmap.sql.Not;
import io.relmap.sql.Select;
import io.relmap.sql.TableRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        Map<TableRef, JoinNode> used = new LinkedHashMap<>();
        Map<String, JoinNode> byWay = new LinkedHashMap<>();
        Expression unified =
                ExpressionTree.mapColumns(
                        condition,
                        ref -> {
                            JoinNode node = apart.get(ref.source());
                            if (node == null) {
                                return ref;
                            }
                            JoinNode first = byWay.putIfAbsent(way(node), node);
                            JoinNode meant = first == null ? node : first;
                            used.put(meant.table(), meant);
                            return ref.from(meant.table());
                        });
        if (used.isEmpty()) {
            return condition;
        }
        Select.Builder select = Select.builder().item(new Literal(1, null));
        for (JoinNode node : used.values()) {
            chain(node, select);
        }
        return new Exists(select.where(unified).build());
    }

    /** The way from the outermost entity reached apart down to this one. */
    private static void chain(JoinNode last, Select.Builder select) {
        List<JoinNode> chain = new ArrayList<>();
        for (JoinNode node = last; node != null && node.isApart(); node = node.before()) {
            chain.add(0, node);
        }
        JoinNode first = chain.get(0);
        FromItem from = first.alone();
        for (JoinNode node : chain.subList(1, chain.size())) {
            from = node.joinedTo(from);
        }
        select.from(from).where(first.on().primary());
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
