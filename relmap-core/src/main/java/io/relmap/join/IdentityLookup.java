package io.relmap.join;

import io.relmap.schema.Column;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Expression;
import io.relmap.sql.Logical;
import io.relmap.sql.Operator;
import io.relmap.sql.Parameter;
import io.relmap.type.ColumnType;
import io.relmap.type.TypeFamily;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Whether a lazy condition says nothing but "the row with this primary key" (spec RC-80, RC-81). */
final class IdentityLookup {

    private IdentityLookup() {}

    static boolean matches(JoinCondition join) {
        if (join.secondary() != null || join.target().alternative()) {
            return false;
        }
        List<Column> key = join.target().own().table().primaryKey();
        List<Expression> terms = Logical.conjuncts(join.lazyCondition());
        Set<Column> found = new HashSet<>();
        for (Expression term : terms) {
            if (!(term instanceof Binary binary) || !binary.operator().equals(Operator.EQ)) {
                return false;
            }
            Expression column = binary.left();
            Expression value = binary.right();
            if (column instanceof Parameter) {
                column = binary.right();
                value = binary.left();
            }
            if (!(column instanceof ColumnRef ref)
                    || !(value instanceof Parameter parameter)
                    || !key.contains(ref.column())
                    || !ref.source().equals(join.target().own())
                    || !sameFamily(ref.column().type(), ((Column) parameter.key()).type())) {
                return false;
            }
            found.add(ref.column());
        }
        return found.size() == key.size() && terms.size() == key.size();
    }

    private static boolean sameFamily(ColumnType left, ColumnType right) {
        return left.family() == right.family()
                && (left.family() != TypeFamily.OTHER
                        || Objects.equals(left.nativeName(), right.nativeName()));
    }
}
