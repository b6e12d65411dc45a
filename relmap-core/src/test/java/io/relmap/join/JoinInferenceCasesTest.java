package io.relmap.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.error.MappingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Replays the recorded cases of spec 01 section 17 in full: result, reverse side, other relationships,
 * warnings, errors. {@code -Drelmap.joincases=<file>} takes another file.
 */
@DisplayName("RC-1 to RC-140: recorded cases of relationship configuration")
@ExtendWith(QuietMappingLog.class)
class JoinInferenceCasesTest {

    private static final Logger LOG = LoggerFactory.getLogger(JoinInferenceCasesTest.class);

    @Test
    void everyRecordedCaseComesOutAsRecorded() throws IOException {
        List<String> failures = new ArrayList<>();
        int total = 0;
        for (JsonNode json : cases()) {
            total++;
            try {
                replay(json);
            } catch (AssertionError | RuntimeException failure) {
                failures.add(
                        json.get("id").asString()
                                + " "
                                + json.get("title").asString()
                                + " "
                                + json.get("rules")
                                + ": "
                                + failure);
            }
        }
        LOG.info(
                "join cases: {} passed, {} failed, {} total",
                total - failures.size(),
                failures.size(),
                total);
        assertThat(total).isPositive();
        assertThat(failures).isEmpty();
    }

    private static void replay(JsonNode json) {
        JoinCase joinCase = null;
        MappingException thrown = null;
        ConfiguredRelationships configured = null;
        try {
            joinCase = new JoinCase(json);
            configured = joinCase.configure();
        } catch (MappingException e) {
            thrown = e;
        }
        if (json.has("expectedError")) {
            JoinCaseExpectation.checkError(json.get("expectedError"), thrown);
            return;
        } else if (thrown != null) {
            throw thrown;
        }
        ConfiguredRelationships all = Objects.requireNonNull(configured);
        JoinCase mapping = Objects.requireNonNull(joinCase);
        JsonNode declared = json.get("relationship");
        check(all, mapping, declared, json.get("expected"));
        if (json.has("expectedBackref")) {
            check(all, mapping, json.get("expectedBackref"), json.get("expectedBackref"));
        }
        JoinCase.stream(json.get("expectedOthers"))
                .forEach(other -> check(all, mapping, other, other));
        JoinCaseExpectation.checkWarnings(json.get("expectedWarnings"), all.warnings());
    }

    private static void check(
            ConfiguredRelationships all, JoinCase joinCase, JsonNode which, JsonNode expected) {
        TestEntity owner = joinCase.entity(which.get("owner").asString());
        ConfiguredRelationship found = all.find(owner, which.get("name").asString());
        assertThat(found).as("%s", which.get("name")).isNotNull();
        JoinCaseExpectation.check(expected, Objects.requireNonNull(found));
    }

    private static JsonNode cases() throws IOException {
        String other = System.getProperty("relmap.joincases");
        try (InputStream in =
                other == null
                        ? JoinInferenceCasesTest.class.getResourceAsStream(
                                "/spec/join-inference-cases.json")
                        : Files.newInputStream(Path.of(other))) {
            return new JsonMapper().readTree(in);
        }
    }
}
