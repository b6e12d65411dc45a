package io.relmap.sql.grammar;

import io.relmap.error.ErrorCode;
import io.relmap.schema.Column;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.Table;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Expression;
import io.relmap.sql.FromItem;
import io.relmap.sql.TableRef;
import io.relmap.type.TypeRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Knows every table: the last part of a path is a column of a table called like the part before. */
final class TestNames implements NameResolver {

    private static final List<String> INTEGERS =
            List.of(
                    "id",
                    "x",
                    "y",
                    "z",
                    "last",
                    "user_id",
                    "parent_id",
                    "left_node_id",
                    "a_id",
                    "b_id",
                    "d_id",
                    "v4address",
                    "v4representation",
                    "ip_address",
                    "content",
                    "billing_address_id");

    private static final List<String> TEXTS =
            List.of("name", "email", "city", "path", "title", "email_address");

    private final Map<String, Table> tables = new HashMap<>();

    @Override
    public Expression resolve(List<String> path, Position at) {
        if (path.size() < 2) {
            throw at.error(ErrorCode.UNKNOWN_NAME, "unknown name " + path.get(0));
        }
        String last = path.get(path.size() - 1);
        String table = path.get(path.size() - 2);
        Column column = table(table.equals("c") ? path.get(0) : table).findColumn(last);
        if (column == null) {
            throw at.error(ErrorCode.UNKNOWN_ATTRIBUTE, table + " has no column " + last);
        }
        return ColumnRef.of(column);
    }

    @Override
    public FromItem source(List<String> path, Position at) {
        return TableRef.of(table(String.join("_", path)));
    }

    @Override
    public Expression joinCondition(FromItem left, FromItem right, Position at) {
        return Binary.eq(
                ColumnRef.of(table(((TableRef) left).label()).column("id")),
                ColumnRef.of(table(((TableRef) right).label()).column("id")));
    }

    private Table table(String name) {
        return tables.computeIfAbsent(name, TestNames::create);
    }

    private static Table create(String name) {
        Table.Builder builder = Table.named(name);
        TEXTS.forEach(column -> add(builder, column, "String"));
        INTEGERS.forEach(column -> add(builder, column, "Integer"));
        add(builder, "created", "date");
        return builder.build();
    }

    private static void add(Table.Builder builder, String column, String type) {
        builder.column(ColumnDefinition.of(column, TypeRegistry.parse(type)));
    }
}
