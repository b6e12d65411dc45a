package io.relmap.spring.data.query;

import io.relmap.query.Query;
import io.relmap.query.Rows;
import io.relmap.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.repository.query.Parameters;
import org.springframework.data.repository.query.ValueExpressionDelegate;
import org.springframework.util.NumberUtils;

/**
 * A statement of the database's own that stands in {@code @Query}.
 *
 * @param session the shared session
 * @param sql the statement
 * @param counting the statement that counts what it finds; null if its rows are counted
 */
record NativeText(Session session, BoundText sql, @Nullable BoundText counting)
        implements RowSource {

    /** From an annotation. */
    static NativeText of(
            io.relmap.spring.data.Query query,
            Parameters<?, ?> parameters,
            ValueExpressionDelegate values,
            Session session) {
        if (query.select().length > 0
                || query.groupBy().length > 0
                || query.join().length > 0
                || query.outerJoin().length > 0
                || query.set().length > 0
                || !query.having().isBlank()) {
            throw new IllegalArgumentException(
                    "A native query says everything in its own words: select, join, outerJoin, groupBy,"
                            + " having and set are for others");
        }
        BoundText sql =
                BoundText.of(query.value().strip().replaceFirst(";$", ""), parameters, values);
        BoundText counting =
                query.countQuery().isBlank()
                        ? null
                        : BoundText.of(query.countQuery(), parameters, values);
        List<BoundText> texts = new ArrayList<>(List.of(sql));
        if (counting != null) {
            texts.add(counting);
        }
        BoundText.check(texts, parameters);
        return new NativeText(session, sql, counting);
    }

    /** Objects of its rows. */
    <T> Query<T> objects(Class<T> type, MethodArguments arguments) {
        return session.sql(type, sql.text(), sql.values(arguments));
    }

    /** Sends it as a statement that changes rows. */
    int execute(MethodArguments arguments) {
        return session.executeSql(sql.text(), sql.values(arguments));
    }

    @Override
    public List<String> labels() {
        return List.of();
    }

    @Override
    public List<Row> list(MethodArguments arguments, Excerpt part) {
        Rows<Map<String, @Nullable Object>> rows = rows(arguments, limit(part));
        return part.most() == 0 ? List.of() : rows.list().stream().map(Row::of).toList();
    }

    /** Behind the statement, where an order of its own keeps its meaning. */
    private static String limit(Excerpt part) {
        String limit = part.most() == Excerpt.ALL ? "" : "\nlimit " + part.most();
        return part.skipped() == 0 ? limit : limit + "\noffset " + part.skipped();
    }

    private Rows<Map<String, @Nullable Object>> rows(MethodArguments arguments, String limit) {
        if (arguments.getSort().isSorted()) {
            throw new InvalidDataAccessApiUsageException(
                    "A native query for values has its order in its own words: give no Sort");
        }
        return session.sqlRows(sql.text() + limit, sql.values(arguments));
    }

    @Override
    public Stream<Row> stream(MethodArguments arguments, Excerpt part) {
        Rows<Map<String, @Nullable Object>> rows = rows(arguments, limit(part));
        return part.most() == 0 ? Stream.empty() : rows.stream().map(Row::of);
    }

    @Override
    public long count(MethodArguments arguments) {
        Row row =
                Row.of(
                        counting == null
                                ? session.sqlRows(
                                                "select count(*) from ("
                                                        + sql.text()
                                                        + "\n) counted",
                                                sql.values(arguments))
                                        .one()
                                : session.sqlRows(counting.text(), counting.values(arguments))
                                        .one());
        if (row.values().size() == 1 && row.values().get(0) instanceof Number number) {
            return NumberUtils.convertNumberToTargetClass(number, Long.class);
        }
        throw new InvalidDataAccessApiUsageException(
                "countQuery \"" + counting + "\" does not give one number: " + row.values());
    }

    @Override
    public void requireCount() {}
}
