package io.relmap.flush.sequence;

import io.relmap.ddl.SchemaOperations;
import io.relmap.dialect.Dialect;
import io.relmap.jdbc.ConnectionSource;
import io.relmap.jdbc.Database;
import io.relmap.schema.ForeignKeyConstraint.Deferrable;
import io.relmap.schema.MetaData;
import io.relmap.schema.Table;
import java.util.Collection;
import javax.sql.DataSource;

/** Creates the tables of a recorded case. */
final class SequenceTables {

    private SequenceTables() {}

    /** Creates all tables. */
    static void create(Collection<Table> tables, Dialect dialect, DataSource dataSource) {
        new SchemaOperations(
                        MetaData.of(tables), Database.of(dialect), ConnectionSource.of(dataSource))
                .createAll();
    }

    /** Whether a foreign key is checked later than its statement, which not all databases can do. */
    static boolean hasDeferrableKeys(Collection<Table> tables) {
        return tables.stream()
                .flatMap(table -> table.foreignKeys().stream())
                .anyMatch(key -> key.options().deferrable() != Deferrable.NO);
    }
}
