package io.relmap.flush.random;

import io.relmap.flush.random.RandomSchema.Link;
import io.relmap.flush.random.RandomSchema.Pairing;
import io.relmap.flush.random.RandomSchema.TableModel;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The rows of a schema's tables, read past relmap. */
final class Rows {

    private final RandomSchema schema;
    private final DataSource dataSource;

    Rows(RandomSchema schema, DataSource dataSource) {
        this.schema = schema;
        this.dataSource = dataSource;
    }

    /** Makes the tables, in one transaction: each of its own would take most of a graph's time. */
    void createTables(List<String> statements) {
        dropTables();
        execute(String.join(";", statements));
    }

    void dropTables() {
        execute("drop table if exists " + String.join(", ", schema.tableNames()) + " cascade");
    }

    private void execute(String statements) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All rows that are committed, by table. */
    Map<String, Object> read() {
        try (Connection connection = dataSource.getConnection()) {
            Map<String, Object> all = new TreeMap<>();
            for (String table : schema.tableNames()) {
                all.put(table, new HashSet<>(read(connection, table)));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Map<String, @Nullable Object>> read(Connection connection, String table)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select * from " + table)) {
            List<Map<String, @Nullable Object>> rows = new ArrayList<>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                for (int i = 1; i <= columns; i++) {
                    row.put(result.getMetaData().getColumnName(i), result.getObject(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /**
     * Compares the rows with what was foretold.
     *
     * @return the keys of the objects' rows, by the numbers of the objects
     */
    Map<Integer, List<Object>> compare(Connection connection, Prediction prediction, World world)
            throws SQLException {
        Map<Integer, Map<String, @Nullable Object>> actual = new HashMap<>();
        for (TableModel table : schema.tables()) {
            for (Map<String, @Nullable Object> row : read(connection, table.name())) {
                Integer label = (Integer) Objects.requireNonNull(row.get("label"));
                actual.put(label, row);
                if (!prediction.rows.containsKey(label)
                        || world.thing(label).table != table.number()) {
                    throw new Fault("rows", "a row that should not be there: " + table + " " + row);
                }
            }
        }
        Map<Integer, List<Object>> keys = new HashMap<>();
        prediction.rows.forEach(
                (number, row) -> {
                    Map<String, @Nullable Object> found = actual.get(number);
                    if (found == null) {
                        throw new Fault("rows", world.thing(number) + " has no row");
                    }
                    keys.put(number, key(world.thing(number).table, found));
                });
        prediction.rows.forEach(
                (number, row) -> {
                    Map<String, @Nullable Object> found =
                            Objects.requireNonNull(actual.get(number));
                    Map<String, @Nullable Object> expected =
                            expected(world.thing(number), row, keys);
                    expected.forEach(
                            (column, value) -> {
                                if (!Objects.equals(found.get(column), value)) {
                                    throw new Fault(
                                            "rows",
                                            world.thing(number)
                                                    + " should be "
                                                    + expected
                                                    + ", is "
                                                    + found);
                                }
                            });
                });
        for (Pairing pairing : schema.pairings()) {
            comparePairs(connection, pairing, prediction, keys);
        }
        return keys;
    }

    private List<Object> key(int table, Map<String, @Nullable Object> row) {
        List<Object> key = new ArrayList<>();
        for (String column : schema.keyColumns(table).keySet()) {
            key.add(Objects.requireNonNull(row.get(column)));
        }
        return key;
    }

    private Map<String, @Nullable Object> expected(
            Thing thing, Thing.Content row, Map<Integer, List<Object>> keys) {
        Map<String, @Nullable Object> expected = new TreeMap<>(row.values);
        for (Link link : schema.linksOf(thing.table)) {
            List<String> columns = List.copyOf(schema.columns(link).keySet());
            Integer target = row.references.get(link.number());
            List<?> key =
                    target == null
                            ? Collections.nCopies(columns.size(), null)
                            : Objects.requireNonNull(keys.get(target));
            for (int i = 0; i < columns.size(); i++) {
                expected.put(columns.get(i), key.get(i));
            }
        }
        return expected;
    }

    private void comparePairs(
            Connection connection,
            Pairing pairing,
            Prediction prediction,
            Map<Integer, List<Object>> keys)
            throws SQLException {
        Set<List<Object>> expected = new HashSet<>();
        for (List<Integer> ends : Objects.requireNonNull(prediction.pairs.get(pairing.number()))) {
            List<Object> row = new ArrayList<>(Objects.requireNonNull(keys.get(ends.get(0))));
            row.addAll(Objects.requireNonNull(keys.get(ends.get(1))));
            expected.add(row);
        }
        Set<List<@Nullable Object>> actual = new HashSet<>();
        for (Map<String, @Nullable Object> row : read(connection, pairing.table())) {
            actual.add(new ArrayList<>(row.values()));
        }
        if (!expected.equals(actual)) {
            throw new Fault("links", pairing + " should be " + expected + ", is " + actual);
        }
    }
}
