package io.relmap.spring.data.query;

import io.relmap.annotation.Internal;
import io.relmap.query.SortTerm;
import org.springframework.data.domain.Sort;

/** From Spring Data's orders to relmap's. */
@Internal
public final class SortTerms {

    private SortTerms() {}

    /** The terms of an order, none for an unsorted one. */
    public static SortTerm[] of(Sort sort) {
        return sort.stream().map(SortTerms::term).toArray(SortTerm[]::new);
    }

    private static SortTerm term(Sort.Order order) {
        SortTerm.Nulls nulls =
                switch (order.getNullHandling()) {
                    case NATIVE -> SortTerm.Nulls.DEFAULT;
                    case NULLS_FIRST -> SortTerm.Nulls.FIRST;
                    case NULLS_LAST -> SortTerm.Nulls.LAST;
                };
        return new SortTerm(
                order.getProperty(), direction(order.getDirection()), nulls, order.isIgnoreCase());
    }

    private static SortTerm.Direction direction(Sort.Direction direction) {
        return direction.isAscending()
                ? SortTerm.Direction.ASCENDING
                : SortTerm.Direction.DESCENDING;
    }
}
