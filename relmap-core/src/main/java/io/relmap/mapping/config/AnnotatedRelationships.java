package io.relmap.mapping.config;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Info;
import io.relmap.annotation.Lazy;
import io.relmap.annotation.Relationship;
import io.relmap.annotation.Setting;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.mapping.Content;
import io.relmap.schema.AutoIncrement;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.ForeignKeyConstraint;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the fields of an annotated class that are relationships. */
final class AnnotatedRelationships {

    private final EntityDeclaration entity;
    private final TableDraft table;
    private final NamingStrategy naming;

    AnnotatedRelationships(EntityDeclaration entity, TableDraft table, NamingStrategy naming) {
        this.entity = entity;
        this.table = table;
        this.naming = naming;
    }

    /** Reads a holder. */
    void read(HolderField holder) {
        entity.holders().put(holder.name(), holder);
        RelationshipDeclaration declared = declaration(holder, entity.name().simple());
        foreignKey(holder, declared);
        entity.relationships().put(holder.name(), declared);
    }

    /** What a holder field declares, whether it is annotated or not. */
    static RelationshipDeclaration declaration(HolderField holder, String owner) {
        Relationship annotation = holder.field().getAnnotation(Relationship.class);
        RelationshipDeclaration declared =
                new RelationshipDeclaration(
                        holder.name(), holder.content(), target(holder, annotation, owner));
        declared.owner = owner;
        declared.annotated = true;
        declared.implicit = annotation == null;
        declared.useList = holder.content().isCollection();
        AnnotatedArrangement.read(holder, declared);
        if (annotation != null) {
            String where = owner + "." + holder.name();
            joins(declared, annotation);
            behaviour(declared, annotation);
            statements(declared, annotation, where);
            reverse(declared, annotation, where);
        }
        if (holder.content() == Content.QUERY
                && (declared.lazy == null || declared.lazy == Lazy.SELECT)) {
            declared.lazy = Lazy.DYNAMIC;
        }
        return declared;
    }

    private static Object target(
            HolderField holder, @Nullable Relationship annotation, String owner) {
        if (annotation != null && annotation.target() != void.class) {
            return annotation.target();
        }
        if (annotation != null && !annotation.targetName().isEmpty()) {
            return annotation.targetName();
        }
        if (holder.target() == null) {
            throw new MappingException(
                    ErrorCode.INVALID_FIELD,
                    owner
                            + "."
                            + holder.name()
                            + ": its type "
                            + holder.field().getGenericType()
                            + " does not name the target class; give it a type argument that is a"
                            + " class, or write @Relationship(target = ...)");
        }
        return holder.target();
    }

    private static void joins(RelationshipDeclaration declared, Relationship annotation) {
        declared.secondary = given(annotation.secondary());
        declared.primaryJoin = given(annotation.primaryJoin());
        declared.secondaryJoin = given(annotation.secondaryJoin());
        declared.foreignKeys = given(annotation.foreignKeys());
        declared.remoteSide = given(annotation.remoteSide());
        declared.orderBy = given(annotation.orderBy());
        declared.overlaps = given(annotation.overlaps());
        declared.doc = given(annotation.doc());
    }

    private static void behaviour(RelationshipDeclaration declared, Relationship annotation) {
        declared.cascade = given(annotation.cascade());
        declared.cascadeBackrefs = annotation.cascadeBackrefs();
        declared.lazy = annotation.lazy();
        declared.innerJoin = annotation.innerJoin();
        declared.joinDepth = joinDepth(annotation.joinDepth());
        declared.singleParent = annotation.singleParent();
        declared.viewOnly = annotation.viewOnly() ? Boolean.TRUE : null;
        declared.postUpdate = annotation.postUpdate();
        declared.passiveDeletes = annotation.passiveDeletes();
        declared.passiveUpdates = annotation.passiveUpdates();
        declared.activeHistory = annotation.activeHistory();
        declared.loadOnPending = annotation.loadOnPending();
    }

    private static void statements(
            RelationshipDeclaration declared, Relationship annotation, String where) {
        declared.batchSize = annotation.batchSize() == 0 ? null : annotation.batchSize();
        declared.distinctTargetKey = given(annotation.distinctTargetKey());
        declared.omitJoin = given(annotation.omitJoin());
        declared.bakeQueries = annotation.bakeQueries();
        declared.enableTypechecks = annotation.enableTypechecks();
        declared.queryClass = given(annotation.queryClass());
        declared.comparator = NamedClasses.comparator(annotation.comparator(), where);
        declared.listeners.addAll(NamedClasses.listeners(annotation.listeners(), where));
        info(declared, annotation.info());
    }

    private static void reverse(
            RelationshipDeclaration declared, Relationship annotation, String where) {
        declared.syncBackref = annotation.syncBackref();
        declared.backPopulates = given(annotation.backPopulates());
        String name = given(annotation.backref());
        if (name == null) {
            return;
        }
        RelationshipDeclaration arguments =
                AnnotatedBackref.read(
                        name, annotation.backrefArguments(), where + ", backref \"" + name + "\"");
        declared.backref = new RelationshipDeclaration.BackrefDeclaration(name, arguments);
    }

    static void info(RelationshipDeclaration declared, Info[] entries) {
        for (Info entry : entries) {
            declared.info.put(entry.name(), entry.value());
        }
    }

    static @Nullable String given(String text) {
        return text.isBlank() ? null : text;
    }

    static @Nullable Collection<Cascade> given(Cascade[] cascades) {
        return cascades.length == 0 ? null : Arrays.asList(cascades);
    }

    static @Nullable Boolean given(Setting setting) {
        return setting == Setting.DEFAULT ? null : setting == Setting.ON;
    }

    static @Nullable Class<?> given(Class<?> type) {
        return type == void.class ? null : type;
    }

    /** -1 stands for "not given" only. */
    static @Nullable Integer joinDepth(int depth) {
        return depth == -1 ? null : depth;
    }

    /** A foreign key on a holder declares a column that has no field. */
    private void foreignKey(HolderField holder, RelationshipDeclaration declared) {
        ForeignKey key = holder.field().getAnnotation(ForeignKey.class);
        boolean id = holder.field().isAnnotationPresent(Id.class);
        String where = entity + "." + holder.name();
        if (key == null) {
            if (id) {
                throw new MappingException(
                        ErrorCode.INVALID_FIELD,
                        where + " is @Id but no column; add @ForeignKey(\"table.column\")");
            }
            return;
        }
        if (holder.content() != Content.REFERENCE || !ReferenceText.namesColumn(key.value())) {
            throw new MappingException(
                    ErrorCode.INVALID_FIELD,
                    where
                            + (holder.content() == Content.REFERENCE
                                    ? ": @ForeignKey(\""
                                            + key.value()
                                            + "\") names no column; write \"table.column\""
                                    : " is a collection, which no column of this table holds; put"
                                            + " @ForeignKey on the other side"));
        }
        ReferenceText reference = ReferenceText.parse(key.value(), "", where);
        String column =
                key.column().isEmpty()
                        ? naming.foreignKeyColumn(holder.name(), reference.column())
                        : key.column();
        table.column(
                column,
                reference,
                type -> {
                    ColumnDefinition definition =
                            ColumnDefinition.of(column, type).autoIncrement(AutoIncrement.FALSE);
                    return key.nullable() && !id ? definition : definition.notNull();
                });
        if (id) {
            table.keyColumn(column);
        }
        table.foreignKey(
                new ForeignKeyConstraint(
                        key.name().isEmpty() ? null : key.name(),
                        List.of(column),
                        reference.table(),
                        List.of(reference.column()),
                        new ReferentialRules(where).options(key)));
        entity.attributes().add(AttributeDeclaration.withoutField(column));
        use(declared, column, reference);
    }

    /** The holder's own key is the one it goes by, whatever other keys there are. */
    private void use(RelationshipDeclaration declared, String column, ReferenceText reference) {
        if (declared.primaryJoin != null || declared.foreignKeys != null) {
            return;
        }
        String own = entity.name().qualified() + ".";
        declared.foreignKeys = own + column;
        if (declared.remoteSide == null && reference.table().equals(entity.tableName())) {
            declared.remoteSide = own + reference.column();
        }
    }
}
