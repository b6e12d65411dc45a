package io.relmap.flush;

import io.relmap.flush.plan.FlushStep;
import java.util.List;

/** What a flush does, in order and with causes. */
public interface FlushPlan {

    /** The steps in the order in which they are run. */
    List<FlushStep> steps();

    /** What a complete plan would have to load first, such as {@code load Author#1.books}. */
    List<String> openLoads();

    /** The steps as text, one a line, each followed by what it waits for. */
    String describe();

    /** The steps and their causes as a Mermaid diagram. */
    String toMermaid();
}
