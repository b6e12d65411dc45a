package io.relmap.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SeedSectionsTest {

    private static final Path TABLE = Path.of("../docs/relationships.md");
    private static final Path TESTS = Path.of("src/test/java/io/relmap/seeds");
    private static final Pattern ROW =
            Pattern.compile("^\\| [^|]+ \\| [^|]+ \\| `(\\w+)` \\| [^|]+ \\|$", Pattern.MULTILINE);

    @Test
    @DisplayName(
            "The table of seed sections names every test of an example, each once, and no other")
    void theTableNamesEveryTest() throws IOException {
        List<String> named =
                ROW.matcher(Files.readString(TABLE)).results().map(row -> row.group(1)).toList();
        assertThat(named).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(tests());
    }

    private static List<String> tests() throws IOException {
        try (Stream<Path> files = Files.list(TESTS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .filter(name -> !name.equals(SeedSectionsTest.class.getSimpleName()))
                    .toList();
        }
    }
}
