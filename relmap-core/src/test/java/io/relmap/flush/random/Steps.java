package io.relmap.flush.random;

import io.relmap.annotation.PassiveDeletes;
import io.relmap.flush.random.RandomSchema.Key;
import io.relmap.flush.random.RandomSchema.Link;
import io.relmap.flush.random.RandomSchema.Pairing;
import io.relmap.flush.random.RandomSchema.UniqueColumn;
import io.relmap.flush.random.Step.Clear;
import io.relmap.flush.random.Step.Delete;
import io.relmap.flush.random.Step.Make;
import io.relmap.flush.random.Step.Pair;
import io.relmap.flush.random.Step.Part;
import io.relmap.flush.random.Step.Point;
import io.relmap.flush.random.Step.Put;
import io.relmap.flush.random.Step.Read;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Thinks of steps that mostly leave a world in which no constraint is broken. */
final class Steps {

    private final Random random;
    private final World world;
    private final RandomSchema schema;
    private final Deque<Step> planned = new ArrayDeque<>();
    private int next = 1;

    Steps(Random random, World world) {
        this.random = random;
        this.world = world;
        this.schema = world.schema;
    }

    private boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    private <T> @Nullable T any(List<T> choices) {
        return choices.isEmpty() ? null : choices.get(random.nextInt(choices.size()));
    }

    /** Whether a thought is not carried out yet. */
    boolean isInTheMiddle() {
        return !planned.isEmpty();
    }

    /** The next step. */
    Step next(boolean atTheBeginning) {
        while (planned.isEmpty()) {
            think(atTheBeginning);
        }
        return planned.remove();
    }

    private void think(boolean atTheBeginning) {
        int dice = random.nextInt(100);
        if (atTheBeginning ? dice < 75 : dice < 22) {
            make(random.nextInt(schema.tables().size()), 0);
        } else if (dice < 42) {
            point();
        } else if (dice < 50) {
            clear();
        } else if (dice < 60) {
            pair();
        } else if (dice < 68) {
            put();
        } else if (dice < 76) {
            putUnique();
        } else if (dice < 80) {
            putKey();
        } else if (dice < 90) {
            delete();
        } else {
            read();
        }
    }

    private List<Thing> usable() {
        return world.things.values().stream().filter(thing -> !thing.marked).toList();
    }

    private List<Thing> usable(int table) {
        return usable().stream().filter(thing -> thing.table == table).toList();
    }

    private List<Thing> stored() {
        return usable().stream().filter(thing -> !thing.isNew()).toList();
    }

    /** Makes an object, with those that it must refer to. */
    private int make(int table, int depth) {
        int number = next++;
        List<Step> links = new ArrayList<>();
        for (Link link : schema.linksOf(table)) {
            if (link.required() ? percent(99) : percent(45)) {
                Integer target = target(link, number, depth);
                if (target != null) {
                    links.add(new Point(link.number(), number, target, percent(50), percent(50)));
                }
            }
        }
        planned.add(new Make(number, table, percent(50)));
        planned.addAll(links);
        return number;
    }

    private @Nullable Integer target(Link link, int holder, int depth) {
        List<Thing> targets =
                usable(link.target()).stream()
                        .filter(t -> !link.one() || world.holders(link, t).isEmpty())
                        .toList();
        Thing target = any(targets);
        boolean ringOfNew = link.target() >= link.holder() && link.required();
        if (target != null && percent(75)) {
            return target.number;
        }
        if (link.target() == link.holder() && percent(10)) {
            return holder;
        }
        if (depth < 4 && (link.required() || percent(40)) && (!ringOfNew || depth < 2)) {
            return make(link.target(), depth + 1);
        }
        return target == null ? null : target.number;
    }

    private void point() {
        Link link = any(schema.links());
        Thing holder = link == null ? null : any(usable(link.holder()));
        if (link == null || holder == null) {
            return;
        }
        boolean taken =
                link.one() && !(link.sides() == RandomSchema.Sides.BOTH && !link.required());
        List<Thing> targets =
                usable(link.target()).stream()
                        .filter(t -> !taken || percent(3) || world.holders(link, t).isEmpty())
                        .toList();
        Thing target = any(targets);
        if (target != null) {
            planned.add(
                    new Point(
                            link.number(), holder.number, target.number, percent(50), percent(50)));
        }
        if (link.one() && target != null && percent(50)) {
            exchange(link, holder, target);
        }
    }

    /** One-to-one partners change places. */
    private void exchange(Link link, Thing holder, Thing target) {
        Integer former = holder.target(link.number());
        Thing other = any(world.holders(link, target));
        if (former != null && other != null) {
            planned.add(new Point(link.number(), other.number, former, percent(50), percent(50)));
        }
    }

    private void clear() {
        Link link = any(schema.links());
        if (link == null || (link.required() && percent(93))) {
            return;
        }
        Thing holder =
                any(
                        usable(link.holder()).stream()
                                .filter(thing -> thing.target(link.number()) != null)
                                .toList());
        if (holder != null) {
            planned.add(new Clear(link.number(), holder.number, percent(50)));
        }
    }

    private void pair() {
        Pairing pairing = any(schema.pairings());
        if (pairing == null) {
            return;
        }
        List<Integer> ends = any(List.copyOf(world.pairs(pairing)));
        Thing left = any(usable(pairing.left()));
        Thing right = any(usable(pairing.right()));
        if (ends != null && percent(40)) {
            planned.add(new Part(pairing.number(), ends.get(0), ends.get(1), percent(50)));
        } else if (left != null && right != null) {
            planned.add(new Pair(pairing.number(), left.number, right.number, percent(50)));
        }
    }

    private void put() {
        Thing thing = any(usable());
        if (thing != null) {
            planned.add(new Put(thing.number, "data", random.nextInt(1000)));
        }
    }

    private void putUnique() {
        Thing thing = any(usable());
        if (thing == null) {
            return;
        }
        if (schema.link(schema.table(thing.table).placedBy()) != null && percent(60)) {
            exchange(thing, "slot", random.nextInt(4));
        } else if (schema.table(thing.table).unique() != UniqueColumn.NONE) {
            exchange(thing, "u", 1000 * thing.number + random.nextInt(1000));
        }
    }

    /** Sets a value; often that of another object, which gets the first one's or another one. */
    private void exchange(Thing thing, String column, Object fresh) {
        Thing other = any(usable(thing.table));
        Object mine = thing.now.values.get(column);
        Object others = other == null ? null : other.now.values.get(column);
        if (other == null || other == thing || others == null || percent(35)) {
            planned.add(new Put(thing.number, column, fresh));
            return;
        }
        planned.add(new Put(thing.number, column, others));
        if (mine != null && percent(60)) {
            planned.add(new Put(other.number, column, mine));
        } else {
            Object another = fresh instanceof String ? "z" + fresh : (Object) (100_000 + next++);
            planned.add(new Put(other.number, column, another));
        }
    }

    private void putKey() {
        Thing thing = any(usable());
        if (thing == null) {
            return;
        }
        Key key = schema.table(thing.table).key();
        switch (key) {
            case GENERATED -> {}
            case NATURAL -> putKey(thing, "code", "k" + next++);
            case COMPOSITE -> putKey(thing, "b", 10_000 + next++);
            case WEAK -> putKey(thing, "no", 10_000 + next++);
        }
    }

    private void putKey(Thing thing, String column, Object fresh) {
        Thing gone =
                any(
                        world.things.values().stream()
                                .filter(other -> other.marked && other.table == thing.table)
                                .toList());
        if (gone != null && percent(60)) {
            copyKey(gone, thing);
        } else if (thing.isNew() || percent(75)) {
            planned.add(new Put(thing.number, column, fresh));
        } else {
            exchange(thing, column, fresh);
        }
    }

    /** An object takes the key of one that is deleted. */
    private void copyKey(Thing from, Thing to) {
        for (String column : schema.keyColumns(from.table).keySet()) {
            Object value = from.now.values.get(column);
            if (value != null) {
                planned.add(new Put(to.number, column, value));
            }
        }
    }

    private void read() {
        Thing thing = any(stored());
        String attribute = thing == null ? null : any(world.relationships(thing.table));
        if (thing != null && attribute != null) {
            planned.add(new Read(thing.number, attribute));
        }
    }

    // Deletes ----------------------------------------------------------------------------------

    private void delete() {
        Thing thing = any(stored());
        if (thing != null) {
            delete(thing, 0);
        }
    }

    private void delete(Thing thing, int depth) {
        boolean careful = percent(92);
        List<Step> before = new ArrayList<>();
        for (Link link : schema.linksTo(thing.table)) {
            for (Thing holder : world.holders(link, thing)) {
                if (careful && holder != thing && !holder.marked && !isSeenTo(link, holder)) {
                    letGo(link, holder, thing, depth, before);
                }
            }
        }
        for (Pairing pairing : schema.pairings()) {
            for (List<Integer> ends : world.pairs(pairing)) {
                if (careful
                        && World.isEnd(pairing, ends, thing)
                        && !isSeenTo(pairing, ends, thing)) {
                    before.add(new Part(pairing.number(), ends.get(0), ends.get(1), percent(50)));
                }
            }
        }
        boolean deletedFirst = percent(30) && before.stream().allMatch(this::isKnownToHolder);
        if (deletedFirst) {
            planned.add(new Delete(thing.number));
        }
        planned.addAll(before);
        if (!deletedFirst) {
            planned.add(new Delete(thing.number));
        }
    }

    private boolean isKnownToHolder(Step step) {
        Link link =
                step instanceof Clear clear
                        ? schema.link(clear.link())
                        : step instanceof Point point ? schema.link(point.link()) : null;
        return link != null && link.sides().first();
    }

    private boolean isSeenTo(Link link, Thing holder) {
        if (holder.isNew()
                || !Objects.equals(
                        holder.storedTarget(link.number()), holder.target(link.number()))) {
            return false;
        }
        boolean byFlush =
                link.sides().second()
                        && link.rules().passive() == PassiveDeletes.FALSE
                        && (link.rules().cascading().deletes() || !link.required());
        return byFlush || link.rules().onDelete() != null;
    }

    private boolean isSeenTo(Pairing pairing, List<Integer> ends, Thing thing) {
        if (!world.storedPairs(pairing).contains(ends)) {
            return false;
        }
        return pairing.cascades()
                || (ends.get(0) == thing.number
                        ? pairing.sides().first()
                        : pairing.sides().second());
    }

    private void letGo(Link link, Thing holder, Thing thing, int depth, List<Step> before) {
        Thing other = any(usable(link.target()).stream().filter(found -> found != thing).toList());
        if (!link.required() && percent(60)) {
            before.add(new Clear(link.number(), holder.number, percent(50)));
        } else if (other != null && !link.one() && percent(60)) {
            before.add(
                    new Point(
                            link.number(), holder.number, other.number, percent(50), percent(50)));
        } else if (!holder.isNew() && depth < 3) {
            delete(holder, depth + 1);
        } else if (!link.required()) {
            before.add(new Clear(link.number(), holder.number, percent(50)));
        }
    }
}
