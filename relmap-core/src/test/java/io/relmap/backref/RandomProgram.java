package io.relmap.backref;

import io.relmap.attribute.CollectionAttribute;
import io.relmap.attribute.EntityShape;
import io.relmap.attribute.RelationshipAttribute;
import io.relmap.backref.MemoryModel.Side;
import io.relmap.backref.MemoryModel.Thing;
import io.relmap.mapping.Behaviour;
import io.relmap.mapping.Content;
import io.relmap.state.ListMembers;
import io.relmap.state.MapMembers;
import io.relmap.state.Members;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Objects of one pairing, and a program that changes them as numbers say. */
final class RandomProgram {

    /** The two sides of a relationship. */
    enum Pairing {
        LIST(Content.LIST, Content.REFERENCE, false),
        SET(Content.SET, Content.REFERENCE, false),
        MAP(Content.MAP, Content.REFERENCE, false),
        ONE_TO_ONE(Content.REFERENCE, Content.REFERENCE, false),
        TREE(Content.LIST, Content.REFERENCE, true),
        CHAIN(Content.REFERENCE, Content.REFERENCE, true),
        LISTS(Content.LIST, Content.LIST, false),
        SETS(Content.SET, Content.SET, false),
        SET_AND_LIST(Content.SET, Content.LIST, false),
        MAP_AND_LIST(Content.MAP, Content.LIST, false),
        NETWORK(Content.LIST, Content.SET, true);

        private final Content one;
        private final Content other;
        private final boolean selfReferential;

        Pairing(Content one, Content other, boolean selfReferential) {
            this.one = one;
            this.other = other;
            this.selfReferential = selfReferential;
        }
    }

    private final MemoryModel model;
    private final List<Thing> ones = new ArrayList<>();
    private final List<Thing> others;

    RandomProgram(Pairing pairing, Behaviour behaviour) {
        String target = pairing.selfReferential ? "P" : "C";
        model =
                new MemoryModel(behaviour)
                        .pair("P", side("kids", pairing), target, reverse("parent", pairing));
        for (int i = 0; i < 3; i++) {
            ones.add(model.make("P", "p" + i));
        }
        others = pairing.selfReferential ? ones : new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thing other = model.make(target, "c" + i);
            other.key("k" + i % 3);
            others.add(other);
        }
    }

    private static Side side(String name, Pairing pairing) {
        Side side = Side.of(name, pairing.one);
        return pairing.other == Content.REFERENCE ? side.deleteOrphan() : side.manyToMany();
    }

    private static Side reverse(String name, Pairing pairing) {
        Side side = Side.of(name, pairing.other);
        return pairing.other == Content.REFERENCE ? side : side.manyToMany();
    }

    List<Thing> ones() {
        return ones;
    }

    List<Thing> others() {
        return others;
    }

    MemoryModel model() {
        return model;
    }

    /** Does what a number says. */
    void step(int number) {
        boolean fromOne = number % 2 == 0;
        int rest = number / 2;
        List<Thing> owners = fromOne ? ones : others;
        List<Thing> elements = fromOne ? others : ones;
        Thing owner = owners.get(rest % owners.size());
        rest /= owners.size();
        Thing element = elements.get(rest % elements.size());
        rest /= elements.size();
        RelationshipAttribute attribute = model.attribute(owner, fromOne ? "kids" : "parent");
        if (attribute instanceof CollectionAttribute collection) {
            change(collection, owner, element, elements, rest);
        } else {
            model.set(owner, attribute.name(), rest % 3 == 0 ? null : element);
        }
    }

    private void change(
            CollectionAttribute collection,
            Thing owner,
            Thing element,
            List<Thing> elements,
            int rest) {
        Members members = collection.read(owner.state());
        int size = members.size();
        switch (rest % 9) {
            case 0, 1 -> collection.append(owner.state(), element);
            case 2 -> collection.remove(owner.state(), element);
            case 3 -> {
                if (members instanceof ListMembers) {
                    collection.insert(owner.state(), rest / 9 % (size + 1), element);
                } else {
                    collection.append(owner.state(), element);
                }
            }
            case 4 -> {
                if (members instanceof ListMembers && size > 0) {
                    collection.setAt(owner.state(), rest / 9 % size, element);
                }
            }
            case 5 -> {
                if (members instanceof ListMembers && size > 0) {
                    collection.removeAt(owner.state(), rest / 9 % size);
                }
            }
            case 6 -> collection.clear(owner.state());
            case 7 ->
                    collection.replaceAll(
                            owner.state(),
                            List.of(element, elements.get(rest / 9 % elements.size())));
            default -> {
                if (members instanceof MapMembers) {
                    collection.put(owner.state(), "x" + rest / 9 % 2, element);
                } else {
                    element.key("k" + rest / 9 % 3);
                }
            }
        }
    }

    /** The order of sets and maps does not count. */
    private static String sorted(RelationshipAttribute attribute, String history) {
        if (attribute.content() == Content.LIST) {
            return history;
        }
        return Arrays.stream(history.split("\\|"))
                .map(part -> Arrays.stream(part.split(",")).sorted().toList().toString())
                .toList()
                .toString();
    }

    /** All there is to see: content, histories, marks, records. */
    String picture() {
        StringBuilder text = new StringBuilder();
        List<Thing> all = new ArrayList<>(ones);
        all.addAll(others);
        for (Thing thing : all) {
            for (RelationshipAttribute attribute : EntityShape.of(thing.state()).attributes()) {
                text.append(thing).append('.').append(attribute.name()).append(' ');
                text.append(thing.state().isPresent(attribute.slot()));
                text.append(sorted(attribute, model.history(thing, attribute.name())));
            }
            for (Thing owner : ones) {
                Object record = thing.state().parent(model.attribute(owner, "kids"));
                text.append(record).append(' ');
            }
            text.append(thing.state().isModified())
                    .append(thing.state().isFlaggedAsOrphan())
                    .append('\n');
        }
        return text.toString();
    }
}
