package io.relmap.schema;

import io.relmap.annotation.Match;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key of a table. It names what it refers to; {@link MetaData#resolve} finds the columns
 * when they are needed (spec RC-14).
 *
 * @param name the constraint's name, or null
 * @param columns the referring columns' names, in the constraint's order
 * @param references the table referred to
 * @param referencedColumns the names of the columns referred to, one for each of {@code columns}
 * @param options what the database is told beside the columns
 */
public record ForeignKeyConstraint(
        @Nullable String name,
        List<String> columns,
        TableName references,
        List<String> referencedColumns,
        Options options) {

    /**
     * @param onDelete the ON DELETE rule, or null for none
     * @param onUpdate the ON UPDATE rule, or null for none
     * @param useAlter whether the constraint is added by ALTER TABLE after all tables exist
     * @param deferrable whether a transaction may put the check off, and whether it does so at first
     * @param match when the key is checked if some of its columns are NULL
     */
    public record Options(
            @Nullable ReferentialAction onDelete,
            @Nullable ReferentialAction onUpdate,
            boolean useAlter,
            Deferrable deferrable,
            Match match) {

        /** Without a MATCH clause. */
        public Options(
                @Nullable ReferentialAction onDelete,
                @Nullable ReferentialAction onUpdate,
                boolean useAlter,
                Deferrable deferrable) {
            this(onDelete, onUpdate, useAlter, deferrable, Match.DEFAULT);
        }

        /** No clause at all. */
        public static final Options NONE = new Options(null, null, false, Deferrable.NO);
    }

    /** When the database checks the constraint. */
    public enum Deferrable {
        NO,
        INITIALLY_IMMEDIATE,
        INITIALLY_DEFERRED
    }

    public ForeignKeyConstraint {
        columns = List.copyOf(columns);
        referencedColumns = List.copyOf(referencedColumns);
    }
}
