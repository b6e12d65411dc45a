package io.relmap.spring.data.query;

import io.relmap.mapping.Mapper;
import io.relmap.query.Condition;
import io.relmap.query.Query;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.repository.query.ParametersParameterAccessor;

/**
 * The conditions of a derived query. Two conditions over the same collection that must both hold speak of one and the
 * same element ({@code findByBooksTitleAndBooksYear}): the collection is joined then. A single one is left to EXISTS.
 */
final class DerivedCriteria implements Restriction {

    private final List<List<Criterion>> anyOf;
    private final Set<String> joins = new LinkedHashSet<>();

    DerivedCriteria(Mapper mapper, DerivedName name) {
        List<List<Criterion>> all = new ArrayList<>();
        for (var terms : name.anyOf()) {
            List<Criterion> criteria =
                    terms.stream().map(term -> Criterion.of(mapper, term)).toList();
            all.add(criteria);
            joins.addAll(shared(criteria));
        }
        anyOf = List.copyOf(all);
    }

    private static Set<String> shared(List<Criterion> criteria) {
        Set<String> seen = new HashSet<>();
        Set<String> shared = new LinkedHashSet<>();
        for (Criterion criterion : criteria) {
            for (String path : criterion.path().collections()) {
                if (!seen.add(path)) {
                    shared.add(path);
                }
            }
        }
        return shared;
    }

    /** How many arguments the conditions take. */
    int arguments() {
        return anyOf.stream().flatMap(List::stream).mapToInt(Criterion::arguments).sum();
    }

    @Override
    public void apply(Query<?> query, ParametersParameterAccessor arguments) {
        if (anyOf.isEmpty()) {
            return;
        }
        for (String path : joins) {
            if (anyOf.size() == 1) {
                query.join(path);
            } else {
                query.outerJoin(path); // the other alternatives may hold without it
            }
        }
        if (!joins.isEmpty()) {
            query.distinct();
        }
        query.where(condition(arguments.iterator()));
    }

    private Condition condition(Iterator<? extends @Nullable Object> arguments) {
        Condition anyHolds = null;
        for (List<Criterion> allOf : anyOf) {
            Condition allHold = null;
            for (Criterion criterion : allOf) {
                Condition one = criterion.condition(arguments::next);
                allHold = allHold == null ? one : allHold.and(one);
            }
            if (allHold != null) {
                anyHolds = anyHolds == null ? allHold : anyHolds.or(allHold);
            }
        }
        return Objects.requireNonNull(anyHolds);
    }
}
