package io.relmap.mapping.config;

import io.relmap.annotation.Entity;
import io.relmap.annotation.HolderType;
import io.relmap.annotation.Internal;
import io.relmap.annotation.Relationship;
import io.relmap.annotation.Transient;
import io.relmap.error.MappingException;
import io.relmap.mapping.Content;
import io.relmap.mapping.Wiring;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the holder fields of a class and their annotations say about its relationships, without any table.
 * Objects in memory and mappers know a relationship from the same declaration.
 */
@Internal
public final class AnnotatedWirings {

    private AnnotatedWirings() {}

    /**
     * One holder field.
     *
     * @param field the field
     * @param annotation what is declared on it, or null
     * @param wiring what objects know of the relationship
     * @param generated what the other side knows of the relationship that a backref makes there, or null
     */
    public record Declared(
            Field field,
            @Nullable Relationship annotation,
            Wiring wiring,
            @Nullable Wiring generated) {}

    /** The relationships of a class in the order of their declaration, those of superclasses first. */
    public static List<Wiring> of(Class<?> type) {
        return declared(type).stream().map(Declared::wiring).toList();
    }

    /**
     * The relationships of a class with their fields, in the same order.
     *
     * @throws MappingException if a target cannot be found in a field's type, or a map has no key
     */
    public static List<Declared> declared(Class<?> type) {
        List<Declared> declared = new ArrayList<>();
        for (Field field : AnnotatedEntity.fieldsOf(type)) {
            HolderField holder = HolderField.of(field, type);
            if (holder != null && holder.isRelationship()) {
                declared.add(declare(type, holder));
            }
        }
        return List.copyOf(declared);
    }

    /** All fields of holder types, superclass fields first; holders of columns and of the state too. */
    public static List<Field> holderFields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        Class<?> superclass = type.getSuperclass();
        if (superclass != null && superclass != Object.class) {
            fields.addAll(holderFields(superclass));
        }
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())
                    && !field.isAnnotationPresent(Transient.class)
                    && field.getType().isAnnotationPresent(HolderType.class)) {
                fields.add(field);
            }
        }
        return fields;
    }

    private static Declared declare(Class<?> owner, HolderField holder) {
        RelationshipDeclaration declared =
                AnnotatedRelationships.declaration(holder, entityName(owner));
        Class<?> target = declared.target instanceof Class<?> given ? given : holder.target();
        Wirings.Target leadsTo =
                new Wirings.Target(
                        target, target == null ? declared.target.toString() : entityName(target));
        Annotated annotated = new Annotated(declared, holder.content());
        return new Declared(
                holder.field(),
                holder.field().getAnnotation(Relationship.class),
                Wirings.of(
                        declared,
                        holder.content(),
                        leadsTo,
                        annotated.reverse(),
                        Arrangements.of(
                                declared,
                                new ElementAttributes.OfClass(null, declared.toString()))),
                annotated.generated(owner));
    }

    private static String entityName(Class<?> type) {
        Entity entity = type.getAnnotation(Entity.class);
        return entity == null || entity.name().isEmpty() ? type.getSimpleName() : entity.name();
    }

    /** A declaration, and what its other side is as far as that can be told without tables. */
    private record Annotated(RelationshipDeclaration declared, Content content) {

        Wirings.Reverse reverse() {
            RelationshipDeclaration.BackrefDeclaration backref = declared.backref;
            return backref == null
                    ? new Wirings.Reverse(declared.backPopulates, null)
                    : new Wirings.Reverse(
                            backref.name(), Wirings.virtualContent(declared, content));
        }

        @Nullable Wiring generated(Class<?> owner) {
            return declared.backref == null
                    ? null
                    : Wirings.of(
                            declared.reverse(),
                            Wirings.virtualContent(declared, content),
                            new Wirings.Target(owner, entityName(owner)),
                            new Wirings.Reverse(declared.name, null),
                            null);
        }
    }
}
