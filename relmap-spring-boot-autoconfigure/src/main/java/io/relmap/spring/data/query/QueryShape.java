package io.relmap.spring.data.query;

import io.relmap.mapping.Mapper;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;

/**
 * What a query method asks for, apart from the form of its result.
 *
 * @param kind what it is for
 * @param limit how many objects at the most, or null
 * @param order the order that the method itself states
 * @param restriction which objects
 */
record QueryShape(QueryKind kind, @Nullable Integer limit, Sort order, Restriction restriction) {

    /** From the name of a method. */
    static QueryShape derived(Mapper mapper, RelmapQueryMethod method) {
        String methodName = method.getName();
        int values = method.values();
        DerivedName name = DerivedName.of(methodName);
        DerivedCriteria criteria = new DerivedCriteria(mapper, name);
        if (criteria.arguments() != values) {
            throw new IllegalArgumentException(
                    methodName
                            + " needs "
                            + criteria.arguments()
                            + " values by its name, but has "
                            + values
                            + " parameters for values");
        }
        criteria.checkParameters(method::valueType);
        List<Sort.Order> order =
                name.order().stream()
                        .map(
                                term ->
                                        new Sort.Order(
                                                term.direction(),
                                                AttributePath.resolve(mapper, term.words()).text()))
                        .toList();
        return new QueryShape(name.kind(), name.limit(), Sort.by(order), criteria);
    }

    /** From a written condition, or what finds its rows; the method's name says no more than what it is for. */
    static QueryShape written(Sort order, String subject, Restriction restriction) {
        return new QueryShape(QueryKind.of(subject), null, order, restriction);
    }

    /** The order that terms say. */
    static Sort order(String... terms) {
        return Sort.by(List.of(terms).stream().map(QueryShape::order).toList());
    }

    private static Sort.Order order(String term) {
        String[] words = term.trim().split("\\s+", -1);
        boolean descending = words.length == 2 && words[1].equalsIgnoreCase("desc");
        if (words.length > 2
                || (words.length == 2 && !descending && !words[1].equalsIgnoreCase("asc"))) {
            throw new IllegalArgumentException(
                    "\"" + term + "\" is no order: write a path, and asc or desc after it");
        }
        return descending ? Sort.Order.desc(words[0]) : Sort.Order.asc(words[0]);
    }
}
