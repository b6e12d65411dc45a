package io.relmap.join;

import io.relmap.schema.Column;
import io.relmap.schema.Table;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** An entity without a class: its attributes are the columns of its tables, by their names. */
record TestEntity(
        String simpleName, String packageName, JoinSide side, @Nullable EntityModel alternativeOf)
        implements EntityModel {

    static TestEntity of(String name, Table table) {
        return new TestEntity(name, "app", JoinSide.of(table), null);
    }

    @Override
    public Collection<String> columnAttributes() {
        return side.own().table().columns().stream().map(Column::name).toList();
    }

    @Override
    public @Nullable Column column(String attribute) {
        return side.own().table().findColumn(attribute);
    }
}
