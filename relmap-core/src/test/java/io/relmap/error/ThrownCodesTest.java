package io.relmap.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("No code is only declared")
class ThrownCodesTest {

    private static final List<Path> MAIN =
            List.of(
                    Path.of("src/main/java"),
                    Path.of("../relmap-spring-boot-autoconfigure/src/main/java"));
    private static final Path TEST = Path.of("src/test/java");

    @Test
    void everyCodeIsThrownSomewhere() {
        List<String> sources = MAIN.stream().flatMap(ThrownCodesTest::sources).toList();

        assertThat(missing(sources, code -> true)).isEmpty();
    }

    @Test
    @DisplayName("Every error and warning of a mapping is expected by a test")
    void everyCodeOfAMappingIsExpectedByATest() {
        List<String> tests = sources(TEST).toList();

        assertThat(missing(tests, code -> code.code().startsWith("RM-1"))).isEmpty();
    }

    private static List<ErrorCode> missing(List<String> sources, Predicate<ErrorCode> which) {
        return Arrays.stream(ErrorCode.values())
                .filter(which)
                .filter(code -> sources.stream().noneMatch(text -> names(text, code)))
                .toList();
    }

    private static boolean names(String text, ErrorCode code) {
        return Pattern.compile("\\b(" + code.name() + "|" + code.code() + ")\\b")
                .matcher(text)
                .find();
    }

    /** All sources but the one that declares the codes. */
    private static Stream<String> sources(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("ErrorCode.java"))
                    .map(ThrownCodesTest::read)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
