package io.relmap.relationship;

import io.relmap.annotation.AssociationTable;
import io.relmap.annotation.AssociationTable.Link;
import io.relmap.annotation.Backref;
import io.relmap.annotation.Cascade;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Info;
import io.relmap.annotation.InnerJoin;
import io.relmap.annotation.Lazy;
import io.relmap.annotation.MapKey;
import io.relmap.annotation.PassiveDeletes;
import io.relmap.annotation.Relationship;
import io.relmap.annotation.Setting;
import io.relmap.annotation.SyncBackref;
import io.relmap.holder.ToList;
import io.relmap.holder.ToMap;
import io.relmap.holder.ToOne;
import io.relmap.holder.ToSet;
import io.relmap.mapping.RelationshipComparator;
import io.relmap.observe.AttributeListener;
import io.relmap.sql.Expression;
import org.jspecify.annotations.Nullable;

/** One relationship for each parameter, named like it. */
final class AnnotatedFamily {

    private AnnotatedFamily() {}

    /** Leaves every comparison as it is. */
    static final class SameComparison implements RelationshipComparator {
        @Override
        public Expression compare(Comparison comparison, Expression builtIn) {
            return builtIn;
        }
    }

    /** Lets everything pass. */
    static final class SilentListener implements AttributeListener {}

    @Entity(name = "Parent", table = "parent")
    @AssociationTable(
            name = "parent_child",
            value = {
                @Link(column = "parent_id", references = "parent.id"),
                @Link(column = "child_id", references = "child.id")
            })
    static class Parent {
        @Id @Nullable Integer id;
        @Nullable String name;

        @ForeignKey("parent.id")
        @Nullable Integer bossId;

        @Relationship(targetName = "Child")
        final ToList<Child> target = ToList.of(this);

        @Relationship(secondary = "parent_child")
        final ToList<Child> secondary = ToList.of(this);

        @Relationship(primaryJoin = "Parent.id = Child.parent_id and Child.name = 'x'")
        final ToList<Child> primaryJoin = ToList.of(this);

        @Relationship(
                secondary = "parent_child",
                secondaryJoin = "Child.id = parent_child.child_id and Child.name = 'x'")
        final ToList<Child> secondaryJoin = ToList.of(this);

        @Relationship(foreignKeys = "Child.parent_id")
        final ToList<Child> foreignKeys = ToList.of(this);

        @Relationship(remoteSide = "Parent.id")
        final ToOne<Parent> remoteSide = ToOne.of(this);

        @Relationship final ToOne<Child> useList = ToOne.of(this);

        @Relationship(backPopulates = "backPopulates")
        final ToList<Child> backPopulates = ToList.of(this);

        @Relationship(
                backref = "fromBackref",
                backrefArguments =
                        @Backref(
                                lazy = Lazy.JOINED,
                                cascade = Cascade.NONE,
                                viewOnly = Setting.ON,
                                passiveUpdates = Setting.OFF,
                                innerJoin = InnerJoin.TRUE,
                                joinDepth = 3,
                                batchSize = 9,
                                doc = "the way back",
                                info = @Info(name = "made", value = "by backref")))
        final ToList<Child> backref = ToList.of(this);

        @Relationship(backref = "fromSyncBackref", syncBackref = SyncBackref.OFF)
        final ToList<Child> syncBackref = ToList.of(this);

        @Relationship(overlaps = "target, secondary")
        final ToList<Child> overlaps = ToList.of(this);

        @Relationship(viewOnly = true)
        final ToList<Child> viewOnly = ToList.of(this);

        @Relationship(cascade = {Cascade.ALL, Cascade.DELETE_ORPHAN})
        final ToList<Child> cascade = ToList.of(this);

        @Relationship(cascadeBackrefs = false)
        final ToList<Child> cascadeBackrefs = ToList.of(this);

        @Relationship(singleParent = true)
        final ToList<Child> singleParent = ToList.of(this);

        @Relationship(passiveDeletes = PassiveDeletes.ALL)
        final ToList<Child> passiveDeletes = ToList.of(this);

        @Relationship(passiveUpdates = false)
        final ToList<Child> passiveUpdates = ToList.of(this);

        @Relationship(postUpdate = true)
        final ToList<Child> postUpdate = ToList.of(this);

        @Relationship(activeHistory = true)
        final ToList<Child> activeHistory = ToList.of(this);

        @Relationship(orderBy = "name desc, id")
        final ToList<Child> orderBy = ToList.of(this);

        @Relationship final ToSet<Child> set = ToSet.of(this);

        @Relationship
        @MapKey("name")
        final ToMap<String, Child> mapKey = ToMap.of(this);

        @Relationship(lazy = Lazy.SUBQUERY)
        final ToList<Child> lazy = ToList.of(this);

        @Relationship(batchSize = 7)
        final ToList<Child> batchSize = ToList.of(this);

        @Relationship(innerJoin = InnerJoin.UNNESTED)
        final ToList<Child> innerJoin = ToList.of(this);

        @Relationship(joinDepth = 2)
        final ToList<Child> joinDepth = ToList.of(this);

        @Relationship(distinctTargetKey = Setting.ON)
        final ToList<Child> distinctTargetKey = ToList.of(this);

        @Relationship(omitJoin = Setting.OFF)
        final ToList<Child> omitJoin = ToList.of(this);

        @Relationship(bakeQueries = false)
        final ToList<Child> bakeQueries = ToList.of(this);

        @Relationship(enableTypechecks = false)
        final ToList<Child> enableTypechecks = ToList.of(this);

        @Relationship(loadOnPending = true)
        final ToList<Child> loadOnPending = ToList.of(this);

        @Relationship(queryClass = String.class)
        final ToList<Child> queryClass = ToList.of(this);

        @Relationship(comparator = SameComparison.class)
        final ToList<Child> comparator = ToList.of(this);

        @Relationship(listeners = SilentListener.class)
        final ToList<Child> listeners = ToList.of(this);

        @Relationship(doc = "what it is for")
        final ToList<Child> doc = ToList.of(this);

        @Relationship(
                info = {@Info(name = "owner", value = "sales"), @Info(name = "since", value = "7")})
        final ToList<Child> info = ToList.of(this);
    }

    @Entity(name = "Child", table = "child")
    static class Child {
        @Id @Nullable Integer id;
        @Nullable String name;

        @ForeignKey("parent.id")
        @Nullable Integer parentId;

        @Relationship(backPopulates = "backPopulates")
        final ToOne<Parent> backPopulates = ToOne.of(this);
    }
}
