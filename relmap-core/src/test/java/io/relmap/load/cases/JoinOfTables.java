package io.relmap.load.cases;

import io.relmap.schema.Table;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.FromItem;
import io.relmap.sql.JoinItem;
import io.relmap.sql.JoinKind;
import io.relmap.sql.TableRef;
import java.util.Map;
import java.util.Objects;

/** Joins of tables as they are recorded: {@code b JOIN d ON d.b_id = b.id}. */
record JoinOfTables(Map<String, Table> tables) {

    FromItem of(String text) {
        String[] parts = text.split(" JOIN ");
        FromItem from = TableRef.of(table(parts[0]));
        for (int i = 1; i < parts.length; i++) {
            String[] joined = parts[i].split(" ON ");
            String[] sides = joined[1].split(" = ");
            from =
                    new JoinItem(
                            from,
                            JoinKind.INNER,
                            TableRef.of(table(joined[0])),
                            Binary.eq(column(sides[0]), column(sides[1])));
        }
        return from;
    }

    private Table table(String name) {
        return Objects.requireNonNull(tables.get(name.strip()), name);
    }

    private ColumnRef column(String text) {
        String[] names = text.strip().split("\\.");
        return ColumnRef.of(table(names[0]).column(names[1]));
    }
}
