package io.relmap.flush.dependency;

import io.relmap.annotation.Internal;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.ReferentialAction;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns whose changes the database carries on into the rows that refer to them, by a foreign key with an ON UPDATE
 * rule, as far as entities and relationships are mapped to those: a NULL for a while would empty these references for
 * good. Made once for a mapping; immutable.
 */
@Internal
public final class UpdateRules {

    private final Map<TableName, Set<String>> carried = new HashMap<>();

    /**
     * @param mappers all entities
     */
    public UpdateRules(Collection<Mapper> mappers) {
        for (Mapper mapper : mappers) {
            add(mapper.table());
            for (Relationship relationship : mapper.relationships()) {
                Table secondary = relationship.join().secondaryTable();
                if (secondary != null) {
                    add(secondary);
                }
            }
        }
    }

    private void add(Table holder) {
        for (ForeignKeyConstraint key : holder.foreignKeys()) {
            if (changesRows(key.options().onUpdate())) {
                carried.computeIfAbsent(key.references(), table -> new HashSet<>())
                        .addAll(key.referencedColumns());
            }
        }
    }

    private static boolean changesRows(@Nullable ReferentialAction rule) {
        return rule == ReferentialAction.CASCADE
                || rule == ReferentialAction.SET_NULL
                || rule == ReferentialAction.SET_DEFAULT;
    }

    /** Whether a change of a column changes rows that refer to it. */
    public boolean carryOn(ColumnAttribute attribute) {
        return carried.getOrDefault(attribute.column().table().tableName(), Set.of())
                .contains(attribute.column().name());
    }
}
