package io.relmap.backref;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.SyncBackref;
import io.relmap.attribute.CollectionAttribute;
import io.relmap.attribute.EntityShape;
import io.relmap.attribute.ReferenceAttribute;
import io.relmap.attribute.RelationshipAttribute;
import io.relmap.mapping.Behaviour;
import io.relmap.mapping.Behaviours;
import io.relmap.mapping.CascadeSet;
import io.relmap.mapping.Content;
import io.relmap.mapping.MapKeySource;
import io.relmap.mapping.Wiring;
import io.relmap.observe.AttributeListener;
import io.relmap.state.FetchMode;
import io.relmap.state.InstanceState;
import io.relmap.state.Members;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Entities made of nothing but attributes, to test events without classes, tables or sessions. */
public final class MemoryModel {

    /** An object. */
    public static final class Thing {
        private final String name;
        private String key;
        private InstanceState state;

        private Thing(String name) {
            this.name = name;
            this.key = name;
        }

        /** What maps find it by. */
        public void key(String value) {
            key = value;
        }

        /** Its state. */
        public InstanceState state() {
            return state;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** One side of a relationship. */
    public static final class Side {
        private final String name;
        private final Content content;
        private String reverse;
        private SyncBackref sync = SyncBackref.DEFAULT;
        private boolean viewOnly;
        private boolean singleParent;
        private boolean activeHistory;
        private boolean cascadeBackrefs = true;
        private boolean manyToMany;
        private List<AttributeListener> listeners = List.of();
        private final Set<Cascade> cascades = EnumSet.of(Cascade.SAVE_UPDATE, Cascade.MERGE);

        private Side(String name, Content content) {
            this.name = name;
            this.content = content;
        }

        public static Side of(String name, Content content) {
            return new Side(name, content);
        }

        public Side reverse(String value) {
            reverse = value;
            return this;
        }

        public Side syncOff() {
            sync = SyncBackref.OFF;
            return this;
        }

        public Side viewOnly() {
            viewOnly = true;
            cascades.clear();
            return this;
        }

        public Side singleParent() {
            singleParent = true;
            return this;
        }

        public Side activeHistory() {
            activeHistory = true;
            return this;
        }

        public Side noCascadeBackrefs() {
            cascadeBackrefs = false;
            return this;
        }

        public Side noCascade() {
            cascades.clear();
            return this;
        }

        public Side manyToMany() {
            manyToMany = true;
            return this;
        }

        public Side listeners(AttributeListener... told) {
            listeners = List.of(told);
            return this;
        }

        public Side deleteOrphan() {
            cascades.add(Cascade.DELETE);
            cascades.add(Cascade.DELETE_ORPHAN);
            return this;
        }
    }

    private final Behaviour behaviour;
    private final Map<String, EntityShape> shapes = new HashMap<>();

    public MemoryModel(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    /** A relationship of an entity. */
    public MemoryModel relate(String owner, String target, Side side) {
        shape(target);
        shape(owner)
                .add(
                        new Wiring(
                                side.name,
                                side.content,
                                null,
                                target,
                                side.reverse,
                                null,
                                side.sync,
                                new Wiring.Flags(
                                        side.viewOnly,
                                        side.singleParent,
                                        side.activeHistory,
                                        side.cascadeBackrefs,
                                        side.manyToMany),
                                CascadeSet.of(side.cascades),
                                side.content == Content.MAP
                                        ? new MapKeySource(
                                                "key", thing -> ((Thing) thing).key, false)
                                        : null,
                                side.listeners));
        return this;
    }

    /** Two relationships that name each other. */
    public MemoryModel pair(String owner, Side side, String target, Side reverse) {
        return relate(owner, target, side.reverse(reverse.name))
                .relate(target, owner, reverse.reverse(side.name));
    }

    private EntityShape shape(String entity) {
        return shapes.computeIfAbsent(
                entity,
                name ->
                        new EntityShape(
                                name,
                                null,
                                new EntityShape.Surroundings(
                                        thing -> ((Thing) thing).state,
                                        attribute -> shapes.get(attribute.wiring().targetName()),
                                        Behaviours.of(behaviour),
                                        BackrefListener::listenTo)));
    }

    /** A new object of an entity. */
    public Thing make(String entity, String name) {
        Thing thing = new Thing(name);
        thing.state = new InstanceState(thing, shape(entity));
        return thing;
    }

    public RelationshipAttribute attribute(Thing owner, String name) {
        return EntityShape.of(owner.state).find(name);
    }

    public CollectionAttribute collection(Thing owner, String name) {
        return (CollectionAttribute) attribute(owner, name);
    }

    public void set(Thing owner, String name, Thing value) {
        ((ReferenceAttribute) attribute(owner, name)).set(owner.state, value);
    }

    public void add(Thing owner, String name, Thing... elements) {
        for (Thing element : elements) {
            collection(owner, name).append(owner.state, element);
        }
    }

    public boolean remove(Thing owner, String name, Thing element) {
        return collection(owner, name).remove(owner.state, element);
    }

    public void replace(Thing owner, String name, Thing... elements) {
        collection(owner, name).replaceAll(owner.state, List.of(elements));
    }

    /** What a reference holds, as a program reads it. */
    public Object get(Thing owner, String name) {
        return attribute(owner, name).get(owner.state, FetchMode.FULL);
    }

    /** What a collection holds, as a program reads it. */
    public List<Object> all(Thing owner, String name) {
        return ((Members) attribute(owner, name).get(owner.state, FetchMode.FULL)).copy();
    }

    /** {@code added|unchanged|deleted}, as the scenarios of the specification write it. */
    public String history(Thing owner, String name) {
        var history = attribute(owner, name).history(owner.state, FetchMode.NO_INITIALIZE);
        return text(history.added())
                + "|"
                + text(history.unchanged())
                + "|"
                + text(history.deleted());
    }

    private static String text(List<Object> elements) {
        return elements.isEmpty()
                ? "-"
                : String.join(",", elements.stream().map(String::valueOf).toList());
    }
}
