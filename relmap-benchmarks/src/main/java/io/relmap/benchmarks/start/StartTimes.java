package io.relmap.benchmarks.start;

import io.ebean.enhance.Transformer;
import io.ebean.enhance.ant.OfflineFileTransform;
import io.relmap.benchmarks.measure.BenchmarkDatabase;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * W9: starts each contender as a program of its own, in turns, and takes the time from main to the first result. The entity
 * classes are made here, compiled before.
 */
public final class StartTimes {

    private static final List<String> NAMES =
            List.of("raw", "relmap", "Ebean", "Hibernate", "Spring Data JDBC");

    private static final Pattern ANSWER = Pattern.compile("found 1 after (\\d+), CPU (\\d+)");

    private StartTimes() {}

    /**
     * One start.
     *
     * @param wallMicros from main to the first result
     * @param cpuMicros of the whole program until then, with the JVM's own
     */
    public record Started(long wallMicros, long cpuMicros) {}

    /** The middle times by contender; PostgreSQL only. */
    public static Map<String, Started> run(BenchmarkDatabase database, int rounds)
            throws IOException, InterruptedException {
        database.execute(EntitySources.tables());
        Map<String, Path> classes = new LinkedHashMap<>();
        for (String name : NAMES) {
            classes.put(name, compile(name));
        }
        Map<String, List<Started>> times = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, Path> one : classes.entrySet()) {
                times.computeIfAbsent(one.getKey(), key -> new ArrayList<>())
                        .add(start(one.getKey(), one.getValue(), database.url()));
            }
        }
        Map<String, Started> medians = new LinkedHashMap<>();
        times.forEach(
                (name, all) ->
                        medians.put(
                                name,
                                new Started(
                                        middle(all, Started::wallMicros),
                                        middle(all, Started::cpuMicros))));
        return medians;
    }

    private static long middle(List<Started> all, ToLongFunction<Started> figure) {
        long[] sorted = all.stream().mapToLong(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static Path compile(String name) throws IOException {
        Path folder = Files.createTempDirectory("relmap-benchmarks-start");
        Path sources = Files.createDirectories(folder.resolve("sources/entities"));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "-proc:none",
                                "-nowarn",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                classes.toString()));
        for (Map.Entry<String, String> file : Starter.of(name).sources().files().entrySet()) {
            Path source = sources.resolve(file.getKey() + ".java");
            Files.writeString(source, file.getValue());
            arguments.add(source.toString());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler.run(null, null, null, arguments.toArray(String[]::new)) != 0) {
            throw new IllegalStateException("The entities of " + name + " do not compile");
        }
        if (name.equals("Ebean")) {
            enhance(classes);
        }
        return classes;
    }

    private static void enhance(Path classes) throws IOException {
        try (URLClassLoader loader =
                new URLClassLoader(
                        new URL[] {classes.toUri().toURL()}, StartTimes.class.getClassLoader())) {
            Set<String> packages = new TreeSet<>(List.of("entities/**"));
            new OfflineFileTransform(new Transformer(loader, "debug=0"), loader, classes.toString())
                    .process(packages);
        }
    }

    private static Started start(String name, Path classes, String url)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                classes
                                        + System.getProperty("path.separator")
                                        + System.getProperty("java.class.path"),
                                StartedProgram.class.getName(),
                                name,
                                url)
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        Matcher answer = ANSWER.matcher(output);
        if (!answer.find()) {
            throw new IllegalStateException(name + " did not start: " + output);
        }
        return new Started(Long.parseLong(answer.group(1)), Long.parseLong(answer.group(2)));
    }
}
