package io.relmap.sql;

import io.relmap.annotation.Internal;
import io.relmap.type.ColumnType;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Writes IN: lists of expressions, and lists whose length is known when the statement runs. */
@Internal
public abstract class ListRenderer extends ExpressionRenderer {

    ListRenderer(Identifiers identifiers) {
        super(identifiers);
    }

    @Override
    protected void inList(SqlBuffer out, InList e) {
        if (e.items().isEmpty()) {
            out.add(e.negated() ? "1 = 1" : "1 = 0");
            return;
        }
        operand(out, e.operand(), Precedence.COMPARISON + 1);
        out.add(e.negated() ? " NOT IN " : " IN ");
        boolean subquery = e.items().size() == 1 && e.items().get(0) instanceof ScalarSubquery;
        if (subquery) {
            expression(out, e.items().get(0));
        } else if (e.items().get(0) instanceof Tuple) {
            rows(out, e.items().size(), i -> expression(out, e.items().get(i)));
        } else {
            out.add("(");
            list(out, e.items());
            out.add(")");
        }
    }

    @Override
    protected void inParameter(SqlBuffer out, InParameter e) {
        int size = out.listSize(e.parameter().key());
        if (size == 0) {
            out.add(e.negated() ? "1 = 1" : "1 = 0");
            return;
        }
        List<Expression> operands = e.operands();
        leftOfIn(out, operands);
        out.add(e.negated() ? " NOT IN " : " IN ");
        if (operands.size() == 1) {
            out.add("(");
            for (int i = 0; i < ListPadding.padded(size); i++) {
                out.add(i == 0 ? "" : ", ");
                element(out, e, i, 0);
            }
            out.add(")");
        } else {
            rows(out, ListPadding.padded(size), i -> row(out, e, i));
        }
    }

    /** The operand, or the row of operands, before IN. */
    protected final void leftOfIn(SqlBuffer out, List<Expression> operands) {
        if (operands.size() == 1) {
            operand(out, operands.get(0), Precedence.COMPARISON + 1);
        } else {
            tuple(out, operands);
        }
    }

    private static void row(SqlBuffer out, InParameter e, int index) {
        out.add("(");
        for (int part = 0; part < e.operands().size(); part++) {
            out.add(part == 0 ? "" : ", ");
            element(out, e, index, part);
        }
        out.add(")");
    }

    private static void element(SqlBuffer out, InParameter e, int index, int part) {
        Object key = e.parameter().key();
        out.bind(new BindSlot.Element(key, index, part, elementType(e, part)));
    }

    /** The type of the values compared with one operand, or null where nothing tells. */
    protected static @Nullable ColumnType elementType(InParameter e, int part) {
        ColumnType type = ExpressionTypes.typeOf(e.operands().get(part));
        return type != null || e.operands().size() > 1 ? type : e.parameter().type();
    }

    /** Writes the rows that a row value is compared with. */
    protected void rows(SqlBuffer out, int count, IntConsumer row) {
        out.add("(");
        for (int i = 0; i < count; i++) {
            out.add(i == 0 ? "" : ", ");
            row.accept(i);
        }
        out.add(")");
    }
}
