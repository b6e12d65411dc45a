package io.relmap.spring.data.query;

import io.relmap.mapping.Mapper;
import io.relmap.query.Queries;
import io.relmap.query.Query;
import java.util.List;

/**
 * A condition that stands in {@code @Query}, with the joins that it speaks of.
 *
 * @param text the condition
 * @param joins relationships that are joined
 */
record WrittenCondition(BoundText text, List<WrittenJoin> joins) implements Restriction {

    /**
     * Checks a condition when its repository is made; one that speaks of joins by names of their own, when it is used.
     *
     * @throws io.relmap.error.InvalidRequestException if it cannot be understood
     */
    void check(Mapper mapper) {
        if (!text.text().isBlank() && joins.stream().allMatch(join -> join.alias() == null)) {
            Queries.parameters(mapper, text.text());
        }
    }

    @Override
    public boolean repeats() {
        return joins.stream().anyMatch(WrittenJoin::repeats);
    }

    @Override
    public void apply(Query<?> query, MethodArguments arguments) {
        joins.forEach(join -> join.addTo(query));
        if (!text.text().isBlank()) {
            query.where(text.text(), text.values(arguments));
        }
    }
}
