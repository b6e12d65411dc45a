package io.relmap.ddl;

import io.relmap.ddl.SchemaDifference.Kind;
import io.relmap.dialect.Capability;
import io.relmap.dialect.Dialect;
import io.relmap.schema.Column;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.ForeignKeyConstraint.Deferrable;
import io.relmap.schema.Table;
import io.relmap.schema.UniqueConstraint;
import io.relmap.type.TypeFamily;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares a mapped table with the one that the database has. */
final class SchemaComparison {

    private final Table mapped;
    private final Table present;
    private final Dialect dialect;
    private final List<SchemaDifference> differences = new ArrayList<>();

    private SchemaComparison(Table mapped, Table present, Dialect dialect) {
        this.mapped = mapped;
        this.present = present;
        this.dialect = dialect;
    }

    static List<SchemaDifference> of(Table mapped, @Nullable Table present, Dialect dialect) {
        if (present == null) {
            return List.of(
                    new SchemaDifference(
                            Kind.MISSING_TABLE,
                            mapped.name(),
                            null,
                            "Table " + mapped.name() + " is not in the database"));
        }
        SchemaComparison comparison = new SchemaComparison(mapped, present, dialect);
        comparison.compare();
        return comparison.differences;
    }

    private void compare() {
        for (Column column : mapped.columns()) {
            Column found = present.findColumn(column.name());
            if (found == null) {
                differ(Kind.MISSING_COLUMN, column, "is not in the database");
            } else {
                compare(column, found);
            }
        }
        List<String> key = names(mapped.primaryKey());
        List<String> foundKey = names(present.primaryKey());
        if (!new HashSet<>(key).equals(new HashSet<>(foundKey))) {
            differ(Kind.PRIMARY_KEY, "has the primary key " + foundKey + ", mapped is " + key);
        }
        for (ForeignKeyConstraint wanted : mapped.foreignKeys()) {
            if (present.foreignKeys().stream().noneMatch(found -> isSame(wanted, found))) {
                differ(
                        Kind.MISSING_FOREIGN_KEY,
                        "has no foreign key "
                                + wanted.columns()
                                + " to "
                                + wanted.references()
                                + " "
                                + wanted.referencedColumns());
            } else {
                compareForeignKeyChecks(wanted);
            }
        }
        for (UniqueConstraint wanted : mapped.uniqueConstraints()) {
            if (!isUnique(wanted)) {
                differ(Kind.MISSING_UNIQUE_KEY, "has no unique key " + wanted.columns());
            } else {
                compareUniqueKeyChecks(wanted);
            }
        }
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }

    private void compare(Column column, Column found) {
        TypeFamily wanted = column.type().family();
        TypeFamily actual = found.type().family();
        // A text or number type may stand in for another on purpose; what has no name is not
        // judged.
        boolean judged = wanted != TypeFamily.OTHER && actual != TypeFamily.OTHER;
        if (judged && !dialect.storesAs(wanted, actual)) {
            differ(
                    Kind.TYPE,
                    column,
                    "is of type "
                            + dialect.typeName(found.type())
                            + ", mapped is "
                            + dialect.typeName(column.type()));
        }
        boolean nullable = column.nullable() && !column.primaryKey();
        if (nullable && !found.nullable() && found.serverDefault() == null) {
            differ(Kind.NULLABILITY, column, "is NOT NULL, mapped as nullable");
        } else if (!nullable && found.nullable()) {
            differ(Kind.NULLABILITY, column, "may be NULL, mapped as NOT NULL");
        }
    }

    private void compareForeignKeyChecks(ForeignKeyConstraint wanted) {
        if (dialect.supports(Capability.DEFERRABLE)) {
            compareChecks(
                    "foreign key " + wanted.columns() + " to " + wanted.references(),
                    wanted.options().deferrable(),
                    present.foreignKeys().stream()
                            .filter(found -> isSame(wanted, found))
                            .map(found -> found.options().deferrable())
                            .toList());
        }
    }

    /** A primary key may stand for the unique key; it is always checked at once. */
    private void compareUniqueKeyChecks(UniqueConstraint wanted) {
        if (dialect.supports(Capability.DEFERRABLE_UNIQUE)) {
            List<Deferrable> found =
                    present.uniqueConstraints().stream()
                            .filter(key -> isSame(wanted, key))
                            .map(UniqueConstraint::deferrable)
                            .toList();
            compareChecks(
                    (found.isEmpty() ? "primary key in place of the unique key " : "unique key ")
                            + wanted.columns(),
                    wanted.deferrable(),
                    found);
        }
    }

    /** A key that is checked earlier than it is mapped to: rings of rows through it would be refused. */
    private void compareChecks(String key, Deferrable wanted, List<Deferrable> checks) {
        if (wanted != Deferrable.NO && checks.stream().noneMatch(actual -> waits(wanted, actual))) {
            differ(
                    Kind.DEFERRABILITY,
                    "has the "
                            + key
                            + ", which is "
                            + inWords(
                                    checks.contains(Deferrable.INITIALLY_IMMEDIATE)
                                            ? Deferrable.INITIALLY_IMMEDIATE
                                            : Deferrable.NO)
                            + ", mapped is "
                            + inWords(wanted));
        }
    }

    private boolean waits(Deferrable wanted, Deferrable actual) {
        return switch (wanted) {
            case NO -> true;
            case INITIALLY_DEFERRED -> actual == Deferrable.INITIALLY_DEFERRED;
            case INITIALLY_IMMEDIATE -> actual != Deferrable.NO || dialect.putsOffAnyForeignKey();
        };
    }

    private static String inWords(Deferrable deferrable) {
        return switch (deferrable) {
            case NO -> "not deferrable";
            case INITIALLY_IMMEDIATE -> "deferrable, checked at once at first";
            case INITIALLY_DEFERRED -> "deferrable, deferred at first";
        };
    }

    private boolean isUnique(UniqueConstraint wanted) {
        return new HashSet<>(wanted.columns()).equals(new HashSet<>(names(present.primaryKey())))
                || present.uniqueConstraints().stream().anyMatch(found -> isSame(wanted, found));
    }

    private static boolean isSame(UniqueConstraint wanted, UniqueConstraint found) {
        return new HashSet<>(found.columns()).equals(new HashSet<>(wanted.columns()));
    }

    private static boolean isSame(ForeignKeyConstraint wanted, ForeignKeyConstraint found) {
        return wanted.references().name().equals(found.references().name())
                && pairs(wanted).equals(pairs(found));
    }

    private static Set<List<String>> pairs(ForeignKeyConstraint key) {
        Set<List<String>> pairs = new HashSet<>();
        for (int i = 0; i < key.columns().size(); i++) {
            pairs.add(List.of(key.columns().get(i), key.referencedColumns().get(i)));
        }
        return pairs;
    }

    private void differ(Kind kind, Column column, String what) {
        differences.add(
                new SchemaDifference(
                        kind,
                        mapped.name(),
                        column.name(),
                        "Column " + mapped.name() + "." + column.name() + " " + what));
    }

    private void differ(Kind kind, String what) {
        differences.add(
                new SchemaDifference(
                        kind, mapped.name(), null, "Table " + mapped.name() + " " + what));
    }
}
