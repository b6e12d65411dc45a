package io.relmap.sql;

import io.relmap.annotation.Internal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Looks into all parts of a SELECT, subqueries included. */
@Internal
public final class SelectTree {

    private SelectTree() {}

    /** Every column that it mentions, at any depth. */
    public static List<ColumnRef> columns(Select select) {
        List<ColumnRef> found = new ArrayList<>();
        new Walk(
                        part -> {
                            if (part instanceof ColumnRef ref) {
                                found.add(ref);
                            }
                        },
                        table -> {})
                .select(select);
        return found;
    }

    /** Every native statement in it, at any depth. */
    public static List<NativeTable> natives(Select select) {
        List<NativeTable> found = new ArrayList<>();
        new Walk(part -> {}, found::add).select(select);
        return found;
    }

    /** The functions that it calls at any depth, in small letters. */
    public static Set<String> functions(Select select) {
        Set<String> found = new LinkedHashSet<>();
        new Walk(
                        part -> {
                            if (part instanceof FunctionCall call) {
                                found.add(call.name().toLowerCase(Locale.ROOT));
                            }
                        },
                        table -> {})
                .select(select);
        return found;
    }

    /** Goes through a statement, and hands over every expression and every native statement. */
    private record Walk(Consumer<Expression> parts, Consumer<NativeTable> natives) {

        void select(Select select) {
            select.from().forEach(this::from);
            Stream.of(
                            select.items().stream().map(SelectItem::expression),
                            Stream.of(select.where(), select.having()).filter(Objects::nonNull),
                            select.groupBy().stream(),
                            select.orderBy().stream().map(Ordering::expression))
                    .flatMap(all -> all)
                    .forEach(this::expression);
        }

        private void from(FromItem item) {
            if (item instanceof JoinItem join) {
                from(join.left());
                from(join.right());
                Expression on = join.on();
                if (on != null) {
                    expression(on);
                }
            } else if (item instanceof SubqueryRef subquery) {
                select(subquery.select());
            } else if (item instanceof DerivedTable derived) {
                select(derived.select());
            } else if (item instanceof NativeTable table) {
                natives.accept(table);
            }
        }

        private void expression(Expression expression) {
            if (expression instanceof Exists exists) {
                select(exists.select());
            } else if (expression instanceof ScalarSubquery scalar) {
                select(scalar.select());
            } else {
                parts.accept(expression);
                ExpressionTree.children(expression).forEach(this::expression);
            }
        }
    }
}
