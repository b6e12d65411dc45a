package io.relmap.jdbc;

import io.relmap.error.ErrorKind;
import io.relmap.error.IntegrityException;
import io.relmap.flush.change.FlushRow;
import io.relmap.flush.dependency.KeyRules;
import io.relmap.join.Direction;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * References that a relationship blanks although their columns are NOT NULL (spec UW-50). Whether they are is the
 * database's to say; what it says is told in the mapping's words too.
 */
final class BlankedReferences {

    private static final int SHOWN = 3;

    private BlankedReferences() {}

    /** The same refusal with what the mapping has to do with it, if a relationship has blanked the column. */
    static IntegrityException explained(
            IntegrityException refused,
            Mapper mapper,
            List<FlushRow> rows,
            List<ColumnAttribute> columns,
            KeyRules rules) {
        if (refused.kind() != ErrorKind.NOT_NULL) {
            return refused;
        }
        for (ColumnAttribute column : columns) {
            List<FlushRow> blanked =
                    rows.stream().filter(row -> row.state().column(column) == null).toList();
            Set<Relationship> relationships = rules.of(column, blanked);
            if (!blanked.isEmpty()
                    && !relationships.isEmpty()
                    && isMeant(column, refused.constraint())) {
                return new IntegrityException(
                        refused.code(),
                        withoutCode(refused)
                                + text(mapper, column, blanked, relationships.iterator().next()),
                        refused.getCause(),
                        refused.kind(),
                        refused.constraint());
            }
        }
        return refused;
    }

    /** Databases name the column alone, or with its table, and not always as it is mapped. */
    private static boolean isMeant(ColumnAttribute column, @Nullable String named) {
        return named == null
                || named.substring(named.lastIndexOf('.') + 1)
                        .equalsIgnoreCase(column.column().name());
    }

    private static String withoutCode(IntegrityException refused) {
        String message = String.valueOf(refused.getMessage());
        String code = refused.code().code() + ": ";
        return message.startsWith(code) ? message.substring(code.length()) : message;
    }

    private static String text(
            Mapper mapper,
            ColumnAttribute column,
            List<FlushRow> blanked,
            Relationship relationship) {
        String reference =
                " "
                        + relationship
                        + " blanks the reference "
                        + column.column()
                        + " of "
                        + RowNames.of(blanked, SHOWN)
                        + ", which is NOT NULL. ";
        if (relationship.direction() == Direction.MANY_TO_ONE) {
            return reference
                    + "Give "
                    + mapper
                    + " another "
                    + relationship.target()
                    + ", delete it, or make the column nullable.";
        }
        return reference
                + "If it is to go with its "
                + relationship.owner()
                + ", give "
                + relationship
                + " the cascade DELETE, and DELETE_ORPHAN for one that is taken out; if the database is to"
                + " see to it, passiveDeletes = ALL; else make the column nullable.";
    }
}
