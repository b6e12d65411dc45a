package io.relmap.flush.sequence;

import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Compares what was written with what was recorded. Statements on tables that no foreign key joins may change
 * places; so two sequences agree exactly if they agree for each table and for each pair of joined tables.
 * Splitting and joining of statements does not show, since rows are compared one by one.
 */
final class SequenceComparison {

    private final Collection<Table> tables;

    SequenceComparison(Collection<Table> tables) {
        this.tables = tables;
    }

    /** What differs, or null. */
    @Nullable String difference(JsonNode statements, List<WrittenRow> actual) {
        List<WrittenRow> expected = new ArrayList<>();
        Set<String> unordered = new TreeSet<>();
        for (JsonNode statement : statements) {
            read(statement, expected, unordered);
        }
        Set<String> names = new TreeSet<>();
        expected.forEach(row -> names.add(row.table()));
        actual.forEach(row -> names.add(row.table()));
        for (String first : names) {
            for (String second : names) {
                if (first.equals(second) || areJoined(first, second)) {
                    Set<String> pair =
                            Set.copyOf(List.of(first, second).stream().distinct().toList());
                    List<String> wanted = projection(expected, pair, unordered);
                    List<String> found = projection(actual, pair, unordered);
                    if (!agree(wanted, found)) {
                        return "expected\n      "
                                + String.join("\n      ", lines(expected))
                                + "\n    but wrote\n      "
                                + String.join("\n      ", lines(actual));
                    }
                }
            }
        }
        return null;
    }

    /** A statement that failed was recorded without what its rows were found by. */
    private static boolean agree(List<String> wanted, List<String> found) {
        if (wanted.size() != found.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            String line = wanted.get(i);
            boolean isPartOf =
                    line.endsWith(" {}")
                            && found.get(i).startsWith(line.substring(0, line.length() - 2));
            if (!line.equals(found.get(i)) && !isPartOf) {
                return false;
            }
        }
        return true;
    }

    private boolean areJoined(String first, String second) {
        return tables.stream()
                .anyMatch(
                        table ->
                                (table.name().equals(first) && refersTo(table, second))
                                        || (table.name().equals(second) && refersTo(table, first)));
    }

    private static boolean refersTo(Table table, String other) {
        return table.foreignKeys().stream()
                .map(ForeignKeyConstraint::references)
                .anyMatch(name -> name.name().equals(other));
    }

    private static List<String> projection(
            List<WrittenRow> rows, Set<String> tables, Set<String> unordered) {
        List<String> lines = new ArrayList<>();
        List<WrittenRow> run = new ArrayList<>();
        for (WrittenRow row : rows) {
            if (tables.contains(row.table())) {
                if (!run.isEmpty() && !run.get(0).kind().equals(row.kind())) {
                    end(run, unordered, lines);
                }
                run.add(row);
            }
        }
        end(run, unordered, lines);
        return lines;
    }

    private static void end(List<WrittenRow> run, Set<String> unordered, List<String> lines) {
        List<String> text = lines(run);
        if (!run.isEmpty() && unordered.contains(run.get(0).table())) {
            text = text.stream().sorted(Comparator.naturalOrder()).toList();
        }
        lines.addAll(text);
        run.clear();
    }

    private static List<String> lines(List<WrittenRow> rows) {
        return rows.stream()
                .map(row -> row.verb() + " " + row.table() + " " + row.set() + " " + row.where())
                .collect(Collectors.toList());
    }

    private static void read(JsonNode statement, List<WrittenRow> expected, Set<String> unordered) {
        String verb = statement.get(0).asString();
        String table = statement.get(1).asString();
        JsonNode details = statement.path(3);
        List<String> columns = SequenceModel.strings(details.path("columns"));
        List<String> where = SequenceModel.strings(details.path("where"));
        if (details.path("rowOrder").isString()) {
            unordered.add(table);
        }
        for (int row = 0; row < statement.get(2).asInt(); row++) {
            WrittenRow written = new WrittenRow(verb, table);
            for (int i = 0; i < columns.size(); i++) {
                written.set().put(columns.get(i), value(details.path("values").path(row).path(i)));
            }
            for (int i = 0; i < where.size(); i++) {
                written.where().put(where.get(i), value(details.path("keys").path(row).path(i)));
            }
            expected.add(written);
        }
    }

    static @Nullable Object value(JsonNode node) {
        if (node.isNull() || node.isMissingNode()) {
            return null;
        }
        if (node.isNumber()) {
            return node.asLong();
        }
        if (node.has("sql")) {
            String text = node.path("sql").asString();
            boolean isText = text.startsWith("'") && text.endsWith("'");
            return isText ? text.substring(1, text.length() - 1) : WrittenRow.COMPUTED;
        }
        if (node.isContainer()) {
            return node.toString();
        }
        return node.isBoolean() ? (Object) node.asBoolean() : node.asString();
    }
}
