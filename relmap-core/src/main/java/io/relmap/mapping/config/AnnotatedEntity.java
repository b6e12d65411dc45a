package io.relmap.mapping.config;

import io.relmap.annotation.AssociationTable;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKeyConstraint;
import io.relmap.annotation.UniqueConstraint;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.mapping.EntityName;
import io.relmap.mapping.OtherAnnotations;
import io.relmap.mapping.WritingRules;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.TableName;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the annotations of one class into a declaration. */
final class AnnotatedEntity {

    private final Class<?> type;
    private final Entity entity;
    private final NamingStrategy naming;
    private final Problems problems;

    private AnnotatedEntity(
            Class<?> type, Entity entity, NamingStrategy naming, Problems problems) {
        this.type = type;
        this.entity = entity;
        this.naming = naming;
        this.problems = problems;
    }

    /** The declaration of a class, or null if it is none at all; what is wrong goes to the problems. */
    static @Nullable EntityDeclaration read(
            Class<?> type, NamingStrategy naming, Problems problems) {
        Entity entity = type.getAnnotation(Entity.class);
        if (entity == null) {
            problems.add(
                    ErrorCode.NOT_MAPPED,
                    type.getName()
                            + " is not an entity"
                            + OtherAnnotations.hint(type)
                            + "; annotate it with @Entity, or map it in code with"
                            + " mapping(m -> m.map(...))");
            return null;
        }
        String wrong = whyNotAnEntity(type);
        if (wrong != null) {
            problems.add(ErrorCode.INVALID_ENTITY, type.getName() + " " + wrong);
            return null;
        }
        return new AnnotatedEntity(type, entity, naming, problems).declaration();
    }

    /** What keeps objects of the class from being rows, or null. */
    static @Nullable String whyNotAnEntity(Class<?> type) {
        if (type.isRecord()) {
            return "is a record, which cannot be changed; write a class (records serve as"
                    + " embeddables, ids and projections)";
        } else if (type.isInterface() || type.isEnum() || type.isArray() || type.isPrimitive()) {
            return "is no class; only classes can be entities";
        } else if (Modifier.isAbstract(type.getModifiers())) {
            return "is abstract, so no object can be loaded; map its subclasses, which take over its"
                    + " fields";
        } else if (type.isLocalClass() || type.isAnonymousClass()) {
            return "is declared in a method; move it to a class or package of its own";
        } else if (type.isMemberClass() && !Modifier.isStatic(type.getModifiers())) {
            return "is an inner class, which needs an object around it; make it static";
        }
        return null;
    }

    /** The name of a class's entity; enclosing classes count as packages (spec RC-126). */
    static EntityName nameOf(Class<?> type, String simple) {
        StringBuilder prefix = new StringBuilder(type.getPackageName());
        List<String> enclosing = new ArrayList<>();
        for (Class<?> c = type.getEnclosingClass(); c != null; c = c.getEnclosingClass()) {
            enclosing.add(0, c.getSimpleName());
        }
        for (String name : enclosing) {
            prefix.append(prefix.length() == 0 ? "" : ".").append(name);
        }
        return new EntityName(prefix.toString(), simple);
    }

    /** The fields of a class and its superclasses, those of the topmost first. */
    static List<Field> fieldsOf(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            fields.addAll(
                    0,
                    Arrays.stream(c.getDeclaredFields())
                            .filter(AnnotatedEntity::isPersistent)
                            .toList());
        }
        return fields;
    }

    private static boolean isPersistent(Field field) {
        return !Modifier.isStatic(field.getModifiers())
                && !Modifier.isTransient(field.getModifiers())
                && !field.isSynthetic()
                && !field.isAnnotationPresent(io.relmap.annotation.Transient.class);
    }

    private EntityDeclaration declaration() {
        String simple = entity.name().isEmpty() ? type.getSimpleName() : entity.name();
        String table =
                entity.table().isEmpty() ? naming.table(type.getSimpleName()) : entity.table();
        TableDraft draft = new TableDraft(tableName(entity.schema(), table));
        EntityDeclaration declaration = new EntityDeclaration(nameOf(type, simple), type, draft);
        declaration.legacyIsOrphan(entity.legacyIsOrphan());
        declaration.writing(
                new WritingRules(
                        entity.eagerDefaults(), entity.batch(), entity.confirmDeletedRows()));
        AnnotatedColumns columns = new AnnotatedColumns(declaration, draft, naming);
        AnnotatedRelationships relationships =
                new AnnotatedRelationships(declaration, draft, naming);
        for (Field field : fieldsOf(type)) {
            problems.collect(
                    () -> {
                        String misread = OtherAnnotations.misread(field);
                        if (misread != null) {
                            throw new MappingException(
                                    ErrorCode.INVALID_FIELD,
                                    type.getSimpleName() + "." + field.getName() + " " + misread);
                        }
                        HolderField holder = HolderField.of(field, type);
                        if (holder == null) {
                            columns.read(field);
                        } else if (holder.isRelationship()) {
                            relationships.read(holder);
                        } else {
                            columns.read(holder);
                        }
                    });
        }
        keys(draft);
        for (AssociationTable association : type.getAnnotationsByType(AssociationTable.class)) {
            problems.collect(() -> declaration.associations().add(association(association)));
        }
        return declaration;
    }

    private void keys(TableDraft draft) {
        for (ForeignKeyConstraint key : type.getAnnotationsByType(ForeignKeyConstraint.class)) {
            problems.collect(() -> draft.foreignKey(constraint(key)));
        }
        for (UniqueConstraint unique : type.getAnnotationsByType(UniqueConstraint.class)) {
            draft.unique(
                    new io.relmap.schema.UniqueConstraint(
                            unique.name().isEmpty() ? null : unique.name(),
                            List.of(unique.value()),
                            ReferentialRules.deferrable(unique.deferrable(), unique.deferred())));
        }
    }

    private io.relmap.schema.ForeignKeyConstraint constraint(ForeignKeyConstraint key) {
        String where = "@ForeignKeyConstraint of " + type.getSimpleName();
        List<String> columns = List.of(key.columns());
        List<ReferenceText> references = new ArrayList<>();
        for (int i = 0; i < key.references().length; i++) {
            String referring = i < columns.size() ? columns.get(i) : "";
            references.add(ReferenceText.parse(key.references()[i], referring, where));
        }
        if (references.isEmpty()
                || references.stream().map(ReferenceText::table).distinct().count() > 1) {
            throw new MappingException(
                    ErrorCode.INVALID_TABLE,
                    where
                            + ": the columns "
                            + columns
                            + " refer to "
                            + Arrays.toString(key.references())
                            + "; name as many columns of one table");
        }
        return new io.relmap.schema.ForeignKeyConstraint(
                key.name().isEmpty() ? null : key.name(),
                columns,
                references.get(0).table(),
                references.stream().map(ReferenceText::column).toList(),
                new ReferentialRules(where).options(key));
    }

    private TableDraft association(AssociationTable association) {
        TableDraft draft = new TableDraft(tableName(association.schema(), association.name()));
        for (AssociationTable.Link link : association.value()) {
            String where = "@AssociationTable \"" + association.name() + "\", " + link.column();
            ReferenceText reference = ReferenceText.parse(link.references(), link.column(), where);
            draft.column(
                    link.column(),
                    reference,
                    columnType -> ColumnDefinition.of(link.column(), columnType).notNull());
            draft.keyColumn(link.column());
            draft.foreignKey(
                    new io.relmap.schema.ForeignKeyConstraint(
                            null,
                            List.of(link.column()),
                            reference.table(),
                            List.of(reference.column()),
                            new ReferentialRules(where).options(link.onDelete(), link.onUpdate())));
        }
        return draft;
    }

    private static TableName tableName(String schema, String name) {
        return new TableName(schema.isEmpty() ? null : schema, name);
    }
}
