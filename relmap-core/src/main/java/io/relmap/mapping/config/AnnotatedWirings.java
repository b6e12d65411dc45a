package io.relmap.mapping.config;

import io.relmap.annotation.Backref;
import io.relmap.annotation.Cascade;
import io.relmap.annotation.Entity;
import io.relmap.annotation.HolderType;
import io.relmap.annotation.MapKey;
import io.relmap.annotation.Relationship;
import io.relmap.annotation.SyncBackref;
import io.relmap.annotation.Transient;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.mapping.CascadeSet;
import io.relmap.mapping.Content;
import io.relmap.mapping.MapKeySource;
import io.relmap.mapping.Wiring;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the holder fields of a class and their annotations say about its relationships, without any table:
 * the one source for objects in memory and for mappers.
 */
public final class AnnotatedWirings {

    private static final String BY_DEFAULT = "";

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
        for (Field field : holderFields(type)) {
            if (contentOf(field) != null) {
                declared.add(declare(type, field));
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

    /** What a relationship's field holds; null for a holder that is no relationship. */
    private static @Nullable Content contentOf(Field field) {
        return switch (field.getType().getAnnotation(HolderType.class).value()) {
            case REFERENCE -> Content.REFERENCE;
            case LIST -> Content.LIST;
            case SET -> Content.SET;
            case MAP -> Content.MAP;
            case QUERY -> Content.QUERY;
            case COLUMN, STATE -> null;
        };
    }

    private static Declared declare(Class<?> owner, Field field) {
        Relationship annotation = field.getAnnotation(Relationship.class);
        Content content = contentOf(field);
        if (content == null) {
            throw new IllegalArgumentException(field + " is no relationship");
        }
        Class<?> target = targetOf(owner, field, annotation);
        String targetName =
                target == null && annotation != null ? annotation.targetName() : entityName(target);
        MapKeySource key = content == Content.MAP ? keyOf(owner, field) : null;
        if (annotation == null) {
            Wiring.Flags flags = new Wiring.Flags(false, false, false, true, false);
            Wiring plain =
                    new Wiring(
                            field.getName(),
                            content,
                            target,
                            targetName,
                            null,
                            null,
                            SyncBackref.DEFAULT,
                            flags,
                            CascadeSet.DEFAULT,
                            key);
            return new Declared(field, null, plain, null);
        }
        boolean isBackref = !annotation.backref().isEmpty();
        Wiring wiring =
                new Wiring(
                        field.getName(),
                        content,
                        target,
                        targetName,
                        reverseName(annotation),
                        isBackref ? reverseContent(content, annotation) : null,
                        annotation.syncBackref(),
                        new Wiring.Flags(
                                annotation.viewOnly(),
                                annotation.singleParent(),
                                annotation.activeHistory(),
                                annotation.cascadeBackrefs(),
                                !annotation.secondary().isEmpty()),
                        cascades(annotation.cascade(), annotation.viewOnly()),
                        key);
        return new Declared(
                field, annotation, wiring, isBackref ? generated(owner, wiring, annotation) : null);
    }

    private static @Nullable String reverseName(Relationship annotation) {
        String name =
                annotation.backref().isEmpty() ? annotation.backPopulates() : annotation.backref();
        return name.equals(BY_DEFAULT) ? null : name;
    }

    /** What a generated reverse holds, as far as it can be told without tables. */
    private static Content reverseContent(Content content, Relationship annotation) {
        boolean isScalar =
                annotation.backrefArguments().scalar()
                        || (content.isCollection() && annotation.secondary().isEmpty());
        return isScalar ? Content.REFERENCE : Content.LIST;
    }

    /** What the other side inherits, and what its own arguments say (spec AT-34, RC-103, RC-104). */
    private static Wiring generated(Class<?> owner, Wiring wiring, Relationship annotation) {
        Backref arguments = annotation.backrefArguments();
        boolean viewOnly = wiring.flags().viewOnly();
        return new Wiring(
                annotation.backref(),
                reverseContent(wiring.content(), annotation),
                owner,
                entityName(owner),
                wiring.name(),
                null,
                wiring.syncBackref(),
                new Wiring.Flags(
                        viewOnly,
                        arguments.singleParent(),
                        arguments.activeHistory(),
                        arguments.cascadeBackrefs(),
                        wiring.flags().manyToMany()),
                cascades(arguments.cascade(), viewOnly),
                null);
    }

    private static CascadeSet cascades(Cascade[] declared, boolean viewOnly) {
        if (declared.length > 0) {
            return CascadeSet.of(List.of(declared));
        }
        return viewOnly ? CascadeSet.VIEW_ONLY_DEFAULT : CascadeSet.DEFAULT;
    }

    private static @Nullable Class<?> targetOf(
            Class<?> owner, Field field, @Nullable Relationship annotation) {
        if (annotation != null && annotation.target() != void.class) {
            return annotation.target();
        }
        int argument = contentOf(field) == Content.MAP ? 1 : 0;
        Class<?> target = TypeArguments.resolve(owner, field, argument);
        if (target == null && (annotation == null || annotation.targetName().isEmpty())) {
            throw new MappingException(
                    ErrorCode.INVALID_FIELD,
                    owner.getSimpleName()
                            + "."
                            + field.getName()
                            + ": the type "
                            + field.getGenericType().getTypeName()
                            + " does not say which entity it leads to. Write it as a type argument, such"
                            + " as "
                            + field.getType().getSimpleName()
                            + "<Book>, or give @Relationship(target = Book.class).");
        }
        return target;
    }

    private static MapKeySource keyOf(Class<?> owner, Field field) {
        MapKey key = field.getAnnotation(MapKey.class);
        if (key == null) {
            throw new MappingException(
                    ErrorCode.INVALID_FIELD,
                    owner.getSimpleName()
                            + "."
                            + field.getName()
                            + ": a map needs to know what its elements are found by. Add"
                            + " @MapKey(\"name\"), where name is an attribute or getter of the element.");
        }
        return new MapKeySource(key.value(), new AttributeReader(key.value()));
    }

    private static String entityName(@Nullable Class<?> type) {
        if (type == null) {
            return "(unknown)";
        }
        Entity entity = type.getAnnotation(Entity.class);
        return entity == null || entity.name().isEmpty() ? type.getSimpleName() : entity.name();
    }
}
