package io.relmap.mapping.config;

import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.join.EntityModel;
import io.relmap.join.JoinSide;
import io.relmap.schema.Column;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.DerivedTable;
import io.relmap.sql.FromItem;
import io.relmap.sql.FromItems;
import io.relmap.sql.SelectItem;
import io.relmap.sql.SubqueryRef;
import io.relmap.sql.TableRef;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An entity over another FROM, as the target of relationships that are only read (spec RC-93). */
final class AlternativeEntity implements EntityModel {

    private final String name;
    private final EntityBuild of;
    private final JoinSide side;

    /**
     * @param name its name in expressions and as a target
     * @param of the entity
     * @param from a join that contains the entity's table, or a SELECT that has its columns
     */
    AlternativeEntity(String name, EntityBuild of, FromItem from) {
        this.name = name;
        this.of = of;
        FromItem standing = from instanceof SubqueryRef subquery ? derived(subquery) : from;
        TableRef own =
                FromItems.tables(standing)
                        .filter(table -> table.table() == of.table())
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        wrong(
                                                "does not contain its table "
                                                        + of.table().name()
                                                        + "; join that table in"));
        this.side = new JoinSide(standing, own, true);
    }

    /** A SELECT stands for the entity's table if it has all its columns. */
    private DerivedTable derived(SubqueryRef subquery) {
        Set<String> given =
                subquery.select().items().stream()
                        .map(AlternativeEntity::label)
                        .collect(Collectors.toSet());
        List<String> missing =
                of.table().columns().stream()
                        .map(Column::name)
                        .filter(column -> !given.contains(column))
                        .toList();
        if (!missing.isEmpty()) {
            throw wrong(
                    "is a SELECT without the columns "
                            + String.join(", ", missing)
                            + " of its table "
                            + of.table().name()
                            + "; select all columns of the table under their names");
        }
        return new DerivedTable(TableRef.of(of.table(), subquery.alias()), subquery.select());
    }

    private static String label(SelectItem item) {
        if (item.label() != null) {
            return item.label();
        }
        return item.expression() instanceof ColumnRef ref ? ref.column().name() : "";
    }

    private MappingException wrong(String what) {
        return new MappingException(
                ErrorCode.INVALID_ARGUMENT,
                "The alternative mapping " + name + " of " + of + " " + what);
    }

    @Override
    public String simpleName() {
        return name;
    }

    @Override
    public String packageName() {
        return of.packageName();
    }

    @Override
    public JoinSide side() {
        return side;
    }

    @Override
    public Collection<String> columnAttributes() {
        return of.columnAttributes();
    }

    @Override
    public @Nullable Column column(String attribute) {
        return of.column(attribute);
    }

    @Override
    public EntityModel alternativeOf() {
        return of;
    }

    @Override
    public String toString() {
        return name;
    }
}
