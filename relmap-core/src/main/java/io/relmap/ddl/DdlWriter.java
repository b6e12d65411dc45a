package io.relmap.ddl;

import io.relmap.annotation.Match;
import io.relmap.dialect.Capability;
import io.relmap.dialect.Dialect;
import io.relmap.schema.Column;
import io.relmap.schema.ConstraintNames;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.ForeignKeyConstraint.Deferrable;
import io.relmap.schema.MetaData;
import io.relmap.schema.ReferentialAction;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes CREATE, ALTER and DROP as one database takes them. */
final class DdlWriter {

    private final MetaData metaData;
    private final Dialect dialect;

    DdlWriter(MetaData metaData, Dialect dialect) {
        this.metaData = metaData;
        this.dialect = dialect;
    }

    /** Whether keys are added by ALTER TABLE at all (spec RC-19). */
    boolean alters() {
        return dialect.supports(Capability.ALTER_CONSTRAINTS);
    }

    String createTable(Table table, DdlPlan plan) {
        List<String> lines = new ArrayList<>();
        table.columns().forEach(column -> lines.add(column(column)));
        boolean keyed = !table.primaryKey().isEmpty();
        if (keyed && !isKeyByIdentity(table)) {
            lines.add(
                    "PRIMARY KEY " + names(table.primaryKey().stream().map(Column::name).toList()));
        }
        for (UniqueConstraint unique : table.uniqueConstraints()) {
            lines.add(unique(table, unique));
        }
        for (ForeignKeyConstraint key : table.foreignKeys()) {
            if (!alters() || !plan.isAdded(table, key)) {
                lines.add(foreignKey(table, key, nameOf(table, key)));
            }
        }
        return "CREATE TABLE "
                + quote(table.tableName())
                + " (\n    "
                + String.join(",\n    ", lines)
                + "\n)";
    }

    String addKey(DdlPlan.AddedKey added) {
        return "ALTER TABLE "
                + quote(added.table().tableName())
                + " ADD "
                + foreignKey(added.table(), added.key(), added.name());
    }

    String dropKey(DdlPlan.AddedKey added) {
        return "ALTER TABLE "
                + quote(added.table().tableName())
                + " DROP CONSTRAINT "
                + quote(added.name());
    }

    String dropTable(Table table) {
        return "DROP TABLE " + quote(table.tableName());
    }

    /** The sequences of a table's columns. */
    List<String> sequences(Table table) {
        List<String> sequences = new ArrayList<>();
        for (Column column : table.columns()) {
            String sequence = column.sequence();
            if (sequence != null && dialect.supports(Capability.SEQUENCES)) {
                sequences.add(sequence);
            }
        }
        return sequences;
    }

    String createSequence(String sequence) {
        return "CREATE SEQUENCE IF NOT EXISTS " + quoteSequence(sequence);
    }

    String dropSequence(String sequence) {
        return "DROP SEQUENCE IF EXISTS " + quoteSequence(sequence);
    }

    private String quoteSequence(String sequence) {
        return dialect.identifiers().quote(TableName.parse(sequence));
    }

    private String column(Column column) {
        StringBuilder text = new StringBuilder(quote(column.name())).append(' ');
        if (isIdentity(column)) {
            text.append(dialect.identityType(column));
        } else {
            text.append(dialect.typeName(column.type()));
            String serverDefault = column.serverDefault();
            if (serverDefault != null) {
                text.append(" DEFAULT ").append(dialect.defaultValue(serverDefault));
            }
            String computed = column.rules().computed();
            if (computed != null) {
                text.append(dialect.generatedColumn(computed));
            }
        }
        boolean implied = isIdentity(column) && dialect.identityIsPrimaryKey();
        if (!implied && (!column.nullable() || column.primaryKey())) {
            text.append(" NOT NULL");
        }
        return text.toString();
    }

    /** A database without sequences makes the values itself. */
    private boolean isIdentity(Column column) {
        boolean bySequence = column.sequence() != null && dialect.supports(Capability.SEQUENCES);
        boolean possible =
                !dialect.identityIsPrimaryKey() || column.table().primaryKey().size() == 1;
        return column.generated() && !bySequence && possible;
    }

    private boolean isKeyByIdentity(Table table) {
        Column generated = table.generatedColumn();
        return generated != null && isIdentity(generated) && dialect.identityIsPrimaryKey();
    }

    private String unique(Table table, UniqueConstraint key) {
        boolean defers = dialect.supports(Capability.DEFERRABLE_UNIQUE);
        return named(defers ? ConstraintNames.toCreate(table, key) : key.name())
                + "UNIQUE "
                + names(key.columns())
                + (defers ? deferrable(key.deferrable()) : "");
    }

    /** A database that takes names for constraints to be put off gets them. */
    private @Nullable String nameOf(Table table, ForeignKeyConstraint key) {
        return alters() && dialect.supports(Capability.DEFERRABLE)
                ? ConstraintNames.toCreate(table, key)
                : key.name();
    }

    private String foreignKey(Table table, ForeignKeyConstraint key, @Nullable String name) {
        TableName target = metaData.resolve(table, key).get(0).table().tableName();
        ForeignKeyConstraint.Options options = key.options();
        return named(name)
                + "FOREIGN KEY "
                + names(key.columns())
                + " REFERENCES "
                + quote(target)
                + " "
                + names(key.referencedColumns())
                + match(options.match())
                + action(" ON DELETE ", options.onDelete())
                + action(" ON UPDATE ", options.onUpdate())
                + deferrable(options.deferrable());
    }

    private String match(Match match) {
        return match == Match.DEFAULT || !dialect.supports(Capability.MATCH)
                ? ""
                : " MATCH " + match.name();
    }

    private static String action(String words, @Nullable ReferentialAction action) {
        return action == null ? "" : words + action.sql();
    }

    private String deferrable(Deferrable deferrable) {
        if (deferrable == Deferrable.NO || !dialect.supports(Capability.DEFERRABLE)) {
            return "";
        }
        return " DEFERRABLE " + deferrable.name().replace('_', ' ');
    }

    private String named(@Nullable String name) {
        return name == null ? "" : "CONSTRAINT " + quote(name) + " ";
    }

    private String names(List<String> columns) {
        return columns.stream().map(this::quote).collect(Collectors.joining(", ", "(", ")"));
    }

    private String quote(String name) {
        return dialect.identifiers().quote(name);
    }

    private String quote(TableName name) {
        return dialect.identifiers().quote(name);
    }
}
