package io.relmap.query;

import io.relmap.load.Aliases;
import io.relmap.load.Criterion;
import io.relmap.mapping.Mapper;
import io.relmap.sql.Expression;
import io.relmap.sql.TableRef;
import io.relmap.state.StateResolver;

/**
 * A condition on the rows of an entity wherever loading meets them (spec LO-61, LO-117). What it says of other entities is
 * tested by EXISTS, so that it can stand in any ON and any WHERE.
 *
 * @param entity the entity
 * @param condition the condition, whose paths begin there
 * @param states finds the states of objects in it
 */
record TargetCriterion(Mapper entity, ConditionNode condition, StateResolver states)
        implements Criterion {

    @Override
    public Expression at(TableRef table, Aliases aliases) {
        Scope scope = Scope.at(new QueryNames(entity, aliases, states), entity, table);
        return condition.expression(scope);
    }
}
