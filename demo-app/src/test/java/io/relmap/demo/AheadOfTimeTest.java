package io.relmap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.testsupport.JdbcLocation;
import io.relmap.testsupport.TestPostgres;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The application as {@code process-aot} of Spring Boot's Maven plugin prepares it, started in a JVM of its own: what it
 * generates is compiled here, so that every build tries it without building the application twice.
 */
@DisplayName("The bookshop, processed ahead of time")
@Timeout(300)
class AheadOfTimeTest {

    private static final String APPLICATION = BookshopApplication.class.getName();

    @TempDir static Path generated;

    @BeforeAll
    static void process() throws Exception {
        Path classes = Files.createDirectory(generated.resolve("classes"));
        Path sources = Files.createDirectory(generated.resolve("sources"));
        Process processor =
                java(
                        classPath(),
                        "org.springframework.boot.SpringApplicationAotProcessor",
                        APPLICATION,
                        sources.toString(),
                        classes.toString(), // resources, that is hints for native images
                        classes.toString(),
                        "io.relmap",
                        "demo-app");
        String output =
                new String(processor.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(processor.waitFor()).as(output).isZero();
        compile(sources, classes);
    }

    @Test
    void startsOnH2() throws Exception {
        servesTheShippedBooks();
    }

    @Test
    void startsOnPostgresThatItWasNotProcessedWith() throws Exception {
        JdbcLocation location = TestPostgres.freshLocation();
        servesTheShippedBooks(
                "--spring.datasource.url=" + location.url(),
                "--spring.datasource.username=" + location.user(),
                "--spring.datasource.password=" + location.password());
    }

    private static void servesTheShippedBooks(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "-Dspring.aot.enabled=true",
                                APPLICATION,
                                "--server.port=0",
                                "--logging.level.org.springframework.boot.tomcat=info"));
        command.addAll(Arrays.asList(arguments));
        Process application =
                java(
                        generated.resolve("classes") + File.pathSeparator + classPath(),
                        command.toArray(String[]::new));
        try (BufferedReader output = application.inputReader(StandardCharsets.UTF_8)) {
            String log = read(output, "Loaded ");
            assertThat(log).contains("Starting AOT-processed BookshopApplication");
            int port = port(log);
            String books = "";
            while (!books.contains(
                    "\"totalElements\":716")) { // what is loaded commits behind its line
                books = get(port, "/api/books?size=1");
            }
        } finally {
            application.destroy();
            application.waitFor();
        }
    }

    /** What is printed up to the line that has this text. */
    private static String read(BufferedReader output, String last) throws IOException {
        StringBuilder log = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            log.append(line).append('\n');
            if (line.contains(last)) {
                return log.toString();
            }
        }
        throw new AssertionError("It ended before it was ready:\n" + log);
    }

    private static int port(String log) {
        Matcher matcher = Pattern.compile("Tomcat started on port (\\d+)").matcher(log);
        assertThat(matcher.find()).as(log).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    private static String get(int port, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static void compile(Path sources, Path classes) throws IOException {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "-nowarn",
                                "-proc:none",
                                "-parameters",
                                "-d",
                                classes.toString(),
                                "-cp",
                                classes + File.pathSeparator + classPath()));
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> arguments.add(file.toString()));
        }
        assertThat(
                        ToolProvider.getSystemJavaCompiler()
                                .run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
    }

    private static Process java(String classPath, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                classPath));
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** The application's, without its tests. */
    private static String classPath() {
        String whole =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(whole.split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*demo-app.*test(-classes)?/?"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
