package io.relmap.dialect;

import io.relmap.sql.Binary;
import io.relmap.sql.BindSlot;
import io.relmap.sql.Expression;
import io.relmap.sql.FromItem;
import io.relmap.sql.FromItems;
import io.relmap.sql.Identifiers;
import io.relmap.sql.InList;
import io.relmap.sql.InParameter;
import io.relmap.sql.JoinItem;
import io.relmap.sql.JoinKind;
import io.relmap.sql.Literal;
import io.relmap.sql.Operator;
import io.relmap.sql.Select;
import io.relmap.sql.SqlBuffer;
import io.relmap.sql.SqlRenderer;
import io.relmap.sql.SubqueryRef;
import io.relmap.sql.TableRef;
import io.relmap.type.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How PostgreSQL writes statements: ILIKE, arrays instead of lists, locks that name their table. */
final class PostgreSqlRenderer extends SqlRenderer {

    /** The protocol counts placeholders in 16 bits; long lists are slow to parse long before that. */
    private static final int LONGEST_LIST = 1_000;

    PostgreSqlRenderer() {
        super(Identifiers.standard(ReservedWords.POSTGRESQL));
    }

    @Override
    protected String castName(ColumnType type) {
        return PostgreSqlDialect.nameOf(type);
    }

    @Override
    protected Expression adapted(Expression expression) {
        return expression instanceof Binary e && e.operator().equals(Operator.DIVIDE)
                ? Values.quotient(e.left(), e.operator(), e.right())
                : expression;
    }

    @Override
    protected void caseInsensitiveLike(SqlBuffer out, Binary e) {
        Operator operator = e.operator();
        infix(out, e.left(), operator, operator.symbol(), e.right());
        escape(out, e.escape());
    }

    /** A list that may be longer than a statement takes placeholders travels as one array. */
    @Override
    protected void inList(SqlBuffer out, InList e) {
        ColumnType type = e.items().size() > LONGEST_LIST ? commonType(e.items()) : null;
        if (type == null) {
            super.inList(out, e);
            return;
        }
        List<@Nullable Object> values = new ArrayList<>(e.items().size());
        e.items().forEach(item -> values.add(((Literal) item).value()));
        leftOfIn(out, List.of(e.operand()));
        out.add(e.negated() ? " != ALL (" : " = ANY (");
        out.bind(new BindSlot.FixedArray(values, type)).add(")");
    }

    /** The type of values that are all of one type; null where they are not, or are no values. */
    private static @Nullable ColumnType commonType(List<Expression> items) {
        ColumnType common = null;
        for (Expression item : items) {
            ColumnType type = item instanceof Literal literal ? literal.type() : null;
            if (type == null || (common != null && !common.equals(type))) {
                return null;
            }
            common = type;
        }
        return common;
    }

    /** {@code = ANY (?)}; rows are compared with what {@code unnest} makes of one array a column. */
    @Override
    protected void inParameter(SqlBuffer out, InParameter e) {
        List<ColumnType> types = new ArrayList<>();
        for (int part = 0; part < e.operands().size(); part++) {
            ColumnType type = elementType(e, part);
            if (type == null) {
                super.inParameter(out, e); // an array needs the type of its elements
                return;
            }
            types.add(type);
        }
        leftOfIn(out, e.operands());
        Object key = e.parameter().key();
        if (types.size() == 1) {
            out.add(e.negated() ? " != ALL (" : " = ANY (");
            out.bind(new BindSlot.Array(key, 0, types.get(0))).add(")");
            return;
        }
        out.add(e.negated() ? " NOT IN (SELECT * FROM unnest(" : " IN (SELECT * FROM unnest(");
        for (int part = 0; part < types.size(); part++) {
            out.add(part == 0 ? "" : ", ").bind(new BindSlot.Array(key, part, types.get(part)));
        }
        out.add("))");
    }

    /** Rows on the nullable side of an outer join cannot be locked, so the first table is named. */
    @Override
    protected void lock(SqlBuffer out, Select select) {
        boolean outer = select.from().stream().anyMatch(PostgreSqlRenderer::hasOuterJoin);
        String of = outer ? " OF " + identifiers().quote(firstLabel(select.from().get(0))) : "";
        switch (select.lock()) {
            case NONE -> {}
            case FOR_UPDATE -> out.add(" FOR UPDATE").add(of);
            case FOR_UPDATE_NO_WAIT -> out.add(" FOR UPDATE").add(of).add(" NOWAIT");
            case FOR_UPDATE_SKIP_LOCKED -> out.add(" FOR UPDATE").add(of).add(" SKIP LOCKED");
            case FOR_SHARE -> out.add(" FOR SHARE").add(of);
        }
    }

    /** The name of what stands outermost on the left: the root's table, or the statement that it stands in. */
    private static String firstLabel(FromItem item) {
        if (item instanceof JoinItem join) {
            return firstLabel(join.left());
        } else if (item instanceof SubqueryRef subquery) {
            return subquery.alias();
        }
        TableRef table = FromItems.tables(item).findFirst().orElseThrow();
        return table.alias() == null ? table.table().tableName().name() : table.alias();
    }

    private static boolean hasOuterJoin(FromItem item) {
        return item instanceof JoinItem join
                && (join.kind() == JoinKind.LEFT
                        || join.kind() == JoinKind.FULL
                        || hasOuterJoin(join.left())
                        || hasOuterJoin(join.right()));
    }
}
