package io.relmap.mapping.config;

import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.join.EntityModel;
import io.relmap.join.JoinSide;
import io.relmap.schema.Column;
import io.relmap.sql.FromItem;
import io.relmap.sql.FromItems;
import io.relmap.sql.TableRef;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** An entity over another FROM, as the target of relationships that are only read (spec RC-93). */
final class AlternativeEntity implements EntityModel {

    private final String name;
    private final EntityBuild of;
    private final JoinSide side;

    /**
     * @param name its name in expressions and as a target
     * @param of the entity
     * @param from a FROM that contains the entity's table
     */
    AlternativeEntity(String name, EntityBuild of, FromItem from) {
        this.name = name;
        this.of = of;
        TableRef own =
                FromItems.tables(from)
                        .filter(table -> table.table() == of.table())
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new MappingException(
                                                ErrorCode.INVALID_ARGUMENT,
                                                "The alternative mapping "
                                                        + name
                                                        + " of "
                                                        + of
                                                        + " does not contain its table "
                                                        + of.table().name()
                                                        + "; join that table in"));
        this.side = new JoinSide(from, own, true);
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
