package io.relmap.mapping.config;

import io.relmap.annotation.Column;
import io.relmap.annotation.Convert;
import io.relmap.annotation.DeferredGroup;
import io.relmap.annotation.Embedded;
import io.relmap.annotation.Enumerated;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Version;
import io.relmap.annotation.VersionGenerator;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.mapping.Deferral;
import io.relmap.mapping.EntityAccessFactory.ColumnPlace;
import io.relmap.schema.AutoIncrement;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.UniqueConstraint;
import io.relmap.type.TypeFamily;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the fields of an annotated class that are stored in columns. */
final class AnnotatedColumns {

    private static final List<Class<? extends Annotation>> OF_ONE_COLUMN =
            List.of(
                    Column.class,
                    Convert.class,
                    Enumerated.class,
                    ForeignKey.class,
                    GeneratedValue.class,
                    Version.class);

    private static final List<Class<? extends Annotation>> NOT_DEFERRED =
            List.of(
                    Id.class,
                    Version.class,
                    GeneratedValue.class,
                    ForeignKey.class,
                    Embedded.class);

    private final EntityDeclaration entity;
    private final TableDraft table;
    private final NamingStrategy naming;
    private final Class<?> type;

    AnnotatedColumns(EntityDeclaration entity, TableDraft table, NamingStrategy naming) {
        this.entity = entity;
        this.table = table;
        this.naming = naming;
        this.type = java.util.Objects.requireNonNull(entity.type());
    }

    /** Reads a field that is no holder. */
    void read(Field field) {
        checkWritable(field, type);
        if (field.isAnnotationPresent(io.relmap.annotation.Relationship.class)) {
            throw invalid(
                    field,
                    "is annotated with @Relationship but its type is no holder; write ToOne,"
                            + " ToList, ToSet, ToMap or ToQuery");
        }
        if (field.isAnnotationPresent(DeferredGroup.class)) {
            throw invalid(
                    field,
                    "is @DeferredGroup but no Deferred, so that reading it cannot load it; write "
                            + "Deferred<"
                            + field.getType().getSimpleName()
                            + ">, or drop it");
        }
        if (field.isAnnotationPresent(Embedded.class)) {
            checkEmbedded(field);
            embedded(field, field.getAnnotation(Embedded.class));
        } else if (field.getType().isRecord() && field.isAnnotationPresent(Id.class)) {
            throw severalKeyColumns(field);
        } else {
            simple(field);
        }
    }

    /** Reads a holder that is no relationship. */
    void read(HolderField holder) {
        if (holder.holds() == io.relmap.annotation.HolderType.Content.STATE) {
            return;
        }
        Field field = holder.field();
        if (holder.target() == null) {
            throw invalid(field, "does not say what it holds; give its type an argument");
        }
        for (Class<? extends Annotation> other : NOT_DEFERRED) {
            if (field.isAnnotationPresent(other)) {
                throw invalid(
                        field,
                        "is @"
                                + other.getSimpleName()
                                + ", which must be known whenever the object is: write a plain field"
                                + " instead of Deferred");
            }
        }
        FieldType fieldType = FieldType.of(holder.target(), field, where(field));
        String column = columnName(field, field.getName());
        requireFree(column, where(field));
        table.column(definition(column, fieldType, field, false));
        unique(field, column);
        DeferredGroup group = field.getAnnotation(DeferredGroup.class);
        entity.attributes()
                .add(
                        new AttributeDeclaration(
                                field.getName(),
                                column,
                                fieldType.javaType(),
                                new ColumnPlace(field, null),
                                fieldType.converter(),
                                null,
                                new Deferral(group == null ? null : group.value())));
    }

    private void simple(Field field) {
        Class<?> javaType = ResolvedTypes.resolve(field.getGenericType(), type);
        FieldType fieldType =
                FieldType.of(javaType == null ? field.getType() : javaType, field, where(field));
        String column = columnName(field, field.getName());
        boolean key = field.isAnnotationPresent(Id.class);
        ColumnDefinition definition = definition(column, fieldType, field, key);
        requireFree(column, where(field));
        table.column(generation(definition, fieldType, field, key));
        if (key) {
            table.keyColumn(column);
        }
        unique(field, column);
        foreignKey(field, column);
        entity.attributes()
                .add(
                        new AttributeDeclaration(
                                field.getName(),
                                column,
                                fieldType.javaType(),
                                new ColumnPlace(field, null),
                                fieldType.converter(),
                                version(field, fieldType, key)));
    }

    /** What speaks of one column would say nothing of several. */
    private void checkEmbedded(Field field) {
        if (field.isAnnotationPresent(Id.class)) {
            throw severalKeyColumns(field);
        }
        for (Class<? extends Annotation> other : OF_ONE_COLUMN) {
            if (field.isAnnotationPresent(other)) {
                throw invalid(
                        field,
                        "is @Embedded, in several columns, and @"
                                + other.getSimpleName()
                                + " speaks of one; annotate the record's components, or drop it");
            }
        }
    }

    private MappingException severalKeyColumns(Field field) {
        RecordComponent[] components = field.getType().getRecordComponents();
        String fields =
                components == null
                        ? "@Id private Long first; @Id private Long second;"
                        : Arrays.stream(components)
                                .map(
                                        part ->
                                                "@Id private "
                                                        + part.getType().getSimpleName()
                                                        + " "
                                                        + part.getName()
                                                        + ";")
                                .collect(Collectors.joining(" "));
        return invalid(
                field,
                "is a key in a record, which relmap does not map; give each column of the key a field of"
                        + " its own: "
                        + fields
                        + " (repositories take such a key as one record)");
    }

    private void embedded(Field field, Embedded embedded) {
        RecordComponent[] components = field.getType().getRecordComponents();
        if (components == null) {
            throw invalid(
                    field,
                    "is @Embedded but "
                            + field.getType().getName()
                            + " is no record; write a record, or @Convert");
        }
        String prefix =
                embedded.prefix().equals("*") ? naming.prefix(field.getName()) : embedded.prefix();
        for (RecordComponent component : components) {
            String name = field.getName() + "." + component.getName();
            FieldType fieldType =
                    FieldType.of(component.getType(), component, where(field) + ", " + name);
            String column = prefix + columnName(component, component.getName());
            // A null record is NULL in all its columns, so only @Column can say NOT NULL.
            ColumnDefinition definition =
                    ColumnDefinition.of(column, fieldType.columnType())
                            .autoIncrement(AutoIncrement.FALSE);
            Column annotation = component.getAnnotation(Column.class);
            if (annotation != null && !annotation.nullable()) {
                definition = definition.notNull();
            }
            requireFree(column, type.getSimpleName() + "." + name);
            table.column(new ColumnRules(where(field) + ", " + name).apply(definition, annotation));
            unique(component, column);
            entity.attributes()
                    .add(
                            new AttributeDeclaration(
                                    name,
                                    column,
                                    fieldType.javaType(),
                                    new ColumnPlace(field, component),
                                    fieldType.converter(),
                                    null));
        }
    }

    /** Two attributes on one column would overwrite each other. */
    private void requireFree(String column, String attribute) {
        for (AttributeDeclaration other : entity.attributes()) {
            if (column.equals(other.column())) {
                throw new MappingException(
                        ErrorCode.INVALID_TABLE,
                        attribute
                                + " is stored in column "
                                + column
                                + ", and so is "
                                + type.getSimpleName()
                                + "."
                                + other.name()
                                + "; name another one with @Column(name = \"...\")");
            }
        }
    }

    private ColumnDefinition definition(
            String column, FieldType fieldType, Field field, boolean key) {
        Column annotation = field.getAnnotation(Column.class);
        ColumnDefinition definition =
                ColumnDefinition.of(column, fieldType.columnType())
                        .autoIncrement(AutoIncrement.FALSE);
        boolean nullable =
                !key
                        && !field.getType().isPrimitive()
                        && (annotation == null || annotation.nullable());
        return new ColumnRules(where(field))
                .apply(nullable ? definition : definition.notNull(), annotation);
    }

    private static String notGenerated(Field field) {
        String what = "but the database makes whole numbers only; drop @GeneratedValue and ";
        return field.getType() == UUID.class
                ? what + "make the key with the object: @Id private UUID id = UUID.randomUUID()"
                : what + "set the key before the object is saved, or make it a Long";
    }

    private ColumnDefinition generation(
            ColumnDefinition definition, FieldType fieldType, Field field, boolean key) {
        GeneratedValue generated = field.getAnnotation(GeneratedValue.class);
        if (generated == null) {
            return definition;
        }
        if (!key) {
            throw invalid(field, "is @GeneratedValue but no @Id; only keys are generated");
        }
        if (fieldType.columnType().family() != TypeFamily.INTEGER) {
            throw new MappingException(
                    ErrorCode.INVALID_TABLE,
                    where(field) + " is @GeneratedValue, " + notGenerated(field));
        }
        ColumnDefinition made = definition.autoIncrement(AutoIncrement.TRUE);
        return generated.sequence().isEmpty() ? made : made.sequence(generated.sequence());
    }

    private @Nullable VersionDeclaration version(Field field, FieldType fieldType, boolean key) {
        Version version = field.getAnnotation(Version.class);
        if (version == null) {
            return null;
        }
        VersionGenerator<?> generator =
                version.generator() == VersionGenerator.class
                        ? null
                        : (VersionGenerator<?>)
                                ColumnRules.instance(
                                        version.generator(), where(field), "generator");
        VersionDeclaration declared = new VersionDeclaration(version.source(), generator);
        if (key || declared.lacksGenerator(fieldType.columnType().family(), fieldType.javaType())) {
            throw invalid(
                    field,
                    "is @Version: that has to be an int, a long or an Instant beside the key, or to"
                            + " name a generator or another source");
        }
        if (entity.attributes().stream().anyMatch(attribute -> attribute.version() != null)) {
            throw invalid(field, "is a second @Version; one field counts the changes of a row");
        }
        return declared;
    }

    private void unique(AnnotatedElement element, String column) {
        Column annotation = element.getAnnotation(Column.class);
        if (annotation != null && annotation.unique()) {
            table.unique(new UniqueConstraint(null, List.of(column)));
        }
    }

    private void foreignKey(Field field, String column) {
        ForeignKey key = field.getAnnotation(ForeignKey.class);
        if (key == null) {
            return;
        }
        if (!key.column().isEmpty()) {
            throw invalid(
                    field,
                    "is a column itself: drop column = \""
                            + key.column()
                            + "\" of @ForeignKey, or write @Column(name = \""
                            + key.column()
                            + "\")");
        }
        ReferenceText reference = ReferenceText.parse(key.value(), column, where(field));
        table.foreignKey(
                new ForeignKeyConstraint(
                        key.name().isEmpty() ? null : key.name(),
                        List.of(column),
                        reference.table(),
                        List.of(reference.column()),
                        new ReferentialRules(where(field)).options(key)));
    }

    private String columnName(AnnotatedElement element, String name) {
        Column annotation = element.getAnnotation(Column.class);
        return annotation == null || annotation.name().isEmpty()
                ? naming.column(name)
                : annotation.name();
    }

    /** A column's field must not be final: nothing can write it. */
    static void checkWritable(Field field, Class<?> type) {
        if (Modifier.isFinal(field.getModifiers())) {
            throw new MappingException(
                    ErrorCode.INVALID_FIELD,
                    type.getSimpleName()
                            + "."
                            + field.getName()
                            + " is final, so that a loaded value cannot be put in; drop final, or"
                            + " exclude the field with @Transient");
        }
    }

    private String where(Field field) {
        return type.getSimpleName() + "." + field.getName();
    }

    private MappingException invalid(Field field, String what) {
        return new MappingException(ErrorCode.INVALID_FIELD, where(field) + " " + what);
    }
}
