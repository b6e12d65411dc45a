package io.relmap.flush;

/** How much a flush plan may find out (spec UW-146). */
public enum PlanDepth {

    /**
     * Only what is in memory: sends no SQL. What the flush would have to load first stands in
     * {@link FlushPlan#openLoads()}; steps that follow from it are missing.
     */
    MEMORY,

    /**
     * Loads what the flush itself would load first, so that the plan is the flush's. What was loaded stays loaded, as
     * after any read.
     */
    LOADING
}
