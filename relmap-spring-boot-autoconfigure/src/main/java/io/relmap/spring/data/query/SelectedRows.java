package io.relmap.spring.data.query;

import io.relmap.mapping.Mapper;
import io.relmap.query.Queries;
import io.relmap.query.Query;
import io.relmap.query.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;

/**
 * Rows of values that {@code @Query(select = ...)} asks for.
 *
 * @param objects begins a query for the entity
 * @param condition which rows
 * @param values what is selected
 * @param labels what the values are called
 * @param groups by what rows are grouped
 * @param having a condition on groups
 * @param order the order
 */
record SelectedRows(
        Supplier<Query<?>> objects,
        WrittenCondition condition,
        List<String> values,
        List<String> labels,
        List<String> groups,
        BoundText having,
        Sort order)
        implements RowSource {

    private static final Pattern NAMED =
            Pattern.compile("(?is)(.*\\S)\\s+as\\s+([A-Za-z_]\\w*)\\s*");

    static SelectedRows of(
            io.relmap.spring.data.Query query,
            Supplier<Query<?>> objects,
            WrittenCondition condition,
            BoundText having,
            Sort order) {
        List<String> values = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (String text : query.select()) {
            Matcher named = NAMED.matcher(text);
            boolean isNamed = named.matches();
            values.add(isNamed ? named.group(1) : text.trim());
            labels.add(isNamed ? named.group(2) : text.trim().replace(".", "_"));
        }
        return new SelectedRows(
                objects,
                condition,
                List.copyOf(values),
                List.copyOf(labels),
                Arrays.asList(query.groupBy()),
                having,
                order);
    }

    /**
     * Checks what is selected when its repository is made; what may speak of joins, when it is used.
     *
     * @throws io.relmap.error.InvalidRequestException if it cannot be understood
     */
    void check(Mapper mapper) {
        if (condition.joins().isEmpty()) {
            Queries.checkValues(mapper, "select", values);
            Queries.checkValues(mapper, "groupBy", groups);
        }
    }

    private Query<?> query(MethodArguments arguments) {
        Query<?> query = objects.get();
        condition.apply(query, arguments);
        if (!groups.isEmpty()) {
            query.groupBy(groups.toArray(String[]::new));
        }
        if (!having.text().isBlank()) {
            query.having(having.text(), having.values(arguments));
        }
        return query;
    }

    private Rows<@Nullable Object[]> rows(MethodArguments arguments, Excerpt part) {
        return part.of(query(arguments).orderBy(SortTerms.of(order.and(arguments.getSort()))))
                .select(values.toArray(String[]::new));
    }

    private Row row(@Nullable Object[] read) {
        return new Row(labels, Arrays.asList(read));
    }

    @Override
    public List<Row> list(MethodArguments arguments, Excerpt part) {
        return rows(arguments, part).list().stream().map(this::row).toList();
    }

    @Override
    public Stream<Row> stream(MethodArguments arguments, Excerpt part) {
        return rows(arguments, part).stream().map(this::row);
    }

    @Override
    public long count(MethodArguments arguments) {
        return query(arguments).count();
    }

    @Override
    public void requireCount() {
        if (!groups.isEmpty() || !having.text().isBlank() || !condition.joins().isEmpty()) {
            throw new IllegalArgumentException(
                    "Rows that are grouped or joined are not counted as objects are: return a Slice"
                            + " instead of a Page");
        }
    }
}
