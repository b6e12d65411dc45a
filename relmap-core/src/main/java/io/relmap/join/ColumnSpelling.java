package io.relmap.join;

import io.relmap.schema.Column;

/** How a user writes a column in an argument, so that remedies can be pasted. */
@FunctionalInterface
public interface ColumnSpelling {

    /** {@code table.column}, for tables that no entity is known of. */
    ColumnSpelling BY_TABLE = Column::toString;

    /** The column as an argument would name it: {@code Customer.billingAddressId}. */
    String of(Column column);
}
