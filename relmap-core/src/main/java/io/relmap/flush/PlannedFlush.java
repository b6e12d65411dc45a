package io.relmap.flush;

import io.relmap.annotation.Internal;
import io.relmap.flush.change.FlushRow;
import io.relmap.flush.dependency.FlushWork;
import io.relmap.flush.plan.ActionPlan;
import io.relmap.flush.plan.FlushStep;
import java.util.List;

/** A flush that is sorted and can be run once. */
@Internal
public final class PlannedFlush implements FlushPlan {

    private final FlushWork work;
    private final ActionPlan actions;
    private final List<FlushStep> steps;

    PlannedFlush(FlushWork work, ActionPlan actions) {
        this.work = work;
        this.actions = actions;
        this.steps = actions.steps(work);
    }

    /** What the steps work on. */
    public FlushWork work() {
        return work;
    }

    /** Whether no object takes part, so that nothing is to be done (spec UW-6). */
    public boolean isEmpty() {
        return work.set().all().isEmpty();
    }

    @Override
    public List<FlushStep> steps() {
        return steps;
    }

    @Override
    public List<String> openLoads() {
        return work.openLoads().stream().map(FlushWork.OpenLoad::toString).toList();
    }

    @Override
    public String describe() {
        return new PlanText(this, actions.graph()).describe();
    }

    @Override
    public String toMermaid() {
        return new PlanText(this, actions.graph()).toMermaid();
    }

    /** What the flush has done; asked for after all steps were run. */
    public FlushResult result() {
        return new FlushResult(List.copyOf(work.set().all()));
    }

    /** The row of an object that takes part. */
    FlushRow row(io.relmap.state.InstanceState state) {
        FlushRow row = work.set().find(state);
        if (row == null) {
            throw new IllegalArgumentException(state + " takes no part in this flush");
        }
        return row;
    }
}
