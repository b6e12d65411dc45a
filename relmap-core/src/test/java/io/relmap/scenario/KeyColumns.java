package io.relmap.scenario;

import io.relmap.scenario.ScenarioFile.ColumnModel;
import io.relmap.scenario.ScenarioFile.KeyModel;
import io.relmap.scenario.ScenarioFile.Model;
import io.relmap.scenario.ScenarioFile.TableModel;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells tags instead of generated keys: which columns hold the generated key of which table, and what tag the row
 * of each such key has.
 */
final class KeyColumns {

    private final Model model;
    private final Map<String, String> tags = new HashMap<>();

    KeyColumns(Model model) {
        this.model = model;
    }

    /** The table whose generated key the column holds, its own or one it refers to; null if none. */
    @Nullable String tableOf(String table, String column) {
        TableModel owner = model.table(table);
        if (owner.column(column).generated()) {
            return table;
        }
        for (KeyModel key : owner.foreignKeys()) {
            int place = key.columns().indexOf(column);
            if (place >= 0 && !(key.refTable().equals(table) && refersToItself(key, place))) {
                String found = tableOf(key.refTable(), key.refColumns().get(place));
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static boolean refersToItself(KeyModel key, int place) {
        return key.columns().get(place).equals(key.refColumns().get(place));
    }

    /** The generated key column of a table, or null. */
    @Nullable String generatedColumn(String table) {
        return model.table(table).columns().stream()
                .filter(ColumnModel::generated)
                .map(ColumnModel::name)
                .findFirst()
                .orElse(null);
    }

    /** Learns the tag of a row. */
    void learn(String table, @Nullable Object key, @Nullable String tag) {
        if (key != null && tag != null) {
            tags.put(table + "#" + Values.column(key), tag);
        }
    }

    /** The value as records have it. */
    @Nullable Object recorded(String table, String column, @Nullable Object value) {
        Object plain = Values.column(value);
        String keyTable = plain == null ? null : tableOf(table, column);
        return keyTable == null ? plain : tags.getOrDefault(keyTable + "#" + plain, "?" + plain);
    }
}
