package io.relmap.scenario;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The scenarios in which a rule makes relmap depart from the record, by name with that rule. */
final class Differences {

    /** Its file, beside the scenarios. */
    static final String FILE = "differences.json";

    private final Map<String, Difference> byName = new HashMap<>();

    static Differences read(Path folder) {
        Differences differences = new Differences();
        Path file = folder.resolve(FILE);
        if (Files.exists(file)) {
            JsonNode root = JsonMapper.builder().build().readTree(file.toFile());
            root.path("scenarios").forEach(differences::take);
        }
        return differences;
    }

    private void take(JsonNode entry) {
        byName.put(
                entry.path("name").asString(),
                new Difference(entry.path("rule").asString(), entry.path("own")));
    }

    /** How this scenario is different, or null. */
    @Nullable Difference of(String scenario) {
        return byName.get(scenario);
    }
}
