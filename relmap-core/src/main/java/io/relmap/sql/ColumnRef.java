package io.relmap.sql;

import io.relmap.schema.Column;
import io.relmap.schema.Table;
import java.util.EnumSet;
import java.util.Set;

/**
 * One occurrence of a column. Roles belong to the occurrence, never to the column (spec RC-39).
 *
 * @param source where in FROM the column's table stands
 * @param column the column
 * @param roles what the occurrence means in a join condition; empty elsewhere
 */
public record ColumnRef(TableRef source, Column column, Set<ColumnRole> roles)
        implements Expression {

    public ColumnRef {
        roles = Set.copyOf(roles);
    }

    /** The column in its own table, without an alias and without a role. */
    public static ColumnRef of(Column column) {
        return new ColumnRef(TableRef.of(column.table()), column, Set.of());
    }

    /** The same occurrence with one role more. */
    public ColumnRef with(ColumnRole role) {
        EnumSet<ColumnRole> more = EnumSet.of(role);
        more.addAll(roles);
        return new ColumnRef(source, column, more);
    }

    /** The same occurrence with these roles only. */
    public ColumnRef withRoles(Set<ColumnRole> only) {
        return new ColumnRef(source, column, only);
    }

    /** The same column read from another place in FROM. */
    public ColumnRef from(TableRef other) {
        return new ColumnRef(other, column, roles);
    }

    /** Whether this occurrence has the role. */
    public boolean has(ColumnRole role) {
        return roles.contains(role);
    }

    /** The table that the column belongs to. */
    public Table table() {
        return column.table();
    }

    @Override
    public String toString() {
        return source.label() + "." + column.name();
    }
}
