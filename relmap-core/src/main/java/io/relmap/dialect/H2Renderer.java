package io.relmap.dialect;

import io.relmap.sql.Binary;
import io.relmap.sql.Collate;
import io.relmap.sql.Identifiers;
import io.relmap.sql.InsertShape;
import io.relmap.sql.Operator;
import io.relmap.sql.RowLock;
import io.relmap.sql.Select;
import io.relmap.sql.SqlBuffer;
import io.relmap.sql.SqlRenderer;
import io.relmap.type.ColumnType;

/** How H2 writes statements. */
final class H2Renderer extends SqlRenderer {

    H2Renderer() {
        super(Identifiers.standard(ReservedWords.H2));
    }

    @Override
    protected String castName(ColumnType type) {
        return H2Dialect.nameOf(type);
    }

    @Override
    protected void caseInsensitiveLike(SqlBuffer out, Binary e) {
        Operator operator = e.operator();
        infix(out, e.left(), operator, operator.symbol(), e.right());
        escape(out, e.escape());
    }

    @Override
    protected void collate(SqlBuffer out, Collate collate) {
        throw unsupported("collation of an expression", "H2");
    }

    @Override
    protected void insert(SqlBuffer out, InsertShape shape) {
        if (shape.returning().isEmpty()) {
            values(out, shape);
            return;
        }
        out.add("SELECT ");
        names(out, shape.returning());
        out.add(" FROM FINAL TABLE (");
        values(out, shape);
        out.add(")");
    }

    /** H2 has no weaker lock, so a shared one becomes an exclusive one. */
    @Override
    protected void lock(SqlBuffer out, Select select) {
        if (select.lock() == RowLock.FOR_SHARE) {
            out.add(" FOR UPDATE");
        } else {
            super.lock(out, select);
        }
    }
}
