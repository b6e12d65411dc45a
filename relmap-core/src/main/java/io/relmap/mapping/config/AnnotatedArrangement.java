package io.relmap.mapping.config;

import io.relmap.annotation.CollectionType;
import io.relmap.annotation.MapKey;
import io.relmap.annotation.OrderedList;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.mapping.Content;
import io.relmap.mapping.ListNumbering;
import io.relmap.mapping.Numbering;
import java.lang.annotation.Annotation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads from the annotations of a holder field how its collection keeps its elements. */
final class AnnotatedArrangement {

    private AnnotatedArrangement() {}

    /**
     * Reads it into the declaration.
     *
     * @throws MappingException if annotation and holder do not fit together
     */
    static void read(HolderField holder, RelationshipDeclaration declared) {
        MapKey key = holder.field().getAnnotation(MapKey.class);
        OrderedList order = holder.field().getAnnotation(OrderedList.class);
        CollectionType type = holder.field().getAnnotation(CollectionType.class);
        check(declared, Content.MAP, key, "@MapKey(\"attribute\"): what its elements are found by");
        check(declared, Content.CUSTOM, type, "@CollectionType: what it keeps its elements in");
        if (order != null && holder.content() != Content.LIST) {
            throw new MappingException(
                    ErrorCode.INVALID_FIELD, declared + " has @OrderedList but is no list");
        }
        if (key != null) {
            declared.arrangement = new ArrangementDeclaration.ByAttributes(List.of(key.value()));
            declared.ignoreUnpopulatedKey = key.ignoreUnpopulated();
        } else if (order != null) {
            declared.arrangement = numbered(order, declared.toString());
        } else if (type != null) {
            declared.arrangement =
                    new ArrangementDeclaration.Adapted(
                            NamedClasses.adapter(type.value(), declared.toString()));
        }
    }

    private static void check(
            RelationshipDeclaration declared,
            Content content,
            @Nullable Annotation annotation,
            String needed) {
        if ((declared.content == content) != (annotation != null)) {
            throw new MappingException(
                    ErrorCode.INVALID_FIELD,
                    declared
                            + (annotation == null
                                    ? " needs " + needed
                                    : " has @"
                                            + annotation.annotationType().getSimpleName()
                                            + " but is no "
                                            + (content == Content.MAP ? "map" : "ToCollection")));
        }
    }

    private static ArrangementDeclaration numbered(OrderedList order, String where) {
        Numbering numbering =
                order.numbering() == void.class
                        ? Numbering.startingAt(order.startAt())
                        : NamedClasses.numbering(order.numbering(), where);
        return new ArrangementDeclaration.Numbered(
                order.value(),
                numbering,
                new ListNumbering.When(order.reorderOnAppend(), order.always()));
    }
}
