package io.relmap.spring.data.query;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where values of a row go in what is shown of it. */
sealed interface Cell {

    /** What stands there for a row. */
    @Nullable Object of(@Nullable Object[] row);

    /**
     * One value.
     *
     * @param column its place in the row
     */
    record Leaf(int column) implements Cell {

        @Override
        public @Nullable Object of(@Nullable Object[] row) {
            return row[column];
        }
    }

    /** Nothing: it was not asked for. */
    record Blank() implements Cell {

        @Override
        public @Nullable Object of(@Nullable Object[] row) {
            return null;
        }
    }

    /**
     * Something that is made of several values.
     *
     * @param view what
     * @param cells its properties, in the view's order
     * @param presence the places of which one has a value if there is anything to be shown; none at the root
     */
    record Branch(View view, List<Cell> cells, List<Integer> presence) implements Cell {

        @Override
        public @Nullable Object of(@Nullable Object[] row) {
            return presence.stream().allMatch(place -> row[place] == null) ? null : made(row);
        }

        /** What is made of a row that is there. */
        Object made(@Nullable Object[] row) {
            List<@Nullable Object> values = new ArrayList<>();
            cells.forEach(cell -> values.add(cell.of(row)));
            return view.made(values);
        }
    }
}
