package io.relmap.mapping.config;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.InnerJoin;
import io.relmap.annotation.Lazy;
import io.relmap.annotation.PassiveDeletes;
import io.relmap.annotation.SyncBackref;
import io.relmap.mapping.Content;
import io.relmap.mapping.RelationshipComparator;
import io.relmap.observe.AttributeListener;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A relationship as it was declared. Null means "not given", so that a reverse knows what to inherit
 * (spec RC-103). The places of late arguments hold a text, a value, or a supplier of a value (RC-123).
 */
final class RelationshipDeclaration {

    final String name;

    /** The entity that declares it, for messages; empty for what a backref makes. */
    String owner = "";

    /** What the holder holds; null where the direction decides. */
    @Nullable Content content;

    /** A class, a name, or a supplier of a class. */
    final Object target;

    /** Whether it is declared by a field of an annotated class (spec RC-75). */
    boolean annotated;

    /** Whether its holder has no annotation, so that a backref may claim it. */
    boolean implicit;

    @Nullable Object secondary;
    @Nullable Object primaryJoin;
    @Nullable Object secondaryJoin;
    @Nullable Object foreignKeys;
    @Nullable Object remoteSide;
    @Nullable Object orderBy;
    @Nullable Boolean useList;
    @Nullable String backPopulates;
    @Nullable BackrefDeclaration backref;
    @Nullable SyncBackref syncBackref;
    @Nullable Collection<Cascade> cascade;
    @Nullable Boolean cascadeBackrefs;
    @Nullable Lazy lazy;
    @Nullable InnerJoin innerJoin;
    @Nullable Integer joinDepth;
    @Nullable Boolean singleParent;
    @Nullable Boolean viewOnly;
    @Nullable Boolean postUpdate;
    @Nullable PassiveDeletes passiveDeletes;
    @Nullable Boolean passiveUpdates;
    @Nullable Boolean activeHistory;
    @Nullable Boolean loadOnPending;
    @Nullable Integer batchSize;
    @Nullable Boolean distinctTargetKey;
    @Nullable Boolean omitJoin;
    @Nullable Boolean bakeQueries;
    @Nullable Boolean enableTypechecks;
    @Nullable String overlaps;
    @Nullable Class<?> queryClass;
    @Nullable RelationshipComparator comparator;
    @Nullable String doc;
    final List<AttributeListener> listeners = new ArrayList<>();
    final Map<String, Object> info = new LinkedHashMap<>();

    /** How a collection keeps its elements, where its kind leaves a choice. */
    @Nullable ArrangementDeclaration arrangement;

    /** Whether elements without key stay out of a map in silence. */
    boolean ignoreUnpopulatedKey;

    RelationshipDeclaration(String name, @Nullable Content content, Object target) {
        this.name = name;
        this.content = content;
        this.target = target;
    }

    /**
     * What is declared of the reverse that this one's backref makes, with what it inherits beside its
     * joins (spec RC-103).
     */
    RelationshipDeclaration reverse() {
        RelationshipDeclaration reverse = Objects.requireNonNull(backref).arguments();
        reverse.annotated = annotated;
        reverse.backPopulates = name;
        reverse.secondary = secondary;
        reverse.viewOnly = reverse.viewOnly == null ? viewOnly : reverse.viewOnly;
        reverse.syncBackref = reverse.syncBackref == null ? syncBackref : reverse.syncBackref;
        return reverse;
    }

    /**
     * In which order a collection is loaded: an ordered list by its positions unless it says otherwise, those
     * without one last, where they were added.
     */
    @Nullable Object order() {
        return orderBy == null && arrangement instanceof ArrangementDeclaration.Numbered numbered
                ? "nulls_last(" + numbered.attribute() + ")"
                : orderBy;
    }

    /** {@code Owner.name}, as messages write it. */
    @Override
    public String toString() {
        return owner.isEmpty() ? name : owner + "." + name;
    }

    /**
     * The reverse that a relationship makes.
     *
     * @param name its name
     * @param arguments what is said of it
     */
    record BackrefDeclaration(String name, RelationshipDeclaration arguments) {}
}
