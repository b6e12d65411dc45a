package io.relmap.flush.random;

import io.relmap.error.RelmapException;
import io.relmap.flush.random.RandomSchema.Link;
import io.relmap.flush.random.RandomSchema.Pairing;
import io.relmap.flush.random.RandomSchema.TableModel;
import io.relmap.holder.DynamicEntity;
import io.relmap.session.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Compares objects, and all that can be reached from them, with what they ought to be. */
final class GraphComparison {

    private final World world;
    private final RandomSchema schema;

    GraphComparison(World world) {
        this.world = world;
        this.schema = world.schema;
    }

    /** Compares the objects that the session has. */
    void compareInMemory(String when) {
        for (Thing thing : world.things.values()) {
            if (thing.entity != null && !world.session().contains(thing.entity)) {
                throw new Fault("left", thing + " is not in the session " + when);
            }
        }
        compare(
                world.things.values().stream().filter(thing -> thing.entity != null).toList(),
                world::entity,
                when);
    }

    /** Compares what a session loads. */
    void compareLoaded(Session session) {
        Map<Integer, DynamicEntity> loaded = new HashMap<>();
        for (TableModel table : schema.tables()) {
            for (Object entity : session.query(table.entity()).list()) {
                DynamicEntity found = (DynamicEntity) entity;
                loaded.put(label(found), found);
            }
        }
        if (!loaded.keySet().equals(world.things.keySet())) {
            throw new Fault("loaded", "should be " + world.things.keySet() + ", is " + loaded);
        }
        compare(
                world.things.values(),
                thing -> Objects.requireNonNull(loaded.get(thing.number)),
                "in another session");
    }

    private void compare(
            Collection<Thing> things, Function<Thing, DynamicEntity> entities, String when) {
        for (Thing thing : things) {
            try {
                compare(thing, entities.apply(thing), when);
            } catch (RelmapException e) {
                throw new Fault("reading " + when, thing + " cannot be read " + when, e);
            }
        }
    }

    private void compare(Thing thing, DynamicEntity entity, String when) {
        thing.now.values.forEach(
                (column, value) -> equal(thing, column, value, entity.get(column), when));
        for (Link link : schema.links()) {
            if (link.holder() == thing.table && link.sides().first()) {
                Object target = entity.get(link.forward());
                Object label = target == null ? null : (Object) label(target);
                equal(thing, link.forward(), thing.target(link.number()), label, when);
            }
            if (link.target() == thing.table && link.sides().second()) {
                List<Integer> holders =
                        world.holders(link, thing).stream().map(holder -> holder.number).toList();
                equal(thing, link.reverse(), holders, labels(entity.get(link.reverse())), when);
            }
        }
        for (Pairing pairing : schema.pairings()) {
            if (pairing.left() == thing.table && pairing.sides().first()) {
                List<Integer> ends = ends(pairing, thing, 0);
                equal(thing, pairing.ofLeft(), ends, labels(entity.get(pairing.ofLeft())), when);
            }
            if (pairing.right() == thing.table && pairing.sides().second()) {
                List<Integer> ends = ends(pairing, thing, 1);
                equal(thing, pairing.ofRight(), ends, labels(entity.get(pairing.ofRight())), when);
            }
        }
    }

    private List<Integer> ends(Pairing pairing, Thing thing, int side) {
        return world.pairs(pairing).stream()
                .filter(ends -> ends.get(side) == thing.number)
                .map(ends -> ends.get(1 - side))
                .sorted()
                .toList();
    }

    private static List<Integer> labels(@Nullable Object value) {
        List<Integer> labels = new ArrayList<>();
        if (value instanceof Collection<?> collection) {
            collection.forEach(element -> labels.add(label(Objects.requireNonNull(element))));
        } else if (value != null) {
            labels.add(label(value));
        }
        labels.sort(null);
        return labels;
    }

    private static Integer label(Object entity) {
        return (Integer) Objects.requireNonNull(((DynamicEntity) entity).get("label"));
    }

    private static void equal(
            Thing thing,
            String attribute,
            @Nullable Object expected,
            @Nullable Object actual,
            String when) {
        if (!Objects.equals(expected, actual)) {
            throw new Fault(
                    "objects " + when,
                    thing
                            + "."
                            + attribute
                            + " should be "
                            + expected
                            + ", is "
                            + actual
                            + " "
                            + when);
        }
    }
}
