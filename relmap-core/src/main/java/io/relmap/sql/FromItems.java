package io.relmap.sql;

import java.util.function.Function;
import java.util.stream.Stream;

/** Looks into what stands in FROM. */
public final class FromItems {

    private FromItems() {}

    /** The tables from left to right; none of a subquery that stands for no table. */
    public static Stream<TableRef> tables(FromItem item) {
        if (item instanceof TableRef table) {
            return Stream.of(table);
        } else if (item instanceof JoinItem join) {
            return Stream.concat(tables(join.left()), tables(join.right()));
        } else if (item instanceof DerivedTable derived) {
            return Stream.of(derived.place());
        } else if (item instanceof NativeTable table) {
            return Stream.of(table.place());
        }
        return Stream.empty();
    }

    /** A copy in which every table is replaced; ON conditions stay as they are. */
    public static FromItem mapTables(FromItem item, Function<TableRef, TableRef> replacement) {
        if (item instanceof TableRef table) {
            return replacement.apply(table);
        } else if (item instanceof JoinItem join) {
            FromItem left = mapTables(join.left(), replacement);
            return new JoinItem(left, join.kind(), mapTables(join.right(), replacement), join.on());
        } else if (item instanceof DerivedTable derived) {
            return new DerivedTable(replacement.apply(derived.place()), derived.select());
        } else if (item instanceof NativeTable table) {
            return new NativeTable(
                    replacement.apply(table.place()), table.text(), table.texts(), table.values());
        }
        return item;
    }

    /** A copy in which every ON condition is replaced. */
    public static FromItem mapOn(FromItem item, Function<Expression, Expression> change) {
        if (item instanceof JoinItem join) {
            FromItem left = mapOn(join.left(), change);
            FromItem right = mapOn(join.right(), change);
            Expression on = join.on();
            return new JoinItem(left, join.kind(), right, on == null ? null : change.apply(on));
        }
        return item;
    }
}
