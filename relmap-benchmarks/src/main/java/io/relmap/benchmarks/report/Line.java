package io.relmap.benchmarks.report;

import io.relmap.benchmarks.workload.Task;

/** What one line of the tables is about: a task, or a section of it. */
public record Line(Task task, String section) {

    /** How the line begins. */
    public String label() {
        String label = task.name() + " " + task.title();
        return section.isEmpty() ? label : label + ": " + section;
    }
}
