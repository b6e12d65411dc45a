package io.relmap.query;

import io.relmap.dialect.Dialect;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.error.MultipleResultsException;
import io.relmap.error.NoResultException;
import io.relmap.load.ColumnReader;
import io.relmap.load.Loader;
import io.relmap.observe.StatementCause;
import io.relmap.sql.Literal;
import io.relmap.sql.Ordering;
import io.relmap.sql.Select;
import io.relmap.type.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs a query for single attributes. */
final class DefaultRows<R> implements Rows<R> {

    private final Loader loader;
    private final QueryParts parts;
    private final List<String> paths;
    private final Function<@Nullable Object[], R> maker;

    DefaultRows(
            Loader loader,
            QueryParts parts,
            List<String> paths,
            Function<@Nullable Object[], R> maker) {
        if (paths.isEmpty()) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY, "select() names no attribute. Name at least one.");
        }
        this.loader = loader;
        this.parts = parts;
        this.paths = paths;
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
        List<R> found = list(1);
        return found.isEmpty() ? null : found.get(0);
    }

    private List<R> list(@Nullable Integer limit) {
        loader.context().autoflush();
        QueryStatements statements = new QueryStatements(loader, parts);
        Scope scope = statements.scope();
        List<ColumnPlace> places =
                paths.stream().map(path -> scope.column(PathRef.of(null, path))).toList();
        for (int i = 0; i < places.size(); i++) {
            if (scope.isApart(places.get(i).ref())) {
                throw PathErrors.error(
                        paths.get(i),
                        "it leads over a collection that the query does not join. Join it first");
            }
        }
        Select.Builder select = statements.base(scope);
        List<Ordering> orders = statements.orderings(scope, places);
        orders.forEach(select::orderBy);
        select.replaceFrom(List.of(scope.from()));
        places.forEach(place -> select.item(place.ref()));
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
        return read(select.build(), places);
    }

    private List<R> read(Select select, List<ColumnPlace> places) {
        Dialect dialect = loader.context().cache().dialect();
        List<Codec<Object>> codecs =
                places.stream()
                        .map(
                                place ->
                                        dialect.codec(
                                                place.attribute().column().type(),
                                                place.attribute().codec()))
                        .toList();
        List<R> rows = new ArrayList<>();
        loader.rows(
                select,
                StatementCause.of(
                        StatementCause.Kind.QUERY, "query for attributes of " + parts.mapper()),
                row -> {
                    @Nullable Object[] values = new Object[codecs.size()];
                    for (int i = 0; i < values.length; i++) {
                        values[i] =
                                ColumnReader.read(
                                        codecs.get(i),
                                        row,
                                        i + 1,
                                        parts.mapper(),
                                        paths.get(i),
                                        places.get(i).attribute().column());
                    }
                    rows.add(maker.apply(values));
                });
        return rows;
    }
}
