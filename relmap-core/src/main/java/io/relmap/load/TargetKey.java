package io.relmap.load;

import io.relmap.mapping.Relationship;
import io.relmap.schema.Column;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Expression;
import io.relmap.sql.Logical;
import io.relmap.sql.Parameter;
import io.relmap.state.IdentityKey;
import io.relmap.state.Initializer.KeySource;
import io.relmap.state.InstanceState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The key that an owner holds of the target of a simple reference (spec LO-12). */
final class TargetKey {

    private TargetKey() {}

    /**
     * The target's key, or null where a column of it is null: a key that is partly null refers to nothing
     * (spec LO-17).
     */
    static @Nullable IdentityKey of(
            Relationship relationship, InstanceState owner, KeySource source) {
        List<Column> key = relationship.target().table().primaryKey();
        Object[] values = new Object[key.size()];
        for (Expression term : Logical.conjuncts(relationship.join().lazyCondition())) {
            Binary equality = (Binary) term;
            boolean valueLeft = equality.left() instanceof Parameter;
            Parameter value = (Parameter) (valueLeft ? equality.left() : equality.right());
            ColumnRef column = (ColumnRef) (valueLeft ? equality.right() : equality.left());
            Object held = Keys.value(owner, (Column) value.key(), source);
            if (held == null) {
                return null;
            }
            values[key.indexOf(column.column())] = held;
        }
        return Keys.identity(relationship.target(), values);
    }
}
