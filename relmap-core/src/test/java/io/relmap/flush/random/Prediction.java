package io.relmap.flush.random;

import io.relmap.annotation.PassiveDeletes;
import io.relmap.flush.random.RandomSchema.Cascading;
import io.relmap.flush.random.RandomSchema.Key;
import io.relmap.flush.random.RandomSchema.Link;
import io.relmap.flush.random.RandomSchema.Pairing;
import io.relmap.flush.random.RandomSchema.TableModel;
import io.relmap.flush.random.RandomSchema.UniqueColumn;
import io.relmap.schema.ReferentialAction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a flush ought to come to, told from the objects alone: which rows there are afterwards and what they refer
 * to, or which constraints that breaks. Nothing here asks the engine, but for what is loaded: passive deletes go
 * by that.
 */
final class Prediction {

    /** A constraint that the rows would break, or another reason for a flush to fail. */
    enum Refusal {
        NOT_NULL,
        FOREIGN_KEY,
        UNIQUE,
        BLANK_KEY,
        NEW_MEMBER_OF_DELETED
    }

    private final World world;
    private final RandomSchema schema;

    /** The objects that the flush deletes: marked ones, orphans, and what their cascades reach. */
    final Set<Integer> deleted = new TreeSet<>();

    /** The objects whose rows the database deletes by itself. */
    final Set<Integer> swept = new TreeSet<>();

    final Map<Integer, Thing.Content> rows = new HashMap<>();
    final Map<Integer, Set<List<Integer>>> pairs = new HashMap<>();
    final Set<Refusal> refusals = EnumSet.noneOf(Refusal.class);

    /** Why nothing is foretold; empty if something is. */
    final List<String> open = new ArrayList<>();

    /** Whether objects in memory know less than the database after this flush. */
    boolean leavesStaleObjects;

    private Prediction(World world) {
        this.world = world;
        this.schema = world.schema;
    }

    static Prediction of(World world) {
        Prediction prediction = new Prediction(world);
        prediction.collectDeleted();
        prediction.collectRows();
        prediction.blankReferences();
        prediction.unlinkPairs();
        prediction.sweep();
        prediction.checkNulls();
        prediction.checkUnique();
        return prediction;
    }

    boolean isOpen() {
        return !open.isEmpty();
    }

    boolean isAllowed() {
        return refusals.isEmpty();
    }

    // What is deleted --------------------------------------------------------------------------

    private void collectDeleted() {
        world.doubtful.stream()
                .filter(this::hasLeftUnseen)
                .forEach(t -> open.add("a member that left an owner which is loaded later"));
        Deque<Thing> orphans = new ArrayDeque<>();
        for (Thing thing : world.things.values()) {
            if (thing.marked) {
                deleted.add(thing.number);
            } else if (isOrphan(thing)) {
                lookForUnseenLoss(thing);
                orphans.add(thing);
            }
        }
        while (!orphans.isEmpty()) {
            Thing orphan = orphans.pop();
            if (orphan.isNew()) {
                open.add("a new object below an orphan");
            } else if (deleted.add(orphan.number)) {
                for (Link link : schema.linksTo(orphan.table)) {
                    if (link.sides().second() && link.rules().cascading().deletes()) {
                        collectMembers(link, orphan, orphans);
                    }
                }
            }
        }
    }

    private void collectMembers(Link link, Thing owner, Deque<Thing> members) {
        boolean leftAlone =
                link.rules().passive() != PassiveDeletes.FALSE
                        && !world.isLoaded(owner, link.reverse());
        for (Thing member : world.holders(link, owner)) {
            if (!leftAlone) {
                members.add(member);
            } else if (!isStored(link, member, owner)) {
                open.add("a queued member below an orphan");
            }
        }
    }

    private boolean isOrphan(Thing thing) {
        return !thing.isNew()
                && schema.linksOf(thing.table).stream()
                        .filter(link -> link.sides().second())
                        .filter(link -> link.rules().cascading() == Cascading.ORPHANS)
                        .anyMatch(link -> thing.lost.containsKey(link.number()));
    }

    /** Its owner is deleted, and does not know that it has left. */
    private boolean hasLeftUnseen(Thing thing) {
        return !thing.marked
                && schema.linksOf(thing.table).stream()
                        .anyMatch(
                                link ->
                                        thing.target(link.number()) == null
                                                && thing.storedTarget(link.number()) != null);
    }

    /** Put in and taken out by the other side alone, it was never changed itself (spec CA-41). */
    private void lookForUnseenLoss(Thing thing) {
        for (Link link : schema.linksOf(thing.table)) {
            if (thing.lost.containsKey(link.number())
                    && thing.storedTarget(link.number()) == null
                    && !link.sides().first()) {
                open.add("an object that came and went on the other side");
            }
        }
    }

    private static boolean isStored(Link link, Thing holder, Thing target) {
        return Objects.equals(holder.storedTarget(link.number()), target.number);
    }

    // What is left -----------------------------------------------------------------------------

    private void collectRows() {
        leavesStaleObjects = !deleted.isEmpty(); // they stay in collections until these are expired
        for (Thing thing : world.things.values()) {
            if (!deleted.contains(thing.number)) {
                rows.put(thing.number, thing.now.copy());
                if (!thing.isNew() && keyChanges(thing)) {
                    leavesStaleObjects = true;
                }
            }
        }
    }

    private boolean keyChanges(Thing thing) {
        Thing.Content stored = Objects.requireNonNull(thing.stored);
        if (schema.table(thing.table).key() == Key.WEAK) {
            int link = schema.identifying(thing.table).number();
            if (!Objects.equals(stored.references.get(link), thing.target(link))) {
                return true;
            }
        }
        return schema.keyColumns(thing.table).keySet().stream()
                .anyMatch(c -> !Objects.equals(stored.values.get(c), thing.now.values.get(c)));
    }

    /** References of rows that are left to rows that are deleted, as far as the flush sees to them. */
    private void blankReferences() {
        for (Map.Entry<Integer, Thing.Content> row : rows.entrySet()) {
            Thing holder = world.thing(row.getKey());
            for (Link link : schema.linksOf(holder.table)) {
                Integer number = holder.target(link.number());
                if (number != null && deleted.contains(number)) {
                    blankReference(link, holder, world.thing(number), row.getValue());
                }
            }
        }
    }

    private void blankReference(Link link, Thing holder, Thing target, Thing.Content row) {
        PassiveDeletes passive = link.rules().passive();
        if (!isStored(link, holder, target)) {
            if (link.sides().second() && passive == PassiveDeletes.FALSE && holder.isNew()) {
                refusals.add(Refusal.NEW_MEMBER_OF_DELETED);
            } else {
                open.add("a new reference to what is deleted");
            }
            return;
        }
        boolean seen =
                link.sides().second()
                        && !link.rules().cascading().deletes()
                        && (passive == PassiveDeletes.FALSE
                                || (passive == PassiveDeletes.TRUE
                                        && world.isLoaded(target, link.reverse())));
        if (seen && link.identifying()) {
            refusals.add(Refusal.BLANK_KEY);
        } else if (seen) {
            row.references.remove(link.number());
        }
    }

    private void unlinkPairs() {
        for (Pairing pairing : schema.pairings()) {
            Set<List<Integer>> left = new LinkedHashSet<>();
            for (List<Integer> ends : world.pairs(pairing)) {
                boolean first = deleted.contains(ends.get(0));
                boolean second = deleted.contains(ends.get(1));
                if (!first && !second) {
                    left.add(ends);
                } else if (!world.storedPairs(pairing).contains(ends)) {
                    open.add("a new link to what is deleted");
                } else {
                    boolean seen =
                            (first && sees(pairing, ends.get(0), true))
                                    || (second && sees(pairing, ends.get(1), false));
                    if (!seen
                            && (isTakenOver(world.thing(ends.get(0)))
                                    || isTakenOver(world.thing(ends.get(1))))) {
                        open.add("a link to a row that a new object takes over");
                    } else if (!seen && !pairing.cascades()) {
                        refusals.add(Refusal.FOREIGN_KEY);
                    } else if (!seen) {
                        leavesStaleObjects = true;
                    }
                }
            }
            pairs.put(pairing.number(), left);
        }
    }

    private boolean sees(Pairing pairing, int end, boolean isLeft) {
        boolean mapped = isLeft ? pairing.sides().first() : pairing.sides().second();
        return mapped
                && (!pairing.passive()
                        || world.isLoaded(
                                world.thing(end), isLeft ? pairing.ofLeft() : pairing.ofRight()));
    }

    // What the database does -------------------------------------------------------------------

    private void sweep() {
        Deque<Integer> gone = new ArrayDeque<>(deleted);
        while (!gone.isEmpty()) {
            Thing target = world.thing(gone.pop());
            for (Link link : schema.linksTo(target.table)) {
                for (Integer number : List.copyOf(rows.keySet())) {
                    Thing.Content row = rows.get(number);
                    if (row != null
                            && world.thing(number).table == link.holder()
                            && Objects.equals(row.references.get(link.number()), target.number)) {
                        applyRule(link, number, row, gone);
                    }
                }
            }
            if (swept.contains(target.number)) {
                sweepPairs(target);
                lookForWrites(target);
                lookForUnseenOrder(target);
            }
        }
    }

    private void applyRule(Link link, int number, Thing.Content row, Deque<Integer> gone) {
        ReferentialAction rule = link.rules().onDelete();
        if (isTakenOver(world.thing(Objects.requireNonNull(row.references.get(link.number()))))) {
            open.add("a reference to a row that a new object takes over");
        } else if (rule == ReferentialAction.CASCADE) {
            leavesStaleObjects = true;
            rows.remove(number);
            swept.add(number);
            gone.add(number);
        } else if (rule == ReferentialAction.SET_NULL) {
            leavesStaleObjects = true;
            row.references.remove(link.number());
        } else {
            refusals.add(Refusal.FOREIGN_KEY);
        }
    }

    /** Whether a new object has the key of one that is deleted, whose row then stays (spec UW-100). */
    private boolean isTakenOver(Thing target) {
        TableModel table = schema.table(target.table);
        if (table.key() == Key.GENERATED || target.stored == null) {
            return false;
        }
        List<UniqueValue> keys = UniqueValue.of(schema, table);
        UniqueValue key = keys.get(keys.size() - 1);
        List<Object> stored = key.value(target.stored);
        return stored != null
                && rows.keySet().stream()
                        .map(world::thing)
                        .anyMatch(
                                other ->
                                        other.table == target.table
                                                && other.isNew()
                                                && stored.equals(key.value(other.now)));
    }

    private void sweepPairs(Thing target) {
        for (Pairing pairing : schema.pairings()) {
            Set<List<Integer>> left = Objects.requireNonNull(pairs.get(pairing.number()));
            boolean found = left.removeIf(ends -> World.isEnd(pairing, ends, target));
            if (found && !pairing.cascades()) {
                refusals.add(Refusal.FOREIGN_KEY);
            }
        }
    }

    /** The flush does not know that the row goes, so it may write it, or refer to it, afterwards. */
    private void lookForWrites(Thing target) {
        boolean isWritten =
                target.stored == null
                        || !target.stored.values.equals(target.now.values)
                        || !target.stored.references.equals(target.now.references);
        boolean isReferredTo =
                schema.linksTo(target.table).stream()
                        .anyMatch(
                                link ->
                                        world.holders(link, target).stream()
                                                .anyMatch(h -> !isStored(link, h, target)));
        boolean isLinked =
                schema.pairings().stream()
                        .anyMatch(
                                pairing ->
                                        world.pairs(pairing).stream()
                                                .filter(e -> World.isEnd(pairing, e, target))
                                                .anyMatch(
                                                        e ->
                                                                !world.storedPairs(pairing)
                                                                        .contains(e)));
        if (isWritten || isReferredTo || isLinked) {
            open.add("a swept row that the flush writes");
        }
    }

    /** The database deletes rows that others refer to which the flush deletes, perhaps later. */
    private void lookForUnseenOrder(Thing target) {
        for (Link link : schema.linksTo(target.table)) {
            for (Integer number : deleted) {
                Thing holder = world.thing(number);
                if (holder.table == link.holder()
                        && isStored(link, holder, target)
                        && link.rules().onDelete() == null) {
                    open.add("a swept row that a deleted one refers to");
                }
            }
        }
    }

    // Constraints ------------------------------------------------------------------------------

    private void checkNulls() {
        rows.forEach(
                (number, row) -> {
                    for (Link link : schema.linksOf(world.thing(number).table)) {
                        if (link.required() && row.references.get(link.number()) == null) {
                            boolean isBlanked = link.identifying() && !world.thing(number).isNew();
                            refusals.add(isBlanked ? Refusal.BLANK_KEY : Refusal.NOT_NULL);
                        }
                    }
                });
    }

    private void checkUnique() {
        for (TableModel table : schema.tables()) {
            for (UniqueValue key : UniqueValue.of(schema, table)) {
                Set<List<Object>> taken = new HashSet<>();
                rows.forEach(
                        (number, row) -> {
                            List<Object> value =
                                    world.thing(number).table == table.number()
                                            ? key.value(row)
                                            : null;
                            if (value != null && !taken.add(value)) {
                                refusals.add(Refusal.UNIQUE);
                            }
                        });
                for (Integer number : swept) {
                    Thing thing = world.thing(number);
                    if (thing.table == table.number()
                            && thing.stored != null
                            && taken.contains(
                                    Objects.requireNonNullElse(
                                            key.value(thing.stored), List.of()))) {
                        open.add("a value that only the database frees");
                    }
                }
            }
        }
    }

    // Rings ------------------------------------------------------------------------------------

    /**
     * Whether rows wait for each other by columns that are NOT NULL: then no order of statements, each of which
     * writes one row whole, can write them.
     */
    boolean hasRequiredRing() {
        Map<Integer, Set<Integer>> before = new HashMap<>();
        for (Thing holder : world.things.values()) {
            for (Link link : schema.linksOf(holder.table)) {
                if (link.required()) {
                    connect(before, link, holder);
                }
            }
        }
        for (TableModel table : schema.tables()) {
            UniqueValue.of(schema, table).stream()
                    .filter(UniqueValue::isRequired)
                    .forEach(key -> connect(before, table, key));
        }
        return isCyclic(before);
    }

    private void connect(Map<Integer, Set<Integer>> before, Link link, Thing holder) {
        Integer now = holder.target(link.number());
        if (!deleted.contains(holder.number) && now != null && world.thing(now).isNew()) {
            add(before, now, holder.number);
        }
        Integer stored = holder.storedTarget(link.number());
        if (stored != null && deleted.contains(stored) && stored != holder.number) {
            add(before, holder.number, stored);
        }
    }

    private void connect(Map<Integer, Set<Integer>> before, TableModel table, UniqueValue key) {
        Map<List<Object>, Integer> freed = new HashMap<>();
        for (Thing thing : world.things.values()) {
            List<Object> value =
                    thing.table != table.number() || thing.stored == null
                            ? null
                            : key.value(thing.stored);
            if (value != null) {
                freed.put(value, thing.number);
            }
        }
        for (Thing thing : world.things.values()) {
            List<Object> value =
                    thing.table != table.number() || deleted.contains(thing.number)
                            ? null
                            : key.value(thing.now);
            Integer from = value == null ? null : freed.get(value);
            if (from != null && from != thing.number) {
                add(before, from, thing.number);
            }
        }
    }

    private static void add(Map<Integer, Set<Integer>> before, int first, int second) {
        before.computeIfAbsent(first, unused -> new HashSet<>()).add(second);
    }

    private static boolean isCyclic(Map<Integer, Set<Integer>> before) {
        for (Integer start : before.keySet()) {
            Deque<Integer> next = new ArrayDeque<>(before.getOrDefault(start, Set.of()));
            Set<Integer> reached = new HashSet<>();
            while (!next.isEmpty()) {
                Integer node = next.pop();
                if (node.equals(start)) {
                    return true;
                }
                if (reached.add(node)) {
                    next.addAll(before.getOrDefault(node, Set.of()));
                }
            }
        }
        return false;
    }

    /** Columns whose values are unique. */
    record UniqueValue(List<String> columns, List<Integer> links, boolean isRequired) {

        static List<UniqueValue> of(RandomSchema schema, TableModel table) {
            List<UniqueValue> found = new ArrayList<>();
            if (table.unique() != UniqueColumn.NONE) {
                found.add(
                        new UniqueValue(
                                List.of("u"), List.of(), table.unique() == UniqueColumn.REQUIRED));
            }
            Link place = schema.link(table.placedBy());
            if (place != null) {
                found.add(new UniqueValue(List.of("slot"), List.of(place.number()), false));
            }
            for (Link link : schema.linksOf(table.number())) {
                if (link.one()) {
                    found.add(new UniqueValue(List.of(), List.of(link.number()), link.required()));
                }
            }
            switch (table.key()) {
                case GENERATED -> {}
                case NATURAL -> found.add(new UniqueValue(List.of("code"), List.of(), true));
                case COMPOSITE -> found.add(new UniqueValue(List.of("a", "b"), List.of(), true));
                case WEAK ->
                        found.add(
                                new UniqueValue(
                                        List.of("no"),
                                        List.of(schema.identifying(table.number()).number()),
                                        true));
            }
            return found;
        }

        /** The values in a row; null if one of them is null, which is unique to nobody. */
        @Nullable List<Object> value(Thing.Content row) {
            List<Object> value = new ArrayList<>();
            for (String column : columns) {
                Object part = row.values.get(column);
                if (part == null) {
                    return null;
                }
                value.add(part);
            }
            for (Integer link : links) {
                Integer target = row.references.get(link);
                if (target == null) {
                    return null;
                }
                value.add("#" + target);
            }
            return value;
        }
    }
}
