package io.relmap.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A SELECT statement. Made by {@link #builder()}.
 *
 * @param items its columns
 * @param from its FROM; several items are a product
 * @param where its condition, or null
 * @param groupBy its groups
 * @param having the condition on groups, or null
 * @param orderBy its order
 * @param distinct whether equal rows appear once
 * @param limit how many rows at the most, or null; a {@link Parameter} or {@link Literal}
 * @param offset how many rows are left out first, or null
 * @param lock how rows are locked
 */
public record Select(
        List<SelectItem> items,
        List<FromItem> from,
        @Nullable Expression where,
        List<Expression> groupBy,
        @Nullable Expression having,
        List<Ordering> orderBy,
        boolean distinct,
        @Nullable Expression limit,
        @Nullable Expression offset,
        RowLock lock) {

    public Select {
        items = List.copyOf(items);
        from = List.copyOf(from);
        groupBy = List.copyOf(groupBy);
        orderBy = List.copyOf(orderBy);
    }

    /** Starts an empty SELECT. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that holds all that this SELECT says. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.items.addAll(items);
        builder.from.addAll(from);
        if (where != null) {
            builder.where.add(where);
        }
        builder.groupBy.addAll(groupBy);
        builder.having = having;
        builder.orderBy.addAll(orderBy);
        builder.distinct = distinct;
        builder.limit = limit;
        builder.offset = offset;
        builder.lock = lock;
        return builder;
    }

    /** Collects the parts of a SELECT. Not thread-safe. */
    public static final class Builder {

        private final List<SelectItem> items = new ArrayList<>();
        private final List<FromItem> from = new ArrayList<>();
        private final List<Expression> where = new ArrayList<>();
        private final List<Expression> groupBy = new ArrayList<>();
        private final List<Ordering> orderBy = new ArrayList<>();
        private @Nullable Expression having;
        private boolean distinct;
        private @Nullable Expression limit;
        private @Nullable Expression offset;
        private RowLock lock = RowLock.NONE;

        private Builder() {}

        /** Adds a column. */
        public Builder item(Expression expression) {
            items.add(SelectItem.of(expression));
            return this;
        }

        /** Adds a column under a label. */
        public Builder item(Expression expression, String label) {
            items.add(new SelectItem(expression, label));
            return this;
        }

        /** Takes all columns away. */
        public Builder clearItems() {
            items.clear();
            return this;
        }

        /** Adds something to FROM. */
        public Builder from(FromItem item) {
            from.add(item);
            return this;
        }

        /** Replaces FROM. */
        public Builder replaceFrom(List<FromItem> all) {
            from.clear();
            from.addAll(all);
            return this;
        }

        /** Adds a condition, joined to those already there by AND. */
        public Builder where(Expression condition) {
            where.add(condition);
            return this;
        }

        /** Adds an expression to GROUP BY. */
        public Builder groupBy(Expression expression) {
            groupBy.add(expression);
            return this;
        }

        /** Sets HAVING. */
        public Builder having(Expression condition) {
            having = condition;
            return this;
        }

        /** Adds a term to ORDER BY. */
        public Builder orderBy(Ordering ordering) {
            orderBy.add(ordering);
            return this;
        }

        /** Takes ORDER BY away. */
        public Builder clearOrderBy() {
            orderBy.clear();
            return this;
        }

        /** Asks for rows that differ. */
        public Builder distinct() {
            distinct = true;
            return this;
        }

        /** Sets LIMIT. */
        public Builder limit(@Nullable Expression rows) {
            limit = rows;
            return this;
        }

        /** Sets OFFSET. */
        public Builder offset(@Nullable Expression rows) {
            offset = rows;
            return this;
        }

        /** Sets how rows are locked. */
        public Builder lock(RowLock value) {
            lock = value;
            return this;
        }

        /** Makes the SELECT. */
        public Select build() {
            return new Select(
                    items,
                    from,
                    where.isEmpty() ? null : Logical.and(where),
                    groupBy,
                    having,
                    orderBy,
                    distinct,
                    limit,
                    offset,
                    lock);
        }
    }
}
