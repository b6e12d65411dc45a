package io.relmap.flush.sequence;

import io.relmap.ddl.SchemaOperations;
import io.relmap.dialect.Dialects;
import io.relmap.jdbc.ConnectionSource;
import io.relmap.jdbc.Database;
import io.relmap.schema.MetaData;
import io.relmap.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.jdbcx.JdbcDataSource;
import tools.jackson.databind.JsonNode;

/**
 * The statements that create or drop the tables of a case, as they were recorded.
 *
 * @param lines verb and table of each, and what is done to which constraint
 */
record SequenceDdl(List<List<String>> lines) {

    private static final Pattern TABLE = Pattern.compile("(?s)(CREATE|DROP) TABLE (\\S+).*");
    private static final Pattern KEY =
            Pattern.compile("(?s)ALTER TABLE (\\S+) (ADD|DROP) CONSTRAINT (\\S+).*");

    /** Writes them for a dialect; none is sent. */
    static SequenceDdl of(Collection<Table> tables, JsonNode what, JsonNode dialect) {
        SchemaOperations operations =
                new SchemaOperations(
                        MetaData.of(tables),
                        Database.of(Dialects.forProduct(dialect.asString())),
                        ConnectionSource.of(new JdbcDataSource()));
        List<String> statements =
                what.asString().equals("create")
                        ? operations.createStatements()
                        : operations.dropStatements();
        return new SequenceDdl(statements.stream().map(SequenceDdl::line).toList());
    }

    private static List<String> line(String statement) {
        Matcher table = TABLE.matcher(statement);
        if (table.matches()) {
            return List.of(table.group(1) + " TABLE", name(table.group(2)));
        }
        Matcher key = KEY.matcher(statement);
        if (key.matches()) {
            return List.of(
                    "ALTER TABLE",
                    name(key.group(1)),
                    key.group(2) + " CONSTRAINT",
                    name(key.group(3)));
        }
        return List.of(statement);
    }

    private static String name(String identifier) {
        return identifier.replace("\"", "").toLowerCase(Locale.ROOT);
    }

    /** Whether these are the recorded ones; keys may be added in any order, and unnamed ones have any name. */
    boolean agreesWith(JsonNode expected) {
        List<List<String>> recorded = new ArrayList<>();
        for (JsonNode line : expected) {
            List<String> words = new ArrayList<>();
            line.forEach(word -> words.add(word.isNull() ? "any" : word.asString()));
            recorded.add(words);
        }
        return comparable(recorded, recorded).equals(comparable(lines, recorded));
    }

    private static List<String> comparable(List<List<String>> lines, List<List<String>> recorded) {
        List<String> all = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (List<String> line : lines) {
            if (!line.get(0).equals("ALTER TABLE")) {
                all.addAll(sorted(keys));
                keys.clear();
                all.add(String.join(" ", line));
            } else {
                String name = recorded.contains(line) ? line.get(3) : "any";
                keys.add(line.get(1) + " " + line.get(2) + " " + name);
            }
        }
        all.addAll(sorted(keys));
        return all;
    }

    private static List<String> sorted(List<String> keys) {
        return keys.stream().sorted().toList();
    }
}
