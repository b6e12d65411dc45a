package io.relmap.mapping.config;

import io.relmap.annotation.SyncBackref;
import io.relmap.mapping.Arrangement;
import io.relmap.mapping.CascadeSet;
import io.relmap.mapping.Content;
import io.relmap.mapping.Wiring;
import org.jspecify.annotations.Nullable;

/**
 * What objects know of a declared relationship, told without tables: the one source of wirings, for the
 * descriptor of a class and for the built mapping alike.
 */
final class Wirings {

    private Wirings() {}

    /**
     * The wiring of a relationship.
     *
     * @param declared what was declared
     * @param content what the attribute holds
     * @param target the target
     * @param reverse the other side
     * @param arrangement how a collection keeps its elements, or null
     */
    static Wiring of(
            RelationshipDeclaration declared,
            Content content,
            Target target,
            Reverse reverse,
            @Nullable Arrangement arrangement) {
        boolean viewOnly = Boolean.TRUE.equals(declared.viewOnly);
        return new Wiring(
                declared.name,
                content,
                target.type(),
                target.name(),
                reverse.name(),
                reverse.content(),
                declared.syncBackref == null ? SyncBackref.DEFAULT : declared.syncBackref,
                new Wiring.Flags(
                        viewOnly,
                        Boolean.TRUE.equals(declared.singleParent),
                        Boolean.TRUE.equals(declared.activeHistory),
                        !Boolean.FALSE.equals(declared.cascadeBackrefs),
                        declared.secondary != null),
                cascades(declared, viewOnly),
                arrangement,
                declared.listeners);
    }

    /** What a relationship passes on, as given or by default (spec CA-2, RC-98). */
    static CascadeSet cascades(RelationshipDeclaration declared, boolean viewOnly) {
        if (declared.cascade != null) {
            return CascadeSet.of(declared.cascade);
        }
        return viewOnly ? CascadeSet.VIEW_ONLY_DEFAULT : CascadeSet.DEFAULT;
    }

    /**
     * What the reverse that a backref makes holds, as far as it can be told without tables: an object
     * belongs to one list, a list's or association's reverse is a list, a reference's reverse is a list.
     */
    static Content virtualContent(RelationshipDeclaration declared, Content content) {
        RelationshipDeclaration.BackrefDeclaration backref = declared.backref;
        Boolean useList = backref == null ? null : backref.arguments().useList;
        if (useList != null) {
            return useList ? Content.LIST : Content.REFERENCE;
        }
        boolean manyToMany = declared.secondary != null;
        return manyToMany || !content.isCollection() ? Content.LIST : Content.REFERENCE;
    }

    /**
     * Where a relationship leads.
     *
     * @param type the class, or null for map-backed entities
     * @param name the entity's name
     */
    record Target(@Nullable Class<?> type, String name) {}

    /**
     * The other side.
     *
     * @param name its name, or null for none
     * @param content what it holds where a backref makes it and no holder stands for it; else null
     */
    record Reverse(@Nullable String name, @Nullable Content content) {}
}
