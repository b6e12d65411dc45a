package io.relmap.flush.sequence;

import io.relmap.testsupport.JdbcWatch;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Notes each row of values that goes through prepared statements of a data source. */
final class StatementRecorder {

    private static final Pattern INSERT =
            Pattern.compile(
                    "(?i)insert into (\\S+) ?\\(([^)]*)\\) ?(?:overriding \\w+ value )?values"
                            + " \\((.*)\\)(?: returning .*)?");
    private static final Pattern EMPTY_INSERT =
            Pattern.compile("(?i)insert into (\\S+) default values.*");
    private static final Pattern UPDATE = Pattern.compile("(?i)update (\\S+) set (.*) where (.*)");
    private static final Pattern DELETE = Pattern.compile("(?i)delete from (\\S+) where (.*)");

    private final List<WrittenRow> rows = new ArrayList<>();
    private int statements;
    private boolean paused;

    /** What was sent since the last call. */
    List<WrittenRow> take() {
        List<WrittenRow> taken = List.copyOf(rows);
        rows.clear();
        statements = 0;
        return taken;
    }

    /** How many writing statements were sent since what was sent was taken. */
    int statements() {
        return statements;
    }

    void pause(boolean value) {
        paused = value;
    }

    DataSource watch(DataSource dataSource) {
        return JdbcWatch.connections(
                dataSource, connection -> JdbcWatch.statements(connection, this::watch));
    }

    private PreparedStatement watch(PreparedStatement statement, String sql) {
        SortedMap<Integer, @Nullable Object> values = new TreeMap<>();
        List<List<@Nullable Object>> batch = new ArrayList<>();
        return JdbcWatch.on(
                PreparedStatement.class,
                statement,
                call -> {
                    @Nullable Object[] arguments = call.arguments();
                    if (call.name().startsWith("set")
                            && arguments.length > 1
                            && arguments[0] instanceof Integer index) {
                        values.put(index, call.name().equals("setNull") ? null : arguments[1]);
                    } else if (call.name().equals("addBatch")) {
                        batch.add(new ArrayList<>(values.values()));
                    } else if (call.name().equals("executeBatch")) {
                        count(sql, batch.get(0));
                        batch.forEach(row -> note(sql, row));
                        batch.clear();
                    } else if (call.name().equals("executeUpdate")
                            || call.name().equals("executeQuery")) {
                        count(sql, new ArrayList<>(values.values()));
                        note(sql, new ArrayList<>(values.values()));
                    }
                    return call.proceed();
                });
    }

    private void count(String sql, List<@Nullable Object> values) {
        if (!paused && parse(sql.strip(), values) != null) {
            statements++;
        }
    }

    private void note(String sql, List<@Nullable Object> values) {
        WrittenRow row = paused ? null : parse(sql.strip(), values);
        if (row != null) {
            rows.add(row);
        }
    }

    private static @Nullable WrittenRow parse(String sql, List<@Nullable Object> values) {
        Matcher insert = INSERT.matcher(sql);
        if (insert.matches()) {
            WrittenRow row = new WrittenRow("INSERT", name(insert.group(1)));
            List<String> columns = names(insert.group(2), ",");
            List<String> given = parts(insert.group(3));
            int used = 0;
            for (int i = 0; i < columns.size(); i++) {
                used = put(row, columns.get(i), given.get(i), values, used);
            }
            return row;
        }
        Matcher empty = EMPTY_INSERT.matcher(sql);
        if (empty.matches()) {
            return new WrittenRow("INSERT", name(empty.group(1)));
        }
        Matcher update = UPDATE.matcher(sql);
        if (update.matches()) {
            WrittenRow row = new WrittenRow("UPDATE", name(update.group(1)));
            int used = 0;
            for (String assignment : parts(update.group(2))) {
                String[] sides = assignment.split("=", 2);
                used = put(row, name(sides[0]), sides[1].strip(), values, used);
            }
            where(row, update.group(3), values.subList(used, values.size()));
            return row;
        }
        Matcher delete = DELETE.matcher(sql);
        if (delete.matches()) {
            WrittenRow row = new WrittenRow("DELETE", name(delete.group(1)));
            where(row, delete.group(2), values);
            return row;
        }
        return null;
    }

    /** Notes what a column is given; how many values are used up then. */
    private static int put(
            WrittenRow row, String column, String given, List<@Nullable Object> values, int used) {
        if (given.equals("?")) {
            row.set().put(column, plain(values.get(used)));
            return used + 1;
        }
        row.set().put(column, WrittenRow.COMPUTED);
        return used + (int) given.chars().filter(c -> c == '?').count();
    }

    /** What stands between commas that are in no parentheses. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? ',' : text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        return parts;
    }

    private static void where(WrittenRow row, String condition, List<@Nullable Object> values) {
        List<String> columns = names(condition, "(?i) and ");
        for (int i = 0; i < columns.size(); i++) {
            row.where().put(columns.get(i), plain(values.get(i)));
        }
    }

    /** The names at the beginning of each part: {@code "a" = ?, "b" = ?} gives a and b. */
    private static List<String> names(String text, String separator) {
        List<String> names = new ArrayList<>();
        for (String part : text.split(separator)) {
            if (!part.isBlank()) {
                names.add(name(part.strip().split("\\s*=")[0]));
            }
        }
        return names;
    }

    private static String name(String identifier) {
        String plain = identifier.strip().replace("\"", "");
        return plain.substring(plain.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    static @Nullable Object plain(@Nullable Object value) {
        return value instanceof Number number ? (Object) number.longValue() : value;
    }
}
