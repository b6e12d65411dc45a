package io.relmap.query;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.load.Criterion;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.query.QueryParts.EntityCondition;
import io.relmap.state.StateResolver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What a query says of entities wherever it meets their rows (spec LO-117). */
final class EntityCriteria {

    private EntityCriteria() {}

    static Map<Mapper, Criterion> of(
            Mapper root, List<EntityCondition> conditions, StateResolver states) {
        if (conditions.isEmpty()) {
            return Map.of();
        }
        Set<Mapper> reached = reached(root);
        Map<Mapper, Criterion> criteria = new HashMap<>();
        for (EntityCondition each : conditions) {
            Mapper entity = find(root, reached, each.entity());
            criteria.merge(
                    entity,
                    new TargetCriterion(entity, each.condition(), states),
                    (one, other) -> Objects.requireNonNull(Criterion.both(one, other)));
        }
        return criteria;
    }

    private static Mapper find(Mapper root, Set<Mapper> reached, Object entity) {
        for (Mapper mapper : reached) {
            if (entity.equals(mapper.entityClass()) || entity.equals(mapper.entityName())) {
                return mapper;
            }
        }
        throw new InvalidRequestException(
                ErrorCode.INVALID_QUERY,
                "The query for "
                        + root
                        + " has criteria for "
                        + (entity instanceof Class<?> type ? type.getSimpleName() : entity)
                        + ", but no relationship leads there. Entities that it can meet: "
                        + reached
                        + ".");
    }

    private static Set<Mapper> reached(Mapper root) {
        Set<Mapper> reached = new LinkedHashSet<>();
        Deque<Mapper> open = new ArrayDeque<>();
        open.add(root);
        for (Mapper next = open.poll(); next != null; next = open.poll()) {
            if (reached.add(next)) {
                next.relationships().stream().map(Relationship::target).forEach(open::add);
            }
        }
        return reached;
    }
}
