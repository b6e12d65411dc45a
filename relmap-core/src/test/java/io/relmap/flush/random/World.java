package io.relmap.flush.random;

import io.relmap.Inspect;
import io.relmap.Relmap;
import io.relmap.annotation.PassiveDeletes;
import io.relmap.flush.random.RandomSchema.Cascading;
import io.relmap.flush.random.RandomSchema.Key;
import io.relmap.flush.random.RandomSchema.Link;
import io.relmap.flush.random.RandomSchema.Pairing;
import io.relmap.flush.random.RandomSchema.TableModel;
import io.relmap.flush.random.RandomSchema.UniqueColumn;
import io.relmap.holder.DynamicEntity;
import io.relmap.session.Session;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a session, and beside them what they ought to be. Each step is done to both: to the objects by
 * relmap, to the rest by this class.
 */
final class World {

    final RandomSchema schema;
    final Map<Integer, Thing> things = new TreeMap<>();

    /** The ends of the rows of each association table, the left one first. */
    final Map<Integer, Set<List<Integer>>> pairs = new HashMap<>();

    /** The same, as the database has them. */
    final Map<Integer, Set<List<Integer>>> storedPairs = new HashMap<>();

    /** Objects that some cascade has reached: more than their references tell, where an owner was not loaded. */
    final Set<Thing> doubtful = new LinkedHashSet<>();

    private final Relmap relmap;
    private Session session;

    World(RandomSchema schema, Relmap relmap, Session session) {
        this.schema = schema;
        this.relmap = relmap;
        this.session = session;
        for (Pairing pairing : schema.pairings()) {
            pairs.put(pairing.number(), new LinkedHashSet<>());
            storedPairs.put(pairing.number(), new LinkedHashSet<>());
        }
    }

    Session session() {
        return session;
    }

    /** Goes on with another session, which has none of the objects. */
    void moveTo(Session other) {
        session = other;
        things.values().forEach(thing -> thing.entity = null);
    }

    Set<List<Integer>> pairs(Pairing pairing) {
        return Objects.requireNonNull(pairs.get(pairing.number()));
    }

    Set<List<Integer>> storedPairs(Pairing pairing) {
        return Objects.requireNonNull(storedPairs.get(pairing.number()));
    }

    Thing thing(int number) {
        return Objects.requireNonNull(things.get(number), () -> "thing " + number);
    }

    /** The object, fetched by its key if the session has not got it yet. */
    DynamicEntity entity(Thing thing) {
        if (thing.entity == null) {
            List<Object> key = keyOf(thing);
            Object found =
                    session.get(
                            schema.table(thing.table).entity(), key.size() == 1 ? key.get(0) : key);
            thing.entity = (DynamicEntity) Objects.requireNonNull(found, thing::toString);
        }
        return thing.entity;
    }

    /** The key of a row as it is stored. */
    private List<Object> keyOf(Thing thing) {
        Thing.Content stored = Objects.requireNonNull(thing.stored);
        List<Object> key = new ArrayList<>();
        for (String column : schema.keyColumns(thing.table).keySet()) {
            if (stored.values.containsKey(column)) {
                key.add(Objects.requireNonNull(stored.values.get(column)));
            } else {
                Link link = schema.identifying(thing.table);
                key.addAll(
                        keyOf(thing(Objects.requireNonNull(stored.references.get(link.number())))));
            }
        }
        return key;
    }

    /** The holders of an object by one link. */
    List<Thing> holders(Link link, Thing target) {
        return things.values().stream()
                .filter(thing -> thing.table == link.holder())
                .filter(thing -> Objects.equals(thing.target(link.number()), target.number))
                .toList();
    }

    private @Nullable Thing usable(int number, int table) {
        Thing thing = things.get(number);
        return thing == null || thing.marked || thing.table != table ? null : thing;
    }

    private @Nullable Thing usable(int number) {
        Thing thing = things.get(number);
        return thing == null || thing.marked ? null : thing;
    }

    /** Whether an object has a relationship's content in memory. */
    boolean isLoaded(Thing thing, String attribute) {
        return Inspect.of(entity(thing)).attribute(attribute).isLoaded();
    }

    // Steps ------------------------------------------------------------------------------------

    /** Does a step; false if it cannot be done. */
    boolean run(Step step) {
        if (step instanceof Step.Make make) {
            return make(make);
        } else if (step instanceof Step.Put put) {
            return put(put);
        } else if (step instanceof Step.Point point) {
            return point(point);
        } else if (step instanceof Step.Clear clear) {
            return clear(clear);
        } else if (step instanceof Step.Pair pair) {
            return pair(pair);
        } else if (step instanceof Step.Part part) {
            return part(part);
        } else if (step instanceof Step.Delete delete) {
            return delete(delete);
        }
        return step instanceof Step.Read read && read(read);
    }

    /** Adds what the program has made and not added. */
    void addAll() {
        for (Thing thing : things.values()) {
            if (thing.isNew()) {
                session.add(entity(thing));
            }
        }
    }

    private boolean make(Step.Make make) {
        if (make.table() >= schema.tables().size() || things.containsKey(make.number())) {
            return false;
        }
        TableModel table = schema.table(make.table());
        Thing thing = new Thing(make.number(), make.table());
        DynamicEntity entity = relmap.newEntity(table.entity());
        thing.entity = entity;
        things.put(thing.number, thing);
        set(thing, "label", make.number());
        set(thing, "data", make.number());
        switch (table.key()) {
            case GENERATED -> {}
            case NATURAL -> set(thing, "code", "c" + make.number());
            case COMPOSITE -> {
                set(thing, "a", make.number() % 3);
                set(thing, "b", make.number());
            }
            case WEAK -> set(thing, "no", make.number());
        }
        if (table.unique() != UniqueColumn.NONE) {
            set(thing, "u", make.number());
        }
        if (make.addedAtOnce()) {
            session.add(entity);
        }
        return true;
    }

    private void set(Thing thing, String column, @Nullable Object value) {
        entity(thing).set(column, value);
        thing.now.values.put(column, value);
    }

    private boolean put(Step.Put put) {
        Thing thing = usable(put.thing());
        if (thing == null || !thing.now.values.containsKey(put.column())) {
            if (thing == null || !put.column().equals("slot") || !isPlaced(thing)) {
                return false;
            }
        }
        if (schema.keyColumns(thing.table).containsKey(put.column()) && !keyMayChange(thing)) {
            return false;
        }
        if (schema.keyColumns(thing.table).containsKey(put.column()) && thing.isNew()) {
            setReferences(thing);
        }
        set(thing, put.column(), put.value());
        return true;
    }

    /** It may take over the row of an object that is deleted, with what it does not say (spec UW-101). */
    private void setReferences(Thing thing) {
        for (Link link : schema.linksOf(thing.table)) {
            if (thing.target(link.number()) == null) {
                schema.columns(link).keySet().forEach(column -> entity(thing).set(column, null));
            }
        }
    }

    private boolean isPlaced(Thing thing) {
        return schema.link(schema.table(thing.table).placedBy()) != null;
    }

    /** Whether rows that refer to a changed key follow, and the objects in memory with them. */
    private boolean keyMayChange(Thing thing) {
        if (schema.table(thing.table).key() == Key.GENERATED) {
            return false;
        }
        if (thing.isNew()) {
            return true;
        }
        for (Link link : schema.linksTo(thing.table)) {
            if (!link.rules().follows() || (link.identifying() && !link.sides().second())) {
                return false;
            }
        }
        relationships(thing.table).forEach(name -> load(thing, name)); // loads go by the new key
        return true;
    }

    // References -------------------------------------------------------------------------------

    private boolean point(Step.Point point) {
        Link link = schema.link(point.link());
        Thing holder = link == null ? null : usable(point.holder(), link.holder());
        Thing target = link == null ? null : usable(point.target(), link.target());
        if (link == null || holder == null || target == null) {
            return false;
        }
        boolean fromHolder = point.fromHolder() ? link.sides().first() : !link.sides().second();
        Thing former =
                holder.target(link.number()) == null ? null : thing(holder.target(link.number()));
        if (former == target || (former != null && former.marked && !fromHolder)) {
            return false;
        }
        if (link.identifying() && former != null && !holder.isNew() && !keyMayChange(holder)) {
            return false;
        }
        Thing displaced = null;
        if (link.one() && link.sides().second()) {
            List<Thing> others = holders(link, target);
            displaced = others.isEmpty() ? null : others.get(0);
            if (displaced != null && !mayLose(link, displaced)) {
                return false;
            }
        }
        if (displaced != null && displaced.marked) {
            return false;
        }
        if (fromHolder) {
            entity(holder).set(link.forward(), entity(target));
        } else {
            pointFromTarget(link, holder, former, target, point.addsFirst());
        }
        holder.now.references.put(link.number(), target.number);
        holder.lost.remove(link.number());
        if (displaced != null) {
            lose(link, displaced);
        }
        return true;
    }

    private void pointFromTarget(
            Link link, Thing holder, @Nullable Thing former, Thing target, boolean addsFirst) {
        boolean leaves = former != null && !link.sides().first();
        if (leaves && !addsFirst) {
            leave(link, holder, Objects.requireNonNull(former));
        }
        if (link.one()) {
            entity(target).set(link.reverse(), entity(holder));
        } else {
            entity(target).list(link.reverse()).add(entity(holder));
        }
        if (leaves && addsFirst) {
            leave(link, holder, Objects.requireNonNull(former));
        }
    }

    private void leave(Link link, Thing holder, Thing former) {
        if (link.one()) {
            entity(former).set(link.reverse(), null);
        } else {
            entity(former).list(link.reverse()).remove(entity(holder));
        }
    }

    private static void lose(Link link, Thing holder) {
        holder.now.references.remove(link.number());
        holder.lost.put(link.number(), true);
    }

    /**
     * Whether a holder may be taken out: a new one would leave the session under delete-orphan, and some are left
     * to the database, which knows nothing of it.
     */
    private static boolean mayLose(Link link, Thing holder) {
        boolean leavesSession = holder.isNew() && link.rules().cascading() == Cascading.ORPHANS;
        boolean leftAlone = !link.sides().first() && link.rules().passive() == PassiveDeletes.ALL;
        return !leavesSession && !leftAlone;
    }

    private boolean clear(Step.Clear clear) {
        Link link = schema.link(clear.link());
        Thing holder = link == null ? null : usable(clear.holder(), link.holder());
        Integer former = link == null || holder == null ? null : holder.target(link.number());
        if (link == null || holder == null || former == null || !mayLose(link, holder)) {
            return false;
        }
        Thing target = thing(former);
        boolean fromHolder = clear.fromHolder() ? link.sides().first() : !link.sides().second();
        if (target.marked && !fromHolder) {
            return false;
        }
        if (fromHolder) {
            entity(holder).set(link.forward(), null);
        } else {
            leave(link, holder, target);
        }
        lose(link, holder);
        return true;
    }

    // Association tables -----------------------------------------------------------------------

    private boolean pair(Step.Pair pair) {
        Pairing pairing = schema.pairing(pair.pairing());
        Thing left = pairing == null ? null : usable(pair.left(), pairing.left());
        Thing right = pairing == null ? null : usable(pair.right(), pairing.right());
        if (pairing == null
                || left == null
                || right == null
                || !pairs(pairing).add(List.of(left.number, right.number))) {
            return false;
        }
        if (isFromLeft(pairing, pair.fromLeft())) {
            entity(left).set(pairing.ofLeft()).add(entity(right));
        } else {
            entity(right).set(pairing.ofRight()).add(entity(left));
        }
        return true;
    }

    private static boolean isFromLeft(Pairing pairing, boolean wanted) {
        return wanted ? pairing.sides().first() : !pairing.sides().second();
    }

    private boolean part(Step.Part part) {
        Pairing pairing = schema.pairing(part.pairing());
        Thing left = pairing == null ? null : usable(part.left(), pairing.left());
        Thing right = pairing == null ? null : usable(part.right(), pairing.right());
        if (pairing == null
                || left == null
                || right == null
                || !pairs(pairing).remove(List.of(left.number, right.number))) {
            return false;
        }
        if (isFromLeft(pairing, part.fromLeft())) {
            entity(left).set(pairing.ofLeft()).remove(entity(right));
        } else {
            entity(right).set(pairing.ofRight()).remove(entity(left));
        }
        return true;
    }

    // The rest ---------------------------------------------------------------------------------

    private boolean delete(Step.Delete delete) {
        Thing thing = usable(delete.thing());
        if (thing == null || thing.isNew() || isFreshlyLinked(thing)) {
            return false;
        }
        session.delete(entity(thing));
        thing.marked = true;
        markDeleted(thing, session.deletedObjects());
        return true;
    }

    /**
     * Marks what the cascades of a deleted object reach. What is unloaded under passive deletes they do not reach;
     * what has moved to another owner they may, but its delete is taken back.
     */
    private void markDeleted(Thing start, Collection<Object> deleted) {
        Map<Integer, DynamicEntity> byLabel = new LinkedHashMap<>();
        for (Object entity : deleted) {
            DynamicEntity found = (DynamicEntity) entity;
            byLabel.put((Integer) Objects.requireNonNull(found.get("label")), found);
        }
        if (!byLabel.containsKey(start.number)) {
            throw new Fault("not marked", start + " is not marked after its delete");
        }
        byLabel.keySet().forEach(label -> doubtful.add(thing(label)));
        Deque<Thing> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            Thing owner = open.pop();
            for (Link link : schema.linksTo(owner.table)) {
                if (link.sides().second() && link.rules().cascading().deletes()) {
                    for (Thing member : holders(link, owner)) {
                        DynamicEntity entity = byLabel.get(member.number);
                        if (entity != null && !member.marked) {
                            member.entity = entity;
                            member.marked = true;
                            open.push(member);
                        } else if (entity == null
                                && !member.isNew()
                                && link.rules().passive() == PassiveDeletes.FALSE) {
                            throw new Fault("not marked", member + " goes with " + owner);
                        }
                    }
                }
            }
        }
    }

    /** Whether something was linked to it in this flush by a row of its own, which nobody would delete. */
    private boolean isFreshlyLinked(Thing thing) {
        return schema.pairings().stream()
                .anyMatch(
                        pairing ->
                                pairs(pairing).stream()
                                        .filter(ends -> !storedPairs(pairing).contains(ends))
                                        .anyMatch(ends -> isEnd(pairing, ends, thing)));
    }

    static boolean isEnd(Pairing pairing, List<Integer> ends, Thing thing) {
        return ends.get(0) == thing.number || ends.get(1) == thing.number;
    }

    private boolean read(Step.Read read) {
        Thing thing = usable(read.thing());
        if (thing == null || !relationships(thing.table).contains(read.attribute())) {
            return false;
        }
        load(thing, read.attribute());
        return true;
    }

    private void load(Thing thing, String attribute) {
        if (entity(thing).get(attribute) instanceof Collection<?> collection) {
            collection.forEach(Objects::requireNonNull);
        }
    }

    /** The names of the relationships of a table's entity. */
    List<String> relationships(int table) {
        List<String> names = new ArrayList<>();
        for (Link link : schema.links()) {
            if (link.holder() == table && link.sides().first()) {
                names.add(link.forward());
            }
            if (link.target() == table && link.sides().second()) {
                names.add(link.reverse());
            }
        }
        for (Pairing pairing : schema.pairings()) {
            if (pairing.left() == table && pairing.sides().first()) {
                names.add(pairing.ofLeft());
            }
            if (pairing.right() == table && pairing.sides().second()) {
                names.add(pairing.ofRight());
            }
        }
        return names;
    }
}
