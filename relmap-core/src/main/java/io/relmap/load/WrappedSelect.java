package io.relmap.load;

import io.relmap.sql.ColumnRef;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import io.relmap.sql.FromItem;
import io.relmap.sql.FromItems;
import io.relmap.sql.JoinItem;
import io.relmap.sql.Ordering;
import io.relmap.sql.Select;
import io.relmap.sql.SubqueryColumn;
import io.relmap.sql.SubqueryRef;
import io.relmap.sql.TableRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts a statement whose rows are counted or made unique into FROM, so that joins beside it cannot change
 * which objects it finds (spec LO-47, LO-48).
 */
final class WrappedSelect {

    private final Select inner;
    private final TableRef root;
    private final Set<TableRef> inside = new HashSet<>();
    private final String alias;
    private final Map<Expression, String> labels = new LinkedHashMap<>();

    /**
     * @param root where the entity's table stands in it
     * @param read other tables of it whose columns are wanted
     */
    WrappedSelect(Select inner, TableRef root, Set<TableRef> read, Aliases aliases) {
        this.inner = inner;
        this.root = root;
        inside.add(root);
        inside.addAll(read);
        this.alias = aliases.next("anon");
    }

    /**
     * The statement around it.
     *
     * @param items the columns wanted, of the root and of what is joined
     * @param joins what is joined
     * @param orders the order of what is joined
     */
    Select around(List<Expression> items, List<EagerJoin> joins, List<Ordering> orders) {
        FromItem joined = EagerJoin.attachAll(root, joins);
        items.forEach(this::collect);
        FromItems.mapOn(
                joined,
                on -> {
                    collect(on);
                    return on;
                });
        inner.orderBy().forEach(term -> label(term.expression()));
        SubqueryRef subquery = new SubqueryRef(innerSelect(), alias);
        Select.Builder outer = Select.builder();
        items.forEach(item -> outer.item(outside(item, subquery)));
        outer.from(replaceRoot(FromItems.mapOn(joined, on -> outside(on, subquery)), subquery));
        for (Ordering term : inner.orderBy()) {
            SubqueryColumn column = subquery.column(label(term.expression()));
            outer.orderBy(new Ordering(column, term.direction(), term.nulls()));
        }
        for (Ordering term : orders) {
            Expression moved = outside(term.expression(), subquery);
            outer.orderBy(new Ordering(moved, term.direction(), term.nulls()));
        }
        return outer.lock(inner.lock()).build();
    }

    private Select innerSelect() {
        Select.Builder select = inner.toBuilder().clearItems();
        labels.forEach(select::item);
        return select.build();
    }

    private void collect(Expression expression) {
        for (ColumnRef ref : ExpressionTree.columns(expression)) {
            if (inside.contains(ref.source())) {
                label(ref.withRoles(Set.of()));
            }
        }
    }

    private String label(Expression expression) {
        String known = labels.get(expression);
        if (known != null) {
            return known;
        }
        String stem =
                expression instanceof ColumnRef ref
                        ? ref.source().label() + "_" + ref.column().name()
                        : "value";
        List<String> taken = new ArrayList<>(labels.values());
        String label = stem;
        for (int i = 1; taken.contains(label); i++) {
            label = stem + "_" + i;
        }
        labels.put(expression, label);
        return label;
    }

    private Expression outside(Expression expression, SubqueryRef subquery) {
        return ExpressionTree.mapColumns(
                expression,
                ref ->
                        inside.contains(ref.source())
                                ? subquery.column(label(ref.withRoles(Set.of())))
                                : ref);
    }

    private FromItem replaceRoot(FromItem from, SubqueryRef subquery) {
        if (from instanceof JoinItem join) {
            return new JoinItem(
                    replaceRoot(join.left(), subquery),
                    join.kind(),
                    replaceRoot(join.right(), subquery),
                    join.on());
        }
        return from.equals(root) ? subquery : from;
    }
}
