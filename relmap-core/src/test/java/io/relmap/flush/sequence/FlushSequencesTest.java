package io.relmap.flush.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.error.MappingException;
import io.relmap.mapping.Behaviour;
import io.relmap.testsupport.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Replays the recorded flushes. A case that relmap answers differently by a rule stands in {@code
 * flush-sequences-known.json} under "differences", one that waits for a feature under "open"; a case that stands
 * there and passes fails the test.
 *
 * <p>{@code -Drelmap.flushsequences=<file>} replays another file of the same form, where {@link SequenceDeparture} tells
 * which differences are by rule. {@code -Drelmap.sequences=<pattern>} picks cases by their names, {@code
 * -Drelmap.sequences.db=h2,sqlite} databases.
 */
class FlushSequencesTest {

    private static final Logger LOG = LoggerFactory.getLogger(FlushSequencesTest.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<TestDatabase> databases() {
        String only = System.getProperty("relmap.sequences.db");
        return only == null
                ? Stream.of(TestDatabase.H2, TestDatabase.SQLITE, TestDatabase.POSTGRESQL)
                : Arrays.stream(only.split(","))
                        .map(name -> TestDatabase.valueOf(name.strip().toUpperCase(Locale.ROOT)));
    }

    @DisplayName("UW: every recorded flush writes what the reference wrote")
    @ParameterizedTest(name = "{0}")
    @MethodSource("databases")
    void everyRecordedFlushWritesTheSame(TestDatabase database) throws Exception {
        String file = System.getProperty("relmap.flushsequences");
        if (file == null) {
            Tally tally = Tally.byList(read("/spec/flush-sequences-known.json"));
            replay(database, read("/spec/flush-sequences.json"), tally);
        } else {
            replay(database, JSON.readTree(Path.of(file).toFile()), Tally.byMechanism());
        }
    }

    @DisplayName("UW: what the recorded flushes do not show was recorded besides")
    @ParameterizedTest(name = "{0}")
    @MethodSource("databases")
    void moreFlushesWriteTheSame(TestDatabase database) throws Exception {
        replay(database, read("/spec/flush-sequences-more.json"), Tally.byMechanism());
    }

    private static void replay(TestDatabase database, JsonNode recorded, Tally tally)
            throws SQLException {
        String only = System.getProperty("relmap.sequences");
        Schemas schemas = new Schemas(database);
        assertThat(recorded.path("scenarios")).as("recorded flushes").isNotEmpty();
        for (JsonNode json : recorded.path("scenarios")) {
            String id = json.path("id").asString();
            if (only == null || id.matches(only)) {
                replay(database, schemas, json, tally);
            }
        }
        System.out.println("flush sequences on " + database + ": " + tally);
        assertThat(tally.wrong).isEmpty();
    }

    @DisplayName(
            "UW-139, section 30: where relmap departs from the record, it does what its rule says")
    @ParameterizedTest(name = "{0}")
    @MethodSource("databases")
    void everyDifferenceHasAnOutcomeOfItsOwn(TestDatabase database) throws Exception {
        for (Behaviour behaviour : Behaviour.values()) {
            checkOutcomes(database, behaviour);
        }
    }

    private static void checkOutcomes(TestDatabase database, Behaviour behaviour) throws Exception {
        JsonNode known = read("/spec/flush-sequences-known.json").path("differences");
        Schemas schemas = new Schemas(database);
        SoftAssertions all = new SoftAssertions();
        for (JsonNode json : read("/spec/flush-sequences.json").path("scenarios")) {
            String id = json.path("id").asString();
            if (known.has(id) && !isUnsupported(database, json)) {
                JsonNode own = known.path(id);
                try (SequenceRun run = new SequenceRun(json, schemas.next(), behaviour)) {
                    all.assertThat(run.outcomeOf(own.path("step").asInt()))
                            .as("%s (%s, %s)", id, own.path("rule").asString(), behaviour)
                            .isEqualTo(SequenceModel.strings(own.path("outcome")));
                }
            }
        }
        all.assertAll();
    }

    private static boolean isUnsupported(TestDatabase database, JsonNode json) {
        SequenceModel model = new SequenceModel(json.path("model"));
        return database == TestDatabase.H2
                && SequenceTables.hasDeferrableKeys(model.tables().values());
    }

    private static void replay(TestDatabase database, Schemas schemas, JsonNode json, Tally tally)
            throws SQLException {
        if (isUnsupported(database, json)) {
            tally.unsupported("deferrable keys on H2");
            return;
        }
        try (SequenceRun run = new SequenceRun(json, schemas.next(), Behaviour.REFERENCE)) {
            tally.count(json, run.run());
        } catch (UnsupportedException e) {
            tally.unsupported(Objects.requireNonNull(e.getMessage()));
        } catch (MappingException e) {
            boolean recorded =
                    json.path("expectedError").path("step").asString().equals("configure");
            tally.count(json, recorded ? List.of() : List.of(e.toString()));
        } catch (RuntimeException | SQLException e) {
            LOG.warn("{}", json.path("id").asString(), e);
            tally.count(json, List.of(e.toString()));
        }
    }

    private static JsonNode read(String resource) throws IOException {
        try (InputStream stream = FlushSequencesTest.class.getResourceAsStream(resource)) {
            return JSON.readTree(Objects.requireNonNull(stream, resource));
        }
    }

    /** Counts outcomes. */
    private static final class Tally {

        private final @Nullable JsonNode known;
        private final List<String> wrong = new ArrayList<>();
        private final Map<String, Integer> unsupported = new TreeMap<>();
        private int passed;
        private int different;
        private int open;

        private Tally(@Nullable JsonNode known) {
            this.known = known;
        }

        /** What may differ stands in a list. */
        static Tally byList(JsonNode known) {
            return new Tally(known);
        }

        /** What may differ is told by {@link SequenceDeparture}. */
        static Tally byMechanism() {
            return new Tally(null);
        }

        void count(JsonNode json, List<String> differences) {
            String id = json.path("id").asString();
            if (known != null) {
                countByList(known, id, differences);
            } else if (differences.isEmpty()) {
                passed++;
            } else {
                String rule = SequenceDeparture.of(json, differences);
                if (rule == null) {
                    failed(id, differences);
                } else {
                    LOG.info("{} differs by rule: {}", id, rule);
                    different++;
                }
            }
        }

        private void countByList(JsonNode list, String id, List<String> differences) {
            boolean isDifference = list.path("differences").has(id);
            boolean isOpen = list.path("open").has(id);
            if (!differences.isEmpty() && (isDifference || isOpen)) {
                different += isDifference ? 1 : 0;
                open += isOpen ? 1 : 0;
            } else if (!differences.isEmpty()) {
                failed(id, differences);
            } else if (isDifference || isOpen) {
                LOG.warn("{} passes after all", id);
                wrong.add(id + " passes after all");
            } else {
                passed++;
            }
        }

        private void failed(String id, List<String> differences) {
            LOG.warn("FAILED {}: {}", id, String.join("\n  ", differences));
            wrong.add(id);
        }

        private int total() {
            int left = unsupported.values().stream().mapToInt(count -> count).sum();
            return passed + wrong.size() + different + open + left;
        }

        void unsupported(String what) {
            unsupported.merge(what, 1, Integer::sum);
        }

        @Override
        public String toString() {
            return passed
                    + " passed, "
                    + wrong.size()
                    + " failed, "
                    + different
                    + " different by rule, "
                    + open
                    + " open, "
                    + total()
                    + " in all; unsupported "
                    + unsupported;
        }
    }

    /** Gives each case tables of its own: a schema on a server, else a database. */
    private static final class Schemas {

        private final TestDatabase database;
        private final DataSource first;
        private int count;

        Schemas(TestDatabase database) {
            this.database = database;
            this.first = database.freshDataSource();
        }

        DataSource next() throws SQLException {
            if (!(first instanceof PGSimpleDataSource server)) {
                return database.freshDataSource();
            }
            String name = "case_" + ++count;
            try (Connection connection = first.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create schema " + name);
            }
            var schema = new PGSimpleDataSource();
            schema.setUrl(Objects.requireNonNull(server.getUrl()));
            schema.setUser(server.getUser());
            schema.setPassword(server.getPassword());
            schema.setCurrentSchema(name);
            return schema;
        }
    }
}
