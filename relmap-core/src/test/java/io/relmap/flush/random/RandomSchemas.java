package io.relmap.flush.random;

import io.relmap.annotation.PassiveDeletes;
import io.relmap.flush.random.RandomSchema.Cascading;
import io.relmap.flush.random.RandomSchema.Key;
import io.relmap.flush.random.RandomSchema.Link;
import io.relmap.flush.random.RandomSchema.Pairing;
import io.relmap.flush.random.RandomSchema.Rules;
import io.relmap.flush.random.RandomSchema.Sides;
import io.relmap.flush.random.RandomSchema.TableModel;
import io.relmap.flush.random.RandomSchema.UniqueColumn;
import io.relmap.schema.ReferentialAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes schemas: most of them such that a program can do a lot without breaking a constraint. */
final class RandomSchemas {

    private final Random random;
    private final List<TableModel> tables = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final List<Pairing> pairings = new ArrayList<>();

    private RandomSchemas(Random random) {
        this.random = random;
    }

    /** A schema of two to eight tables. */
    static RandomSchema make(Random random) {
        RandomSchemas schema = new RandomSchemas(random);
        int count = 2 + Math.min(random.nextInt(7), random.nextInt(7));
        for (int number = 0; number < count; number++) {
            schema.addTable(number);
        }
        int more = 1 + random.nextInt(count + 1);
        for (int i = 0; i < more; i++) {
            schema.addLink(random.nextInt(count), random.nextInt(count), false);
        }
        int associations = random.nextInt(3);
        for (int number = 0; number < associations; number++) {
            schema.addPairing(number, random.nextInt(count), random.nextInt(count));
        }
        schema.placeRows();
        return new RandomSchema(schema.tables, schema.links, schema.pairings);
    }

    private boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private void addTable(int number) {
        List<Integer> owners =
                tables.stream()
                        .filter(t -> t.key() == Key.GENERATED || t.key() == Key.NATURAL)
                        .map(TableModel::number)
                        .toList();
        int dice = random.nextInt(100);
        Key key = dice < 55 ? Key.GENERATED : dice < 75 ? Key.NATURAL : Key.COMPOSITE;
        boolean weak = dice >= 90 && !owners.isEmpty();
        UniqueColumn unique =
                percent(65)
                        ? UniqueColumn.NONE
                        : percent(70) ? UniqueColumn.NULLABLE : UniqueColumn.REQUIRED;
        tables.add(new TableModel(number, weak ? Key.WEAK : key, unique, percent(20), -1));
        if (weak) {
            addLink(number, any(owners), true);
        }
    }

    private void addLink(int holder, int target, boolean identifying) {
        boolean required = identifying || percent(holder > target ? 35 : 3);
        boolean one = !identifying && percent(20);
        Sides sides = percent(50) ? Sides.BOTH : any(List.of(Sides.FIRST, Sides.SECOND));
        Rules rules = rules(tables.get(target).key(), required, sides);
        links.add(new Link(links.size(), holder, target, required, identifying, one, sides, rules));
    }

    private Rules rules(Key target, boolean required, Sides sides) {
        ReferentialAction onDelete = null;
        if (percent(45)) {
            onDelete =
                    required || percent(45)
                            ? ReferentialAction.CASCADE
                            : ReferentialAction.SET_NULL;
        }
        Cascading cascading =
                percent(required ? 65 : 30)
                        ? any(List.of(Cascading.ALL, Cascading.ORPHANS))
                        : percent(75) ? Cascading.DEFAULT : Cascading.NONE;
        PassiveDeletes passive = PassiveDeletes.FALSE;
        if (percent(onDelete == null ? 4 : 50)) {
            passive = cascading.deletes() || percent(70) ? PassiveDeletes.TRUE : PassiveDeletes.ALL;
        }
        boolean follows = target != Key.GENERATED && percent(92);
        return new Rules(
                onDelete,
                follows,
                sides.second() ? cascading : Cascading.DEFAULT,
                percent(85),
                sides.second() ? passive : PassiveDeletes.FALSE,
                required || passive != PassiveDeletes.FALSE || percent(80) ? null : post(sides));
    }

    private @Nullable Sides post(Sides sides) {
        return sides == Sides.BOTH ? any(List.of(Sides.values())) : sides;
    }

    private void addPairing(int number, int left, int right) {
        Sides sides = percent(60) ? Sides.BOTH : any(List.of(Sides.FIRST, Sides.SECOND));
        boolean cascades = percent(40);
        pairings.add(new Pairing(number, left, right, sides, cascades, cascades && percent(50)));
    }

    /** Gives some rows a place that is unique among those that refer to the same row. */
    private void placeRows() {
        for (Link link : links) {
            TableModel table = tables.get(link.holder());
            if (!link.identifying() && !link.one() && table.placedBy() < 0 && percent(15)) {
                tables.set(
                        link.holder(),
                        new TableModel(
                                table.number(),
                                table.key(),
                                table.unique(),
                                table.versioned(),
                                link.number()));
            }
        }
    }
}
