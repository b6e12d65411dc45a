package io.relmap.testsupport;

import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.type.TypeRegistry;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables in the notation of spec 01 section 17: {@code parent(id*); child(id*, parent_id>parent.id,
 * name:String, x+y>p.x+y)}. The default type is Integer.
 */
public final class TableTexts {

    private TableTexts() {}

    /** The tables of a text, in its order. */
    public static List<Table> parse(String text) {
        List<Table> tables = new ArrayList<>();
        for (String table : text.split(";")) {
            tables.add(table(table.strip()));
        }
        return tables;
    }

    /** The name of the entity of a table: {@code host_entry} is mapped as {@code HostEntry}. */
    public static String camelCase(String name) {
        StringBuilder result = new StringBuilder();
        for (String word : name.split("_")) {
            result.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return result.toString();
    }

    private static Table table(String text) {
        Table.Builder table = Table.named(text.substring(0, text.indexOf('(')));
        List<String> key = new ArrayList<>();
        String body = text.substring(text.indexOf('(') + 1, text.length() - 1);
        for (String part : body.split(",\\s*")) {
            addColumn(table, key, part);
        }
        return table.primaryKey(key).build();
    }

    private static void addColumn(Table.Builder table, List<String> key, String part) {
        String[] pieces = part.split(">");
        String[] columns = pieces[0].replace("*", "").split("\\+");
        if (columns.length == 1) {
            String[] typed = columns[0].split(":");
            String type = typed.length > 1 ? typed[1] : "Integer";
            table.column(ColumnDefinition.of(typed[0], TypeRegistry.parse(type)));
            columns = new String[] {typed[0]};
            if (pieces[0].contains("*")) {
                key.add(typed[0]);
            }
        }
        for (int i = 1; i < pieces.length; i++) {
            int dot = pieces[i].lastIndexOf('.');
            table.foreignKey(
                    new ForeignKeyConstraint(
                            null,
                            List.of(columns),
                            TableName.of(pieces[i].substring(0, dot)),
                            List.of(pieces[i].substring(dot + 1).split("\\+")),
                            ForeignKeyConstraint.Options.NONE));
        }
    }
}
