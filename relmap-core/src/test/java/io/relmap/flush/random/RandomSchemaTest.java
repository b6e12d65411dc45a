package io.relmap.flush.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Random schemas with random graphs of objects. Constraints are checked at once. {@code -Drelmap.randomschema.seed}
 * and {@code -Drelmap.randomschema.graphs} say which and how many.
 */
@DisplayName("DESIGN 6.3, 6.4, spec 03 section 31: random schemas, random graphs, random changes")
class RandomSchemaTest {

    /** Tables that are dropped leave traces, which slow the server down. */
    private static final int GRAPHS_OF_A_DATABASE = 50;

    private static final int SMALLER_RUNS = Integer.getInteger("relmap.randomschema.smaller", 600);

    private final Map<String, Integer> outcomes = new TreeMap<>();

    @Test
    @DisplayName(
            "a flush that no constraint forbids goes through and the graph comes back as it was; any other"
                    + " names the right constraint and changes nothing")
    void randomGraphs() throws SQLException {
        long seed = Long.getLong("relmap.randomschema.seed", 1);
        int graphs = Integer.getInteger("relmap.randomschema.graphs", 500);
        int most = Integer.getInteger("relmap.randomschema.faults", 1);
        List<String> faults = new ArrayList<>();
        for (long from = seed; from < seed + graphs; from += GRAPHS_OF_A_DATABASE) {
            try (Connections connections = new Connections()) {
                long end = Math.min(from + GRAPHS_OF_A_DATABASE, seed + graphs);
                for (long number = from; number < end && faults.size() < most; number++) {
                    String fault = run(number, connections.dataSource());
                    if (fault != null) {
                        faults.add(fault);
                    }
                }
            }
        }
        System.out.println("Random schemas, from seed " + seed + ", " + graphs + " graphs:");
        outcomes.forEach((outcome, count) -> System.out.println("  " + count + " " + outcome));
        if (!faults.isEmpty()) {
            fail(String.join("\n\n", faults));
        }
        int all = outcomes.values().stream().mapToInt(Integer::intValue).sum();
        int successes =
                outcomes.entrySet().stream()
                        .filter(outcome -> outcome.getKey().startsWith("went through"))
                        .mapToInt(Map.Entry::getValue)
                        .sum();
        assertThat(successes)
                .as("flushes that went through, of %d", all)
                .isGreaterThan(all * 6 / 10);
    }

    private @Nullable String run(long seed, DataSource dataSource) {
        Random random = new Random(seed);
        for (int i = 0; i < 3; i++) {
            random.nextLong(); // neighbouring seeds begin alike
        }
        RandomSchema schema = RandomSchemas.make(random);
        try (RandomGraph graph = new RandomGraph(schema, dataSource, this::count)) {
            try {
                graph.play(random);
                return null;
            } catch (Fault fault) {
                Smaller smaller =
                        new Smaller(schema, graph.played(), fault, graph.sent(), dataSource);
                graph.close();
                smaller.search(SMALLER_RUNS);
                return "Seed " + seed + ": " + smaller;
            }
        }
    }

    private void count(String outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    /** Looks for a smaller schema and program that show the same sort of fault. */
    private static final class Smaller {

        private final DataSource dataSource;
        private final String sort;
        private RandomSchema schema;
        private Program program;
        private Fault fault;
        private String sent;
        private int runs;

        Smaller(
                RandomSchema schema,
                Program program,
                Fault fault,
                String sent,
                DataSource dataSource) {
            this.sent = sent;
            this.schema = schema;
            this.program = program;
            this.fault = fault;
            this.sort = fault.sort();
            this.dataSource = dataSource;
        }

        void search(int most) {
            boolean found = true;
            while (found && runs < most) {
                found = schemaWithout();
                for (int size = program.size() / 2; size > 0; size /= 2) {
                    found |= programWithout(size, most);
                }
            }
        }

        private boolean programWithout(int size, int most) {
            boolean found = false;
            int from = 0;
            while (from < program.size() && runs < most) {
                Program candidate = program.without(from, size);
                if (candidate.size() < program.size() && fails(schema, candidate)) {
                    program = candidate;
                    found = true;
                } else {
                    from += size;
                }
            }
            return found;
        }

        private boolean schemaWithout() {
            for (RandomSchema.Link link : schema.links()) {
                if (!link.identifying() && fails(schema.without(link), program)) {
                    schema = schema.without(link);
                    return true;
                }
            }
            for (RandomSchema.Pairing pairing : schema.pairings()) {
                if (fails(schema.without(pairing), program)) {
                    schema = schema.without(pairing);
                    return true;
                }
            }
            return false;
        }

        private boolean fails(RandomSchema smaller, Program shorter) {
            runs++;
            try (RandomGraph graph = new RandomGraph(smaller, dataSource, outcome -> {})) {
                try {
                    graph.play(shorter);
                    return false;
                } catch (Fault other) {
                    if (other.sort().equals(sort)) {
                        fault = other;
                        sent = graph.sent();
                        return true;
                    }
                    return false;
                }
            } catch (RuntimeException e) {
                return false;
            }
        }

        @Override
        public String toString() {
            StringBuilder text =
                    new StringBuilder(fault.getMessage() + "\n" + schema + "\n" + program + sent);
            for (Throwable cause = fault.getCause(); cause != null; cause = cause.getCause()) {
                text.append(cause).append('\n');
                Arrays.stream(cause.getStackTrace())
                        .limit(8)
                        .forEach(frame -> text.append("        at ").append(frame).append('\n'));
            }
            return text.toString();
        }
    }
}
