package io.relmap.join;

import io.relmap.schema.Table;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.FromItem;
import io.relmap.sql.FromItems;
import io.relmap.sql.TableRef;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One end of a relationship as join inference sees it.
 *
 * @param from where the entity's rows come from: its table, or the FROM of an alternative mapping
 * @param own the entity's own table in it
 * @param alternative whether this is an alternative mapping of the entity (spec RC-93)
 */
public record JoinSide(FromItem from, TableRef own, boolean alternative) {

    /** An entity that is mapped to one table. */
    public static JoinSide of(Table table) {
        TableRef own = TableRef.of(table);
        return new JoinSide(own, own, false);
    }

    /** The tables in the order of FROM. */
    public List<TableRef> tables() {
        return FromItems.tables(from).toList();
    }

    /** Whether the occurrence is a column of this side. */
    boolean has(ColumnRef occurrence) {
        return tables().contains(occurrence.source());
    }

    /** The tables' names, as messages write them. */
    String names() {
        return names(from);
    }

    static String names(FromItem from) {
        return FromItems.tables(from).map(TableRef::label).collect(Collectors.joining(", "));
    }
}
