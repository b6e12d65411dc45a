package io.relmap.boot.autoconfigure;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The list of features and their tests in docs/spring.md")
class TestedFeaturesTest {

    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    /** Tests about the modules themselves, which show no feature. */
    private static final Set<String> OF_NO_FEATURE =
            Set.of("ModuleArchitectureTest", "TestedFeaturesTest");

    private static List<String[]> rows() {
        String page = ModuleFiles.documentation("spring.md");
        List<String[]> rows =
                page.substring(page.indexOf("## What is tested where"))
                        .lines()
                        .filter(line -> line.startsWith("| "))
                        .map(line -> line.split("\\|", -1))
                        .toList();
        return rows.subList(1, rows.size()); // without the heading
    }

    private static List<String> named(String[] row) {
        return NAME.matcher(row[2]).results().map(match -> match.group(1)).toList();
    }

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        Set<String> there = testsOfAllModules();
        assertThat(rows()).hasSizeGreaterThan(40);
        for (String[] row : rows()) {
            List<String> named = named(row);
            assertThat(row[2].trim())
                    .as("%s", row[1])
                    .isEqualTo(named.isEmpty() ? "-" : "`" + String.join("`, `", named) + "`");
            assertThat(there).as("%s", row[1]).containsAll(named);
        }
    }

    @Test
    void everyTestOfTheSpringModulesIsNamed() throws IOException {
        List<String> named = new ArrayList<>(OF_NO_FEATURE);
        rows().forEach(row -> named.addAll(named(row)));

        for (String module : List.of("autoconfigure", "test")) {
            assertThat(named).containsAll(testsOf(Path.of("..", "relmap-spring-boot-" + module)));
        }
    }

    private static Set<String> testsOfAllModules() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            for (Path module : modules.toList()) {
                names.addAll(testsOf(module));
            }
        }
        return names;
    }

    /** The classes of a module that have tests; abstract ones are shown by their subclasses. */
    private static Set<String> testsOf(Path module) throws IOException {
        Path root = module.resolve("src/test/java");
        if (!Files.isDirectory(root)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .filter(TestedFeaturesTest::hasTests)
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(toSet());
        }
    }

    private static boolean hasTests(Path file) {
        try {
            String text = Files.readString(file);
            return !text.contains("\nabstract class ")
                    && Pattern.compile("@(Parameterized|Repeated)?Test\\b").matcher(text).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
