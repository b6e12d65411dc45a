package io.relmap.query;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.jdbc.RowCursor;
import io.relmap.load.Loader;
import io.relmap.observe.StatementCause;
import io.relmap.sql.Literal;
import io.relmap.sql.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs a query for single attributes. */
final class DefaultRows<R> extends FoundRows<R> {

    private final Loader loader;
    private final QueryParts parts;
    private final List<String> expressions;
    private final Function<@Nullable Object[], R> maker;

    DefaultRows(
            Loader loader,
            QueryParts parts,
            List<String> expressions,
            Function<@Nullable Object[], R> maker) {
        if (expressions.isEmpty()) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY, "select() names no attribute. Name at least one.");
        }
        this.loader = loader;
        this.parts = parts;
        this.expressions = expressions;
        this.maker = maker;
    }

    @Override
    public List<R> list() {
        return list(parts.limit());
    }

    @Override
    public @Nullable R first() {
        List<R> found = list(QueryStatements.firstOf(parts));
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public Stream<R> stream() {
        Prepared prepared = prepared(parts.limit());
        RowCursor cursor = loader.open(prepared.select(), parts.fetchSize(), cause());
        return StreamedRows.of(cursor, row -> maker.apply(prepared.reader().of(row)));
    }

    private List<R> list(@Nullable Integer limit) {
        Prepared prepared = prepared(limit);
        List<R> rows = new ArrayList<>();
        loader.rows(
                prepared.select(),
                cause(),
                row -> rows.add(maker.apply(prepared.reader().of(row))));
        return rows;
    }

    private StatementCause cause() {
        String comment = parts.comment();
        return StatementCause.of(
                StatementCause.Kind.QUERY, comment == null ? what() : what() + ": " + comment);
    }

    @Override
    String what() {
        return "query for attributes of " + parts.mapper();
    }

    /**
     * The statement, after a flush.
     *
     * @param select what is sent
     * @param reader what reads its rows
     */
    private record Prepared(Select select, SelectedValues.RowValues reader) {}

    private Prepared prepared(@Nullable Integer limit) {
        loader.context().autoflush();
        QueryStatements statements = new QueryStatements(loader, parts);
        Scope scope = statements.scope();
        SelectedValues values = new SelectedValues(expressions, parts.grouping(), scope);
        Select.Builder select = statements.base(scope);
        values.addTo(select, statements.orderings(scope, values.expressions()));
        parts.grouping().addHaving(scope, select);
        select.replaceFrom(List.of(scope.joins().from()));
        if (parts.isDistinct()) {
            select.distinct();
        }
        if (limit != null) {
            select.limit(new Literal(limit, null));
        }
        Integer offset = parts.offset();
        if (offset != null) {
            select.offset(new Literal(offset, null));
        }
        Select built = select.build();
        statements.check(built);
        return new Prepared(built, values.reader(loader.context().cache().dialect()));
    }
}
