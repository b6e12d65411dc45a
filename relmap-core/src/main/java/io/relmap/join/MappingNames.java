package io.relmap.join;

import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.join.ForeignKeyInference.Result;
import io.relmap.schema.Column;
import io.relmap.schema.MetaData;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Expression;
import io.relmap.sql.FromItem;
import io.relmap.sql.TableRef;
import io.relmap.sql.grammar.NameResolver;
import io.relmap.sql.grammar.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What names mean in the expressions of a mapping (spec RC-124 to RC-130). */
final class MappingNames implements NameResolver {

    private final EntityNames entities;
    private final MetaData metaData;
    private final BiPredicate<EntityModel, String> isRelationship;

    MappingNames(
            EntityNames entities,
            MetaData metaData,
            BiPredicate<EntityModel, String> isRelationship) {
        this.entities = entities;
        this.metaData = metaData;
        this.isRelationship = isRelationship;
    }

    @Override
    public Expression resolve(List<String> path, Position at) {
        int length = entities.named(path.subList(0, 1)).isEmpty() ? 0 : 1;
        if (length == 0) {
            FoundTable table = table(path);
            if (table != null) {
                return column(table, path, at);
            }
            length = entities.prefixLength(path);
        }
        if (length == 0) {
            throw unknown(path, at);
        }
        EntityModel entity = only(path.subList(0, length), at);
        if (length == path.size()) {
            throw at.error(
                    ErrorCode.NOT_A_COLUMN_EXPRESSION,
                    entity.simpleName() + " is an entity, expected one of its columns");
        }
        return attribute(entity, path.subList(length, path.size()), at);
    }

    /** Tables come before entities here (RC-125); an entity alone is no association (RC-88). */
    @Override
    public FromItem source(List<String> path, Position at) {
        FoundTable table = table(path);
        if (table != null && table.names() == path.size()) {
            return TableRef.of(table.table());
        }
        List<EntityModel> named = entities.named(path);
        if (!named.isEmpty()) {
            EntityModel entity = only(path, at);
            throw at.error(
                    ErrorCode.SECONDARY_IS_ENTITY,
                    "secondary names the entity "
                            + entity.qualifiedName()
                            + ", which is mapped to the table "
                            + entity.side().names()
                            + "; name the table and only read it, secondary = \""
                            + entity.side().names()
                            + "\", viewOnly = true, or relate to "
                            + entity.simpleName()
                            + " instead");
        }
        throw unknown(path, at);
    }

    @Override
    public FromItem joined(List<String> path, Position at) {
        FoundTable table = table(path);
        if (table == null || table.names() < path.size()) {
            if (!entities.named(path).isEmpty()) {
                return only(path, at).side().from();
            }
        }
        return source(path, at);
    }

    @Override
    public Expression joinCondition(FromItem left, FromItem right, Position at) {
        Result result =
                new ForeignKeyInference(new ForeignKeyElements(metaData), List.of())
                        .infer(left, right);
        if (!result.isJoin()) {
            throw at.error(
                    result.isEmpty() ? ErrorCode.NO_FOREIGN_KEYS : ErrorCode.AMBIGUOUS_FOREIGN_KEYS,
                    (result.isEmpty() ? "no" : "more than one")
                            + " foreign key links "
                            + JoinSide.names(left)
                            + " with "
                            + JoinSide.names(right)
                            + "; give the join its condition");
        }
        return result.candidate().condition();
    }

    /** The entity that the target's name means (RC-130). */
    EntityModel target(List<String> path, Position at) {
        if (!entities.named(path).isEmpty()) {
            return only(path, at);
        }
        String found = notAnEntity(path);
        if (found == null) {
            throw unknown(path, at);
        }
        throw at.error(
                ErrorCode.TARGET_NOT_ENTITY,
                String.join(".", path)
                        + " is "
                        + found
                        + ", expected an entity"
                        + NearNames.hint(path.get(0), entities.simpleNames()));
    }

    private @Nullable String notAnEntity(List<String> path) {
        if (table(path) != null) {
            return "a table";
        } else if (path.stream().allMatch(entities::isPackageToken)) {
            return "a package";
        }
        int length = entities.prefixLength(path);
        EntityModel entity = length == 0 ? null : entities.named(path.subList(0, length)).get(0);
        return entity != null
                        && entity.hasProperty(String.join(".", path.subList(length, path.size())))
                ? "an attribute"
                : null;
    }

    /** A table, and how many names of the path it took. */
    private record FoundTable(Table table, int names) {}

    private @Nullable FoundTable table(List<String> path) {
        Table table = metaData.find(TableName.of(path.get(0)));
        if (table != null) {
            return new FoundTable(table, 1);
        }
        table = path.size() < 2 ? null : metaData.find(new TableName(path.get(0), path.get(1)));
        return table == null ? null : new FoundTable(table, 2);
    }

    private Expression column(FoundTable found, List<String> path, Position at) {
        Table table = found.table();
        List<String> rest = new ArrayList<>(path.subList(found.names(), path.size()));
        boolean marked = rest.size() == 2 && Set.of("c", "columns").contains(rest.get(0));
        if (marked) {
            rest.remove(0);
        }
        if (rest.size() != 1) {
            throw at.error(
                    ErrorCode.NOT_A_COLUMN_EXPRESSION,
                    String.join(".", path)
                            + " is no column; write "
                            + table.name()
                            + ".c.name for a column of the table "
                            + table.name());
        }
        Column column = table.findColumn(rest.get(0));
        if (column == null) {
            throw at.error(
                    ErrorCode.UNKNOWN_ATTRIBUTE,
                    "the table "
                            + table.name()
                            + " has no column "
                            + rest.get(0)
                            + NearNames.hint(
                                    rest.get(0),
                                    table.columns().stream().map(Column::name).toList()));
        }
        return ColumnRef.of(column);
    }

    private Expression attribute(EntityModel entity, List<String> rest, Position at) {
        String name = String.join(".", rest);
        Column column = entity.column(name);
        if (column == null && isRelationship.test(entity, name)) {
            throw at.error(
                    ErrorCode.NOT_A_COLUMN_ATTRIBUTE,
                    entity.simpleName()
                            + "."
                            + name
                            + " is a relationship, expected a column"
                            + NearNames.hint(name, entity.columnAttributes()));
        }
        if (column == null) {
            column =
                    entity.side().tables().stream()
                            .map(table -> table.table().findColumn(name))
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElse(null);
        }
        if (column == null) {
            throw at.error(
                    ErrorCode.UNKNOWN_ATTRIBUTE,
                    "the entity "
                            + entity.simpleName()
                            + " has no attribute "
                            + name
                            + NearNames.hint(name, entity.columnAttributes()));
        }
        return reference(entity, column);
    }

    /** A column of an entity. */
    static ColumnRef reference(EntityModel entity, Column column) {
        return new ColumnRef(place(entity.side(), column), column, Set.of());
    }

    /** Whether the first names of a path are an entity, a table or a package. */
    boolean knows(List<String> path) {
        return table(path) != null || entities.prefixLength(path) > 0;
    }

    private static TableRef place(JoinSide side, Column column) {
        if (side.own().table() == column.table()) {
            return side.own();
        }
        return side.tables().stream()
                .filter(table -> table.table() == column.table())
                .findFirst()
                .orElse(TableRef.of(column.table()));
    }

    private EntityModel only(List<String> path, Position at) {
        List<EntityModel> named = entities.named(path);
        if (named.size() > 1) {
            throw at.error(
                    ErrorCode.AMBIGUOUS_NAME,
                    String.join(".", path)
                            + " names several entities: "
                            + named.stream()
                                    .map(EntityModel::qualifiedName)
                                    .collect(Collectors.joining(", "))
                            + "; write as much of the package as tells them apart");
        }
        return named.get(0);
    }

    private MappingException unknown(List<String> path, Position at) {
        List<String> known = entities.simpleNames();
        metaData.tables().forEach(table -> known.add(table.name()));
        return at.error(
                ErrorCode.UNKNOWN_NAME,
                "there is no entity, table or package "
                        + path.get(0)
                        + (path.size() > 1 ? " as in " + String.join(".", path) : "")
                        + NearNames.hint(path.get(0), known));
    }
}
