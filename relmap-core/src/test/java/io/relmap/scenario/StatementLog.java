package io.relmap.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what is sent between two steps, and keeps the SQL of the whole scenario for reports. */
final class StatementLog {

    private final List<List<Object>> statements = new ArrayList<>();
    private final List<String> sql = new ArrayList<>();
    private long selects;

    void wrote(String verb, String table, long rows) {
        int last = statements.size() - 1;
        if (last >= 0
                && statements.get(last).get(0).equals(verb)
                && statements.get(last).get(1).equals(table)) {
            rows += (Long) statements.get(last).get(2);
            statements.remove(last);
        }
        statements.add(List.of(verb, table, rows));
    }

    void selected() {
        selects++;
    }

    void sent(String text) {
        sql.add(text);
    }

    void startStep() {
        statements.clear();
        selects = 0;
    }

    long selects() {
        return selects;
    }

    List<List<Object>> statements() {
        return List.copyOf(statements);
    }

    Map<String, List<Long>> rows() {
        Map<String, List<Long>> rows = new LinkedHashMap<>();
        for (List<Object> statement : statements) {
            long count = (Long) statement.get(2);
            String verb = (String) statement.get(0);
            rows.merge(
                    (String) statement.get(1),
                    List.of(
                            verb.equals("insert") ? count : 0,
                            verb.equals("update") ? count : 0,
                            verb.equals("delete") ? count : 0),
                    (a, b) ->
                            List.of(a.get(0) + b.get(0), a.get(1) + b.get(1), a.get(2) + b.get(2)));
        }
        return rows;
    }

    List<String> sql() {
        return List.copyOf(sql);
    }
}
