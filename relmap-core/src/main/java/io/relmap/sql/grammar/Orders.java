package io.relmap.sql.grammar;

import io.relmap.sql.Ordering;
import io.relmap.sql.Ordering.Direction;
import io.relmap.sql.Ordering.Nulls;
import io.relmap.sql.grammar.Syntax.Call;
import io.relmap.sql.grammar.Syntax.Grouped;
import io.relmap.sql.grammar.Syntax.Ordered;
import java.util.List;

/** Reads one term of an order in all its spellings. */
final class Orders {

    private final ExpressionBuilder values;
    private final Parser parser;

    Orders(ExpressionBuilder values, Parser parser) {
        this.values = values;
        this.parser = parser;
    }

    Ordering ordering(Syntax syntax) {
        if (syntax instanceof Ordered ordered) {
            Ordering inner = ordering(ordered.operand());
            Nulls nulls = inner.nulls();
            if (ordered.nullsFirst() != null) {
                nulls = ordered.nullsFirst() ? Nulls.FIRST : Nulls.LAST;
            }
            Direction direction = ordered.descending() ? Direction.DESCENDING : inner.direction();
            return new Ordering(inner.expression(), direction, nulls);
        } else if (syntax instanceof Grouped grouped) {
            return ordering(grouped.inner());
        } else if (syntax instanceof Call call && isOrder(call.name())) {
            return changed(ordering(operand(call)), call.name());
        }
        return Ordering.asc(values.value(syntax));
    }

    static boolean isOrder(String name) {
        return switch (name) {
            case "asc", "desc", "nulls_first", "nullsfirst", "nulls_last", "nullslast" -> true;
            default -> false;
        };
    }

    private static Ordering changed(Ordering inner, String name) {
        return switch (name) {
            case "asc" -> new Ordering(inner.expression(), Direction.ASCENDING, inner.nulls());
            case "desc" -> new Ordering(inner.expression(), Direction.DESCENDING, inner.nulls());
            case "nulls_first", "nullsfirst" ->
                    new Ordering(inner.expression(), inner.direction(), Nulls.FIRST);
            default -> new Ordering(inner.expression(), inner.direction(), Nulls.LAST);
        };
    }

    private Syntax operand(Call call) {
        List<Syntax> operands = call.children();
        if (operands.size() != 1) {
            throw parser.at(call.offset()).syntax(call.name() + " takes one expression");
        }
        return operands.get(0);
    }
}
