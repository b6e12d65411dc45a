package io.relmap.join;

import io.relmap.error.ErrorCode;
import io.relmap.schema.Column;
import io.relmap.sql.Expression;
import io.relmap.sql.FromItem;
import io.relmap.sql.grammar.NameResolver;
import io.relmap.sql.grammar.Position;
import io.relmap.type.ColumnType;
import java.util.List;
import java.util.function.Supplier;

/**
 * Names in the order of a collection: an attribute of the target needs no entity before it, so that {@code
 * orderBy = "title"} says enough. All other names mean what they mean elsewhere.
 */
final class TargetNames implements NameResolver {

    private final MappingNames names;
    private final Supplier<EntityModel> target;

    TargetNames(MappingNames names, Supplier<EntityModel> target) {
        this.names = names;
        this.target = target;
    }

    @Override
    public Expression resolve(List<String> path, Position at) {
        if (path.size() == 1 || !names.knows(path)) {
            EntityModel entity = target.get();
            Column column = entity.column(String.join(".", path));
            if (column != null) {
                return MappingNames.reference(entity, column);
            } else if (path.size() == 1 && !names.knows(path)) {
                throw at.error(
                        ErrorCode.UNKNOWN_NAME,
                        "the entity "
                                + entity.simpleName()
                                + " has no attribute "
                                + path.get(0)
                                + NearNames.hint(path.get(0), entity.columnAttributes()));
            }
        }
        return names.resolve(path, at);
    }

    @Override
    public ColumnType type(String name, List<Integer> arguments, Position at) {
        return names.type(name, arguments, at);
    }

    @Override
    public FromItem source(List<String> path, Position at) {
        return names.source(path, at);
    }
}
