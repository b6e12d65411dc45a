package io.relmap.flush.unique;

import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.schema.Table;
import io.relmap.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A unique key of a table as the columns of an entity: the primary key, if programs assign it, or another.
 *
 * @param columns the columns
 * @param constraint the constraint; null for the primary key
 */
record UniqueKey(List<ColumnAttribute> columns, @Nullable UniqueConstraint constraint) {

    UniqueKey {
        columns = List.copyOf(columns);
    }

    /** The unique keys all of whose columns the entity maps. */
    static List<UniqueKey> of(Mapper mapper) {
        List<UniqueKey> keys = new ArrayList<>();
        Table table = mapper.table();
        if (mapper.generated() == null) {
            keys.add(new UniqueKey(mapper.identity(), null));
        }
        for (UniqueConstraint constraint : table.uniqueConstraints()) {
            List<ColumnAttribute> mapped =
                    constraint.columns().stream()
                            .map(name -> mapper.findAttribute(table.column(name)))
                            .flatMap(Stream::ofNullable)
                            .toList();
            if (mapped.size() == constraint.columns().size()) {
                keys.add(new UniqueKey(mapped, constraint));
            }
        }
        return keys;
    }
}
