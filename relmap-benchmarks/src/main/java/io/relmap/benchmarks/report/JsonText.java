package io.relmap.benchmarks.report;

import io.relmap.benchmarks.measure.Section;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Results as JSON: all rounds, so that others can compute what they like. */
public final class JsonText {

    private JsonText() {}

    /** One object, whose {@code outcomes} is a list with one object a contender and line. */
    public static String of(Results results) {
        return """
        {
          "machine": %s,
          "scale": %s,
          "rounds": %d,
          "failures": %s,
          "outcomes": %s
        }
        """
                .formatted(
                        quoted(results.machine()),
                        quoted(results.scale().toString()),
                        results.rounds(),
                        list(results.failures(), JsonText::quoted),
                        list(results.outcomes(), JsonText::outcome));
    }

    private static String outcome(Outcome outcome) {
        return "\n    {\"contender\": %s, \"task\": %s, \"section\": %s, \"roundTrips\": %d, \"statements\": %d, \"rounds\": %s}"
                .formatted(
                        quoted(outcome.contender()),
                        quoted(outcome.line().task().name()),
                        quoted(outcome.line().section()),
                        outcome.traffic().roundTrips(),
                        outcome.traffic().statements(),
                        list(outcome.rounds(), JsonText::section));
    }

    private static String section(Section section) {
        return "{\"wallNanos\": %d, \"clientNanos\": %d, \"serverNanos\": %d, \"allocated\": %d}"
                .formatted(
                        section.wallNanos(),
                        section.clientNanos(),
                        section.serverNanos(),
                        section.allocated());
    }

    private static <T> String list(List<T> elements, Function<T, String> text) {
        return elements.stream().map(text).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
