package io.relmap.mapping.config;

import io.relmap.annotation.DeferredGroup;
import io.relmap.annotation.HolderType;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.mapping.Deferral;
import io.relmap.mapping.EntityAccessFactory.ColumnPlace;
import io.relmap.mapping.EntityName;
import io.relmap.schema.Column;
import io.relmap.schema.Table;
import io.relmap.type.Codec;
import io.relmap.type.ConvertedCodec;
import io.relmap.type.Converter;
import io.relmap.type.TypeRegistry;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the declaration of an entity that is mapped in code. */
final class CodeEntity {

    private final EntityDeclaration entity;
    private final Table table;
    private final NamingStrategy naming;
    private final Problems problems;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Map<Field, HolderField> deferred = new HashMap<>();

    private CodeEntity(
            EntityDeclaration entity, Table table, NamingStrategy naming, Problems problems) {
        this.entity = entity;
        this.table = table;
        this.naming = naming;
        this.problems = problems;
    }

    /** An entity with a class; null if the class cannot be one. */
    static @Nullable EntityDeclaration ofClass(
            MappingBuilder.Registration.OfClass registration,
            NamingStrategy naming,
            Problems problems) {
        Class<?> type = registration.type();
        String wrong = AnnotatedEntity.whyNotAnEntity(type);
        if (wrong != null) {
            problems.add(ErrorCode.INVALID_ENTITY, type.getName() + " " + wrong);
            return null;
        }
        EntityDeclaration entity =
                new EntityDeclaration(
                        AnnotatedEntity.nameOf(type, type.getSimpleName()),
                        type,
                        registration.table());
        CodeEntity code = new CodeEntity(entity, registration.table(), naming, problems);
        for (Field field : AnnotatedEntity.fieldsOf(type)) {
            HolderField holder = HolderField.of(field, type);
            if (holder == null) {
                code.fields.put(field.getName(), field);
            } else if (holder.isRelationship()) {
                entity.holders().put(field.getName(), holder);
            } else if (holder.holds() == HolderType.Content.COLUMN) {
                code.fields.put(field.getName(), field);
                code.deferred.put(field, holder);
            }
        }
        code.apply(registration.mapping());
        return entity;
    }

    /** An entity without a class. */
    static EntityDeclaration ofMaps(
            MappingBuilder.Registration.OfMaps registration,
            NamingStrategy naming,
            Problems problems) {
        String name = registration.name();
        int dot = name.lastIndexOf('.');
        EntityName entityName =
                new EntityName(dot < 0 ? "" : name.substring(0, dot), name.substring(dot + 1));
        EntityDeclaration entity = new EntityDeclaration(entityName, null, registration.table());
        new CodeEntity(entity, registration.table(), naming, problems)
                .apply(registration.mapping());
        return entity;
    }

    private void apply(Consumer<EntityMapping> mapping) {
        EntityMapping said = new EntityMapping(entity);
        problems.collect(() -> mapping.accept(said));
        problems.collect(() -> columns(said));
        for (HolderField holder : entity.holders().values()) {
            if (!entity.relationships().containsKey(holder.name())) {
                problems.collect(() -> unmapped(holder));
            }
        }
    }

    /** A holder that nothing is said of may still be claimed by a backref; else it has defaults. */
    private void unmapped(HolderField holder) {
        entity.relationships()
                .put(
                        holder.name(),
                        AnnotatedRelationships.declaration(holder, entity.name().simple()));
    }

    private void columns(EntityMapping said) {
        Set<String> used = new HashSet<>();
        for (Column column : table.columns()) {
            Field field = field(said, column);
            String explicit = said.columns().get(column.name());
            String attribute =
                    explicit != null ? explicit : field == null ? column.name() : field.getName();
            used.add(attribute);
            HolderField holder = field == null ? null : deferred.get(field);
            if (field != null && holder == null) {
                AnnotatedColumns.checkWritable(field, field.getDeclaringClass());
            }
            Converter<?, ?> converter = said.converters().get(attribute);
            entity.attributes()
                    .add(
                            new AttributeDeclaration(
                                    attribute,
                                    column.name(),
                                    javaType(field, converter, column),
                                    field == null ? null : new ColumnPlace(field, null),
                                    codec(attribute, field, converter, column),
                                    version(said, attribute, field, column),
                                    holder == null ? null : deferral(holder)));
        }
        List<String> named = new ArrayList<>(said.columns().values());
        named.addAll(said.converters().keySet());
        if (said.version() != null) {
            named.add(said.version());
        }
        said.columns().keySet().forEach(table::column);
        for (String attribute : named) {
            if (!used.contains(attribute)) {
                throw new MappingException(
                        ErrorCode.UNKNOWN_ATTRIBUTE,
                        entity
                                + " has no column attribute "
                                + attribute
                                + "; its attributes are "
                                + used.stream().sorted().toList());
            }
        }
    }

    private @Nullable Field field(EntityMapping said, Column column) {
        String explicit = said.columns().get(column.name());
        if (explicit != null) {
            return fields.get(explicit);
        }
        Field same = fields.get(column.name());
        if (same != null) {
            return same;
        }
        for (Field field : fields.values()) {
            if (naming.column(field.getName()).equals(column.name())) {
                return field;
            }
        }
        return null;
    }

    private static Deferral deferral(HolderField holder) {
        DeferredGroup group = holder.field().getAnnotation(DeferredGroup.class);
        return new Deferral(group == null ? null : group.value());
    }

    /** What a field holds, or what the holder in it does. */
    private Class<?> typeOf(Field field) {
        HolderField holder = deferred.get(field);
        Class<?> held = holder == null ? field.getType() : holder.target();
        if (held == null) {
            throw new MappingException(
                    ErrorCode.INVALID_FIELD,
                    entity
                            + "."
                            + field.getName()
                            + " does not say what it holds; give its type an argument");
        }
        return MethodType.methodType(held).wrap().returnType();
    }

    private @Nullable Class<?> javaType(
            @Nullable Field field, @Nullable Converter<?, ?> converter, Column column) {
        if (field != null) {
            return typeOf(field);
        }
        return converter == null
                ? column.type().javaType()
                : TypeRegistry.converted(converter).javaType();
    }

    private @Nullable Codec<?> codec(
            String attribute,
            @Nullable Field field,
            @Nullable Converter<?, ?> converter,
            Column column) {
        if (converter != null) {
            ConvertedCodec<?, ?> codec = TypeRegistry.converted(converter);
            return codec;
        }
        if (field == null) {
            return null;
        }
        Class<?> type = typeOf(field);
        if (type == column.type().javaType()) {
            return null;
        }
        Codec<?> codec = TypeRegistry.codecFor(type);
        if (codec == null) {
            throw new MappingException(
                    ErrorCode.UNSUPPORTED_TYPE,
                    entity
                            + "."
                            + attribute
                            + " is a "
                            + type.getName()
                            + " but the column "
                            + column
                            + " holds "
                            + column.type().javaType().getName()
                            + "; name a converter with convert(\""
                            + attribute
                            + "\", ...)");
        }
        return codec;
    }

    private @Nullable VersionDeclaration version(
            EntityMapping said, String attribute, @Nullable Field field, Column column) {
        VersionDeclaration declared = said.versionRule();
        if (!attribute.equals(said.version()) || declared == null) {
            return null;
        }
        Class<?> type = javaType(field, said.converters().get(attribute), column);
        if (column.primaryKey()
                || declared.lacksGenerator(
                        column.type().family(), type == null ? Object.class : type)) {
            throw new MappingException(
                    ErrorCode.INVALID_FIELD,
                    entity
                            + "."
                            + attribute
                            + " is the version: that has to be an integer or Instant column beside"
                            + " the key, or to have a generator or another source");
        }
        return declared;
    }
}
