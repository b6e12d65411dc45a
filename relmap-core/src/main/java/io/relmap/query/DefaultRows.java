package io.relmap.query;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.error.MultipleResultsException;
import io.relmap.error.NoResultException;
import io.relmap.load.Loader;
import io.relmap.observe.StatementCause;
import io.relmap.sql.Literal;
import io.relmap.sql.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs a query for single attributes. */
final class DefaultRows<R> implements Rows<R> {

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
    public R one() {
        R found = oneOrNone();
        if (found == null) {
            throw new NoResultException(
                    ErrorCode.NO_RESULT,
                    "The query for attributes of "
                            + parts.mapper()
                            + " found no row, but one() promises one. Use oneOrNone() where there may"
                            + " be none.");
        }
        return found;
    }

    @Override
    public @Nullable R oneOrNone() {
        List<R> found = list();
        if (found.size() > 1) {
            throw new MultipleResultsException(
                    ErrorCode.MULTIPLE_RESULTS,
                    "The query for attributes of "
                            + parts.mapper()
                            + " found "
                            + found.size()
                            + " rows where there may be one. Narrow the condition, or use first().");
        }
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public @Nullable R first() {
        List<R> found = list(QueryStatements.firstOf(parts));
        return found.isEmpty() ? null : found.get(0);
    }

    private List<R> list(@Nullable Integer limit) {
        loader.context().autoflush();
        QueryStatements statements = new QueryStatements(loader, parts);
        Scope scope = statements.scope();
        SelectedValues values = new SelectedValues(expressions, parts.grouping(), scope);
        Select.Builder select = statements.base(scope);
        values.addTo(select, statements.orderings(scope, values.expressions()));
        parts.grouping().addHaving(scope, select);
        select.replaceFrom(List.of(scope.from()));
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
        SelectedValues.RowValues reader = values.reader(loader.context().cache().dialect());
        List<R> rows = new ArrayList<>();
        statements.run(
                select.build(),
                StatementCause.of(
                        StatementCause.Kind.QUERY, "query for attributes of " + parts.mapper()),
                row -> rows.add(maker.apply(reader.of(row))));
        return rows;
    }
}
