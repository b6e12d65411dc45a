package io.relmap.sql;

import io.relmap.annotation.Internal;
import io.relmap.schema.Column;
import io.relmap.schema.Table;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes statements as one database takes them. Immutable and without state: a statement is written
 * into a buffer of its own. What is written depends on the statement alone, so callers may keep it.
 */
@Internal
public abstract class SqlRenderer extends SelectRenderer {

    /** A renderer that quotes names like this. */
    protected SqlRenderer(Identifiers identifiers) {
        super(identifiers);
    }

    /** Writes a SELECT that has no {@link InParameter}, or on a database that binds arrays. */
    public final RenderedSql render(Select select) {
        return render(select, ListSizes.NONE);
    }

    /** Writes a SELECT whose list parameters have these numbers of values. */
    public final RenderedSql render(Select select, ListSizes sizes) {
        SqlBuffer out = new SqlBuffer(sizes);
        select(out, select);
        return out.finish();
    }

    /** Writes a SELECT of all columns of a native statement that finds no row. */
    public final RenderedSql renderColumns(NativeTable table) {
        SqlBuffer out = new SqlBuffer(ListSizes.NONE);
        out.add("SELECT * FROM ");
        nativeTable(out, table);
        out.add(" WHERE 1 = 0");
        return out.finish();
    }

    /** Writes an expression alone, as messages and tests show it. */
    public final RenderedSql render(Expression expression, ListSizes sizes) {
        SqlBuffer out = new SqlBuffer(sizes);
        expression(out, expression);
        return out.finish();
    }

    /** Writes the statement for one row. */
    public final RenderedSql render(WriteShape shape) {
        SqlBuffer out = new SqlBuffer(ListSizes.NONE);
        if (shape instanceof InsertShape insert) {
            insert(out, insert);
        } else if (shape instanceof UpdateShape update) {
            update(out, update);
        } else if (shape instanceof DeleteShape delete) {
            out.add("DELETE FROM ").add(identifiers().quote(delete.table()));
            where(out, delete.where(), 0);
        }
        return out.finish();
    }

    /** Writes an UPDATE of all rows that satisfy a condition. */
    public final RenderedSql render(BulkUpdate update, ListSizes sizes) {
        SqlBuffer out = new SqlBuffer(sizes);
        out.enter(Set.of(TableRef.of(update.table())));
        out.add("UPDATE ").add(identifiers().quote(update.table())).add(" SET ");
        separated(out, update.set(), assignment -> assignment(out, assignment));
        if (update.where() != null) {
            out.add(" WHERE ");
            expression(out, update.where());
        }
        returning(out, update.returning());
        return out.finish();
    }

    /** Writes a DELETE of all rows that satisfy a condition. */
    public final RenderedSql render(BulkDelete delete, ListSizes sizes) {
        SqlBuffer out = new SqlBuffer(sizes);
        out.enter(Set.of(TableRef.of(delete.table())));
        out.add("DELETE FROM ").add(identifiers().quote(delete.table()));
        if (delete.where() != null) {
            out.add(" WHERE ");
            expression(out, delete.where());
        }
        returning(out, delete.returning());
        return out.finish();
    }

    /** INSERT of one row. */
    protected void insert(SqlBuffer out, InsertShape shape) {
        values(out, shape);
        returning(out, shape.returning());
    }

    private void returning(SqlBuffer out, List<Column> columns) {
        if (!columns.isEmpty()) {
            out.add(" RETURNING ");
            names(out, columns);
        }
    }

    /** INSERT up to its values. */
    protected final void values(SqlBuffer out, InsertShape shape) {
        out.add("INSERT INTO ").add(identifiers().quote(shape.table()));
        List<Column> columns = shape.columns();
        if (columns.isEmpty() && shape.computed().isEmpty()) {
            defaultValues(out, shape.table());
            return;
        }
        out.add(" (");
        names(
                out,
                Stream.concat(columns.stream(), shape.computed().stream().map(Assignment::column))
                        .toList());
        out.add(") VALUES (");
        for (int i = 0; i < columns.size(); i++) {
            out.add(i == 0 ? "" : ", ").bind(i, columns.get(i).type());
        }
        String separator = columns.isEmpty() ? "" : ", ";
        for (Assignment computed : shape.computed()) {
            out.add(separator);
            expression(out, computed.value());
            separator = ", ";
        }
        out.add(")");
    }

    /** What stands for the values of a row that is given none. */
    protected void defaultValues(SqlBuffer out, Table table) {
        out.add(" DEFAULT VALUES");
    }

    /** UPDATE of one row; on a database that is asked for its result otherwise, without it. */
    private void update(SqlBuffer out, UpdateShape shape) {
        out.enter(Set.of(TableRef.of(shape.table())));
        out.add("UPDATE ").add(identifiers().quote(shape.table())).add(" SET ");
        for (int i = 0; i < shape.set().size(); i++) {
            out.add(i == 0 ? "" : ", ");
            equal(out, shape.set().get(i), i);
        }
        String separator = shape.set().isEmpty() ? "" : ", ";
        for (Assignment computed : shape.computed()) {
            out.add(separator);
            assignment(out, computed);
            separator = ", ";
        }
        where(out, shape.where(), shape.set().size());
        returning(out, shape.returning());
    }

    private void assignment(SqlBuffer out, Assignment assignment) {
        out.add(identifiers().quote(assignment.column().name())).add(" = ");
        expression(out, assignment.value());
    }

    private void where(SqlBuffer out, List<Column> columns, int firstIndex) {
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("No column to find a row by");
        }
        for (int i = 0; i < columns.size(); i++) {
            out.add(i == 0 ? " WHERE " : " AND ");
            equal(out, columns.get(i), firstIndex + i);
        }
    }

    private void equal(SqlBuffer out, Column column, int index) {
        out.add(identifiers().quote(column.name())).add(" = ").bind(index, column.type());
    }

    /** Writes the columns' names with commas between them. */
    protected final void names(SqlBuffer out, List<Column> columns) {
        separated(out, columns, column -> out.add(identifiers().quote(column.name())));
    }
}
