package io.relmap.mapping.config;

import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.join.EntityModel;
import io.relmap.join.JoinSide;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.ColumnExpressions;
import io.relmap.mapping.ColumnWrites;
import io.relmap.mapping.EntityAccess;
import io.relmap.mapping.EntityAccessFactory.ColumnPlace;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.VersionRule;
import io.relmap.schema.Column;
import io.relmap.schema.ColumnDefault;
import io.relmap.schema.Table;
import io.relmap.sql.Expression;
import io.relmap.sql.grammar.Origin;
import io.relmap.type.Codec;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An entity on its way from declaration to mapper. */
final class EntityBuild implements EntityModel {

    private final EntityDeclaration declared;
    private final Table table;
    private final Map<String, ColumnAttribute> attributes = new LinkedHashMap<>();
    private @Nullable Mapper mapper;

    /**
     * @param declared the declaration
     * @param table its table
     */
    EntityBuild(EntityDeclaration declared, Table table) {
        this.declared = declared;
        this.table = table;
        for (AttributeDeclaration attribute : declared.attributes()) {
            Column column = table.column(attribute.column());
            Class<?> javaType =
                    attribute.javaType() == null ? column.type().javaType() : attribute.javaType();
            Codec<?> converter = attribute.converter();
            ColumnAttribute built =
                    new ColumnAttribute(
                            attribute.name(),
                            attributes.size(),
                            column,
                            MethodType.methodType(javaType).wrap().returnType(),
                            attribute.place() == null && declared.type() != null,
                            converter,
                            attribute.deferral(),
                            writes(attribute.name(), column));
            if (attributes.put(attribute.name(), built) != null
                    || declared.relationships().containsKey(attribute.name())) {
                throw new MappingException(
                        ErrorCode.INVALID_FIELD,
                        declared
                                + "."
                                + attribute.name()
                                + " is declared twice; give one of the columns or relationships"
                                + " another name");
            }
        }
        if (table.primaryKey().isEmpty()) {
            throw new MappingException(
                    ErrorCode.INVALID_ENTITY,
                    "Entity "
                            + declared
                            + " has no primary key; annotate a field of it with @Id, or give table "
                            + table.name()
                            + " a primary key");
        }
    }

    private ColumnWrites writes(String attribute, Column column) {
        Expression onInsert = computed(attribute, "default", column.rules().onInsert());
        Expression onUpdate = computed(attribute, "onUpdate", column.rules().onUpdate());
        return onInsert == null && onUpdate == null
                ? ColumnWrites.NONE
                : new ColumnWrites(onInsert, onUpdate);
    }

    private @Nullable Expression computed(
            String attribute, String parameter, @Nullable ColumnDefault rule) {
        return rule instanceof ColumnDefault.Sql sql
                ? ColumnExpressions.parse(
                        sql.expression(),
                        new Origin(declared + "." + attribute, parameter),
                        declared.name().simple(),
                        this::columnOf,
                        Map.of())
                : null;
    }

    /** An attribute's column; attributes that come later are not known yet, so columns count too. */
    private @Nullable Column columnOf(String name) {
        AttributeDeclaration attribute = declared.attribute(name);
        return table.findColumn(attribute == null ? name : attribute.column());
    }

    /** Makes the mapper. */
    void makeMapper(MappingOptions options) {
        List<ColumnAttribute> columns = List.copyOf(attributes.values());
        VersionRule version = null;
        for (AttributeDeclaration attribute : declared.attributes()) {
            ColumnAttribute built = attributes.get(attribute.name());
            if (attribute.version() != null && built != null) {
                version = attribute.version().rule(built);
            }
        }
        mapper =
                new Mapper(
                        declared.name(),
                        declared.type(),
                        table,
                        columns,
                        version,
                        declared.writing(),
                        access(options, columns));
    }

    private EntityAccess access(MappingOptions options, List<ColumnAttribute> columns) {
        Class<?> type = declared.type();
        if (type == null) {
            return options.access()
                    .ofMaps(columns, () -> options.dynamicObjects().create(mapper()));
        }
        List<@Nullable ColumnPlace> places = new ArrayList<>();
        declared.attributes().forEach(attribute -> places.add(attribute.place()));
        return options.access().ofClass(type, columns, places, declared.lookup());
    }

    /** The mapper, once it is made. */
    Mapper mapper() {
        return Objects.requireNonNull(mapper, "not made yet");
    }

    Table table() {
        return table;
    }

    EntityDeclaration declared() {
        return declared;
    }

    @Override
    public String simpleName() {
        return declared.name().simple();
    }

    @Override
    public String packageName() {
        return declared.name().packageName();
    }

    @Override
    public JoinSide side() {
        return JoinSide.of(table);
    }

    @Override
    public Collection<String> columnAttributes() {
        return attributes.keySet();
    }

    @Override
    public @Nullable Column column(String attribute) {
        ColumnAttribute found = attributes.get(attribute);
        return found == null ? null : found.column();
    }

    @Override
    public boolean hasProperty(String name) {
        return attributes.keySet().stream()
                .anyMatch(attribute -> attribute.equals(name) || attribute.startsWith(name + "."));
    }

    @Override
    public String toString() {
        return declared.toString();
    }
}
