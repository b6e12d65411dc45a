package io.relmap.join;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.InnerJoin;
import io.relmap.annotation.Lazy;
import io.relmap.annotation.PassiveDeletes;
import io.relmap.annotation.SyncBackref;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Expression;
import io.relmap.sql.FromItem;
import io.relmap.sql.Ordering;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was declared of a relationship (spec 01 section 3), or of the reverse that a backref makes. Null
 * means not given, which differs from a default where a backref inherits. Declaring checks nothing.
 */
public final class RelationshipArguments {

    private final Builder given;

    private RelationshipArguments(Builder given) {
        this.given = given;
    }

    /** Starts the declaration of an attribute. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** The attribute's name. */
    public String name() {
        return given.name;
    }

    /** The entity it leads to. */
    public @Nullable Late<EntityModel> target() {
        return given.target;
    }

    /** The association table. */
    public @Nullable Late<FromItem> secondary() {
        return given.secondary;
    }

    /** The join from the owner. */
    public @Nullable Late<Expression> primaryJoin() {
        return given.primaryJoin;
    }

    /** The join from the association table to the target. */
    public @Nullable Late<Expression> secondaryJoin() {
        return given.secondaryJoin;
    }

    /** The columns that hold the reference. */
    public @Nullable Late<List<ColumnRef>> foreignKeys() {
        return given.foreignKeys;
    }

    /** The columns on the far side. */
    public @Nullable Late<List<ColumnRef>> remoteSide() {
        return given.remoteSide;
    }

    /** The order of a collection. */
    public @Nullable Late<List<Ordering>> orderBy() {
        return given.orderBy;
    }

    /** Collection or scalar. */
    public @Nullable Boolean useList() {
        return given.useList;
    }

    /** What the field can hold; null for mappings without fields. */
    public @Nullable HolderShape holder() {
        return given.holder;
    }

    /** The reverse to be made. */
    public @Nullable RelationshipArguments backref() {
        return given.backref;
    }

    /** The name of the existing reverse. */
    public @Nullable String backPopulates() {
        return given.backPopulates;
    }

    /** Whether changes are carried to the reverse. */
    public SyncBackref syncBackref() {
        return given.syncBackref;
    }

    /** Names of relationships that may write the same columns. */
    public Set<String> overlaps() {
        return given.overlaps;
    }

    /** Whether it is only read. */
    public @Nullable Boolean viewOnly() {
        return given.viewOnly;
    }

    /** The cascades. */
    public @Nullable Set<Cascade> cascade() {
        return given.cascade;
    }

    /** The cascades as a text, if they were given so. */
    @Nullable String cascadeText() {
        return given.cascadeText;
    }

    /** Whether save-update follows what arrived through the reverse. */
    public @Nullable Boolean cascadeBackrefs() {
        return given.cascadeBackrefs;
    }

    /** Whether a child may have one parent only. */
    public boolean singleParent() {
        return given.singleParent;
    }

    /** How far deletes are left to the database. */
    public PassiveDeletes passiveDeletes() {
        return given.passiveDeletes;
    }

    /** Whether the database carries changed keys on. */
    public @Nullable Boolean passiveUpdates() {
        return given.passiveUpdates;
    }

    /** Whether the reference is written by an UPDATE of its own. */
    public @Nullable Boolean postUpdate() {
        return given.postUpdate;
    }

    /** Whether the old value is loaded before it is replaced. */
    public boolean activeHistory() {
        return given.activeHistory;
    }

    /** When and how it is loaded; {@link ConfiguredRelationship#lazy} knows texts too. */
    public Lazy lazy() {
        return given.lazy;
    }

    /** The same as a text, if it was given so. */
    @Nullable String lazyText() {
        return given.lazyText;
    }

    /** Whether joined loading uses INNER JOIN. */
    public InnerJoin innerJoin() {
        return given.innerJoin;
    }

    /** How deep eager loading goes where it comes back to an entity. */
    public @Nullable Integer joinDepth() {
        return given.joinDepth;
    }

    /** Whether it is loaded for objects that are not in the database yet. */
    public boolean loadOnPending() {
        return given.loadOnPending;
    }

    /** A copy that can be added to. */
    Builder toBuilder() {
        return given.copy();
    }

    /** Collects what is declared. Not thread-safe. */
    public static final class Builder implements Cloneable {

        private final String name;
        private @Nullable Late<EntityModel> target;
        private @Nullable Late<FromItem> secondary;
        private @Nullable Late<Expression> primaryJoin;
        private @Nullable Late<Expression> secondaryJoin;
        private @Nullable Late<List<ColumnRef>> foreignKeys;
        private @Nullable Late<List<ColumnRef>> remoteSide;
        private @Nullable Late<List<Ordering>> orderBy;
        private @Nullable Boolean useList;
        private @Nullable HolderShape holder;
        private @Nullable RelationshipArguments backref;
        private @Nullable String backPopulates;
        private SyncBackref syncBackref = SyncBackref.DEFAULT;
        private Set<String> overlaps = Set.of();
        private @Nullable Boolean viewOnly;
        private @Nullable Set<Cascade> cascade;
        private @Nullable String cascadeText;
        private @Nullable Boolean cascadeBackrefs;
        private boolean singleParent;
        private PassiveDeletes passiveDeletes = PassiveDeletes.FALSE;
        private @Nullable Boolean passiveUpdates;
        private @Nullable Boolean postUpdate;
        private boolean activeHistory;
        private Lazy lazy = Lazy.SELECT;
        private @Nullable String lazyText;
        private InnerJoin innerJoin = InnerJoin.FALSE;
        private @Nullable Integer joinDepth;
        private boolean loadOnPending;

        private Builder(String name) {
            this.name = name;
        }

        /** Sets the entity it leads to; a text is its name, simple or with its package (RC-126). */
        public Builder target(@Nullable Late<EntityModel> value) {
            target = value;
            return this;
        }

        /** Sets the association table. */
        public Builder secondary(@Nullable Late<FromItem> value) {
            secondary = value;
            return this;
        }

        /** Sets the join from the owner. */
        public Builder primaryJoin(@Nullable Late<Expression> value) {
            primaryJoin = value;
            return this;
        }

        /** Sets the join from the association table to the target. */
        public Builder secondaryJoin(@Nullable Late<Expression> value) {
            secondaryJoin = value;
            return this;
        }

        /** Sets the columns that hold the reference. */
        public Builder foreignKeys(@Nullable Late<List<ColumnRef>> value) {
            foreignKeys = value;
            return this;
        }

        /** Sets the columns on the far side. */
        public Builder remoteSide(@Nullable Late<List<ColumnRef>> value) {
            remoteSide = value;
            return this;
        }

        /** Sets the order of a collection. */
        public Builder orderBy(@Nullable Late<List<Ordering>> value) {
            orderBy = value;
            return this;
        }

        /** Sets collection or scalar. */
        public Builder useList(@Nullable Boolean value) {
            useList = value;
            return this;
        }

        /** Sets what the field can hold. */
        public Builder holder(@Nullable HolderShape value) {
            holder = value;
            return this;
        }

        /** Asks for a reverse of this name, with these arguments of its own. */
        public Builder backref(@Nullable RelationshipArguments value) {
            backref = value;
            return this;
        }

        /** Names the existing reverse. */
        public Builder backPopulates(@Nullable String value) {
            backPopulates = value;
            return this;
        }

        /** Sets whether changes are carried to the reverse. */
        public Builder syncBackref(SyncBackref value) {
            syncBackref = value;
            return this;
        }

        /** Sets the names of relationships that may write the same columns, with commas (RC-120). */
        public Builder overlaps(String names) {
            overlaps =
                    Arrays.stream(names.split(","))
                            .map(String::strip)
                            .filter(name -> !name.isEmpty())
                            .collect(Collectors.toUnmodifiableSet());
            return this;
        }

        /** Sets whether it is only read. */
        public Builder viewOnly(@Nullable Boolean value) {
            viewOnly = value;
            return this;
        }

        /** Sets the cascades. */
        public Builder cascade(Collection<Cascade> value) {
            cascade = Set.copyOf(value);
            return this;
        }

        /** Sets the cascades as a text, {@code "all, delete-orphan"} (spec RC-24). */
        public Builder cascade(String text) {
            cascadeText = text;
            return this;
        }

        /** Sets whether save-update follows what arrived through the reverse. */
        public Builder cascadeBackrefs(@Nullable Boolean value) {
            cascadeBackrefs = value;
            return this;
        }

        /** Sets whether a child may have one parent only. */
        public Builder singleParent(boolean value) {
            singleParent = value;
            return this;
        }

        /** Sets how far deletes are left to the database. */
        public Builder passiveDeletes(PassiveDeletes value) {
            passiveDeletes = value;
            return this;
        }

        /** Sets whether the database carries changed keys on. */
        public Builder passiveUpdates(@Nullable Boolean value) {
            passiveUpdates = value;
            return this;
        }

        /** Sets whether the reference is written by an UPDATE of its own. */
        public Builder postUpdate(@Nullable Boolean value) {
            postUpdate = value;
            return this;
        }

        /** Sets whether the old value is loaded before it is replaced. */
        public Builder activeHistory(boolean value) {
            activeHistory = value;
            return this;
        }

        /** Sets when and how it is loaded. */
        public Builder lazy(Lazy value) {
            lazy = value;
            lazyText = null;
            return this;
        }

        /** Sets when and how it is loaded as a text, {@code "selectin"} (spec RC-22). */
        public Builder lazy(String text) {
            lazyText = text;
            return this;
        }

        /** Sets whether joined loading uses INNER JOIN. */
        public Builder innerJoin(InnerJoin value) {
            innerJoin = value;
            return this;
        }

        /** Sets how deep eager loading goes where it comes back to an entity. */
        public Builder joinDepth(@Nullable Integer value) {
            joinDepth = value;
            return this;
        }

        /** Sets whether it is loaded for objects that are not in the database yet. */
        public Builder loadOnPending(boolean value) {
            loadOnPending = value;
            return this;
        }

        /** The declaration as it is now. */
        public RelationshipArguments build() {
            return new RelationshipArguments(copy());
        }

        private Builder copy() {
            try {
                return (Builder) clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
