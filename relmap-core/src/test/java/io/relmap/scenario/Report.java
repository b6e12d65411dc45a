package io.relmap.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Counts results by family. */
final class Report {

    private final Map<String, Family> families = new LinkedHashMap<>();

    /** Takes the result of a scenario in which the record is expected. */
    void add(String family, ScenarioResult result) {
        family(family).add(result);
    }

    /**
     * Takes the results of a scenario that a rule makes different.
     *
     * @param recorded the result where the record is expected, which must not be met
     * @param own the result where relmap's own outcome is expected
     */
    void addDifferent(String family, String rule, ScenarioResult recorded, ScenarioResult own) {
        family(family).addDifferent(rule, recorded, own);
    }

    private Family family(String name) {
        return families.computeIfAbsent(name, key -> new Family());
    }

    /** Takes the result of a scenario that is not listed, but was recognised as different by rules alone. */
    void addRecognised(String family) {
        family(family).different++;
    }

    /** One line for each family. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        families.forEach((name, family) -> lines.add(name + ": " + family));
        return lines;
    }

    /** How many scenarios a rule makes different. */
    int different() {
        return families.values().stream().mapToInt(f -> f.different).sum();
    }

    /** The closing line. */
    String total() {
        int passed = families.values().stream().mapToInt(f -> f.passed).sum();
        int failed = families.values().stream().mapToInt(f -> f.failures.size()).sum();
        return passed + " passed, " + failed + " failed, " + unsupported() + " skipped";
    }

    /** The descriptions of failures in a family. */
    List<String> failures(String family) {
        Family found = families.get(family);
        return found == null ? List.of() : found.failures;
    }

    /** What is below the maximum in the two levels that need not be met: the first of each scenario. */
    List<String> remarks() {
        return families.values().stream().flatMap(f -> f.remarks.stream()).toList();
    }

    /** How many scenarios could not be run. */
    int unsupported() {
        return families.values().stream().mapToInt(f -> f.unsupported).sum();
    }

    /** The counts of one family. */
    private static final class Family {

        private final List<String> failures = new ArrayList<>();
        private final List<String> remarks = new ArrayList<>();
        private int passed;
        private int different;
        private int unsupported;
        private int loading;
        private int order;

        void add(ScenarioResult result) {
            if (result.unsupported()) {
                unsupported++;
            } else if (result.passed()) {
                passed++;
                count(result);
            } else {
                failures.add(result.describe());
            }
        }

        void addDifferent(String rule, ScenarioResult recorded, ScenarioResult own) {
            if (recorded.passed()) {
                failures.add(own.name() + " is listed as different by " + rule + ", but passes");
            } else if (own.passed()) {
                different++;
            } else {
                failures.add(own.describe());
            }
        }

        /** Two levels that need not be met, but are looked at. */
        private void count(ScenarioResult result) {
            loading += result.loading().isEmpty() ? 1 : 0;
            order += result.order().isEmpty() ? 1 : 0;
            Stream.concat(result.loading().stream(), result.order().stream())
                    .limit(1)
                    .forEach(remark -> remarks.add(result.name() + " " + remark));
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
