package io.relmap.join;

import io.relmap.error.MappingException;
import io.relmap.schema.Column;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.MetaData;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The elements of foreign keys: one for each referencing column of each constraint (spec RC-10). */
final class ForeignKeyElements {

    private final MetaData metaData;

    ForeignKeyElements(MetaData metaData) {
        this.metaData = metaData;
    }

    /**
     * One referencing column.
     *
     * @param constraint the constraint it belongs to
     * @param column the referencing column
     * @param references the table it names
     * @param referenced the column it points at, or null if that cannot be found
     * @param failure why it cannot be found, or null
     */
    record Element(
            ForeignKeyConstraint constraint,
            Column column,
            TableName references,
            @Nullable Column referenced,
            @Nullable MappingException failure) {}

    /** The elements of a table in the order in which their columns were declared (RC-31). */
    List<Element> of(Table table) {
        List<Element> elements = new ArrayList<>();
        for (Column column : table.columns()) {
            for (ForeignKeyConstraint constraint : table.foreignKeys()) {
                int index = constraint.columns().indexOf(column.name());
                if (index >= 0) {
                    elements.add(element(table, column, constraint, index));
                }
            }
        }
        return elements;
    }

    /**
     * Whether the column references the other one (RC-15).
     *
     * @throws MappingException if that cannot be told, a reference of the column being unresolved (RC-14)
     */
    boolean references(Column column, Column other) {
        List<Element> own = of(column.table()).stream().filter(e -> e.column() == column).toList();
        if (own.stream().anyMatch(e -> e.referenced() == other)) {
            return true;
        }
        for (Element element : own) {
            if (element.failure() != null) {
                throw element.failure();
            }
        }
        return false;
    }

    private Element element(
            Table table, Column column, ForeignKeyConstraint constraint, int index) {
        try {
            Column referenced = metaData.resolve(table, constraint).get(index);
            return new Element(constraint, column, constraint.references(), referenced, null);
        } catch (MappingException failure) {
            return new Element(constraint, column, constraint.references(), null, failure);
        }
    }
}
