package io.relmap.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts results by family. */
final class Report {

    private final Map<String, Family> families = new LinkedHashMap<>();
    private int skipped;

    /** Takes one result; {@code rule} is why the scenario may differ, or null. */
    void add(String family, ScenarioResult result, @Nullable String rule) {
        families.computeIfAbsent(family, name -> new Family()).add(result, rule);
    }

    void skip() {
        skipped++;
    }

    /** One line for each family. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        families.forEach((name, family) -> lines.add(name + ": " + family));
        return lines;
    }

    /** The closing line. */
    String total() {
        int passed = families.values().stream().mapToInt(f -> f.passed).sum();
        int failed = families.values().stream().mapToInt(f -> f.failures.size()).sum();
        return passed + " passed, " + failed + " failed, " + skipped + " skipped";
    }

    /** The descriptions of failures in a family. */
    List<String> failures(String family) {
        Family found = families.get(family);
        return found == null ? List.of() : found.failures;
    }

    /** How many scenarios of a family could not be run. */
    int unsupported(String family) {
        Family found = families.get(family);
        return found == null ? 0 : found.unsupported;
    }

    /** The counts of one family. */
    private static final class Family {

        private final List<String> failures = new ArrayList<>();
        private int passed;
        private int different;
        private int unsupported;
        private int loading;
        private int order;

        void add(ScenarioResult result, @Nullable String rule) {
            if (result.unsupported()) {
                unsupported++;
            } else if (rule != null && result.passed()) {
                failures.add(result.name() + " is listed as different by " + rule + ", but passes");
            } else if (rule != null) {
                different++;
            } else if (result.passed()) {
                passed++;
                loading += result.loading().isEmpty() ? 1 : 0;
                order += result.order().isEmpty() ? 1 : 0;
            } else {
                failures.add(result.describe());
            }
        }

        @Override
        public String toString() {
            return passed
                    + " passed, "
                    + failures.size()
                    + " failed, "
                    + different
                    + " different by rule, "
                    + unsupported
                    + " unsupported; loading "
                    + loading
                    + " of "
                    + passed
                    + "; order "
                    + order
                    + " of "
                    + passed;
        }
    }
}
