package io.relmap.query;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.mapping.Mapper;
import io.relmap.sql.Aggregates;
import io.relmap.sql.Expression;
import io.relmap.sql.Logical;
import io.relmap.sql.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a query says of groups of rows. Not thread-safe. */
final class Grouping {

    private final List<String> groups = new ArrayList<>();
    private final List<Having> conditions = new ArrayList<>();

    /** A condition on groups. */
    private record Having(String text, Map<String, ?> parameters) {}

    void by(List<String> expressions) {
        groups.addAll(expressions);
    }

    void having(String condition, Map<String, ?> parameters) {
        conditions.add(new Having(condition, parameters));
    }

    void addAll(Grouping other) {
        groups.addAll(other.groups);
        conditions.addAll(other.conditions);
    }

    boolean isEmpty() {
        return groups.isEmpty() && conditions.isEmpty();
    }

    /** What rows are grouped by. */
    List<QueryText> groups(Scope scope) {
        List<QueryText> found =
                groups.stream().map(text -> QueryText.value(text, "groupBy", scope)).toList();
        for (QueryText group : found) {
            if (Aggregates.contains(group.expression())) {
                throw new InvalidRequestException(
                        ErrorCode.INVALID_QUERY,
                        "In the query for "
                                + scope.mapper()
                                + ", groupBy \""
                                + group.text()
                                + "\" contains an aggregate, but it says what groups there are. Group by"
                                + " what the rows have, and test groups by having().");
            }
        }
        return found;
    }

    /** The conditions on groups. */
    List<QueryText> conditions(Scope scope) {
        return conditions.stream()
                .map(
                        having ->
                                QueryText.condition(
                                        having.text(), "having", having.parameters(), scope))
                .toList();
    }

    void addHaving(Scope scope, Select.Builder select) {
        List<Expression> terms = conditions(scope).stream().map(QueryText::expression).toList();
        if (!terms.isEmpty()) {
            select.having(Logical.and(terms));
        }
    }

    /** Refuses groups where rows are no groups. */
    void refuse(String what, Mapper mapper) {
        if (!isEmpty()) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    "A query for "
                            + mapper
                            + " has groupBy() or having(), but "
                            + what
                            + " knows no groups. Say with select(...) what is wanted of each group.");
        }
    }
}
