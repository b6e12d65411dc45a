package io.relmap.flush.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.ObjectState;
import io.relmap.flush.fault.Library.Keeper;
import io.relmap.flush.fault.Library.Mark;
import io.relmap.flush.fault.Library.Series;
import io.relmap.flush.fault.Library.Shelf;
import io.relmap.flush.fault.Library.Ticket;
import io.relmap.flush.fault.Library.Volume;
import io.relmap.session.Session;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Inserts, updates of all sorts, moves, swaps, deletes and link rows, references that are written apart and keys
 * that come from a sequence: more than thirty statements of one flush.
 */
final class Edit {

    private final Session session;
    private final Shelf first;
    private final List<Volume> volumes;
    private final Shelf fresh = new Shelf("fresh");
    private final Volume added = new Volume("new");
    private final Ticket ticket = new Ticket("new1");
    private final Mark green = new Mark("green");
    private final Keeper eve = new Keeper("k5", "eve", 5);
    private final Series young = new Series("young");
    private final Keeper renamed;
    private final Keeper ann;
    private final Mark white;

    Edit(Session session) {
        this.session = session;
        first = one(Shelf.class, "name = 'first'");
        volumes = List.copyOf(first.volumes);
        volumes.forEach(volume -> assertThat(volume.tickets).hasSize(1)); // loaded
        volumes.forEach(volume -> assertThat(volume.marks).hasSizeLessThan(2));
        renamed = one(Keeper.class, "code = 'k3'");
        ann = one(Keeper.class, "code = 'k1'");
        white = one(Mark.class, "color = 'white'");
        session.noAutoflush(this::change);
    }

    private <T> T one(Class<T> type, String condition) {
        return session.query(type).where(condition).one();
    }

    private void change() {
        Volume a = volumes.get(0);
        Volume b = volumes.get(1);
        changeShelves(a, b);
        changeVolumes(a, b);
        changeMarks();
        volumes.get(2).tickets.get(0).line = "C1";
        volumes.get(3).tickets.get(0).amount = 4;
        volumes.get(4).tickets.get(0).line = "E1";
        volumes.get(4).tickets.get(0).amount = 5;
        changeKeepers();
        changeSeries(a, b);
    }

    private void changeShelves(Volume a, Volume b) {
        Shelf second = one(Shelf.class, "name = 'second'");
        first.name = "FIRST";
        first.favourite.set(added);
        second.name = "SECOND";
        second.note = "x";
        second.favourite.set(a);
        session.delete(one(Shelf.class, "name = 'third'"));
        fresh.volumes.addAll(List.of(added, b));
        fresh.favourite.set(b);
        session.add(fresh);
    }

    private void changeVolumes(Volume a, Volume b) {
        b.title = "B";
        b.marks.clear();
        a.pages = 7;
        volumes.get(2).title = "C";
        volumes.get(3).title = "D";
        volumes.get(3).pages = 8;
        volumes.get(4).sequel.set(a);
        first.volumes.remove(volumes.get(5)); // an orphan, with its ticket
        added.tickets.add(ticket);
        added.sequel.set(a);
        a.sequel.set(added);
    }

    private void changeMarks() {
        Mark blue = one(Mark.class, "color = 'blue'");
        added.marks.add(blue);
        volumes.get(0).marks.add(green);
        blue.color = "BLUE";
        one(Mark.class, "color = 'red'").note = "warm";
        Mark grey = one(Mark.class, "color = 'grey'");
        grey.color = "GREY";
        grey.note = "dull";
        session.delete(white);
    }

    private void changeKeepers() {
        Keeper bob = one(Keeper.class, "code = 'k2'");
        ann.badge = 2;
        bob.badge = 1;
        bob.name = "BOB";
        renamed.code = "k9";
        session.delete(one(Keeper.class, "code = 'k4'"));
        session.add(eve);
    }

    private void changeSeries(Volume a, Volume b) {
        Series brief = one(Series.class, "name = 'short'");
        brief.note = "n";
        brief.volumes.remove(b);
        brief.volumes.add(added);
        Series extended = one(Series.class, "name = 'long'");
        extended.name = "LONG";
        extended.volumes.add(a);
        session.delete(one(Series.class, "name = 'old'"));
        young.volumes.add(b);
        session.add(young);
    }

    /** After the rollback every object is where it was before the edit. */
    void isAsBefore() {
        for (Object made : List.of(fresh, added, ticket, green, eve, young)) {
            assertThat(Inspect.of(made).state()).as("%s", made).isEqualTo(ObjectState.TRANSIENT);
        }
        assertThat(fresh.id).isNull();
        assertThat(added.id).isNull();
        assertThat(added.version).isZero();
        assertThat(ticket.id).isNull();
        assertThat(green.id).isNull();
        assertThat(young.id).isNull();
        assertThat(eve.code).isEqualTo("k5");
        volumes.forEach(
                volume -> assertThat(Inspect.of(volume).state()).isEqualTo(ObjectState.PERSISTENT));
        assertThat(Inspect.of(white).state()).isEqualTo(ObjectState.PERSISTENT);
        assertThat(session.contains(white)).isTrue();
        assertThat(session.deletedObjects()).isEmpty();
        assertThat(session.newObjects()).isEmpty();
        assertThat(renamed.code).isEqualTo("k3");
        assertThat(session.get(Keeper.class, "k3")).isSameAs(renamed);
        assertThat(session.get(Keeper.class, "k9")).isNull();
        assertThat(Inspect.of(ann).attribute("badge").get()).isEqualTo(1);
        assertThat(Inspect.of(first).attribute("name").get()).isEqualTo("first");
        assertThat(texts(first.volumes, volume -> Inspect.of(volume).attribute("title").get()))
                .isEqualTo("a, b, c, d, e, f");
        assertThat(first.favourite.get()).isSameAs(volumes.get(0));
        assertThat(volumes.get(1).shelf.get()).isSameAs(first);
        assertThat(texts(volumes.get(1).marks, mark -> mark.color)).isEqualTo("red");
    }

    private static <T> String texts(Iterable<T> elements, Function<T, Object> text) {
        return java.util.stream.StreamSupport.stream(elements.spliterator(), false)
                .map(text)
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
    }

    /** The rows are those that the edit leaves. */
    static void isDone(Library library) {
        assertThat(library.rows())
                .containsExactlyInAnyOrder(
                        "FIRST null new",
                        "SECOND x a",
                        "fresh null B",
                        "a 7 FIRST new",
                        "B 0 fresh null",
                        "C 0 FIRST null",
                        "D 8 FIRST null",
                        "e 0 FIRST a",
                        "new 0 fresh a",
                        "red warm",
                        "BLUE null",
                        "GREY dull",
                        "green null",
                        "a1 0 a",
                        "b1 0 B",
                        "C1 0 C",
                        "d1 4 D",
                        "E1 5 e",
                        "new1 0 new",
                        "k1 ann 2",
                        "k2 BOB 1",
                        "k9 cid 3",
                        "k5 eve 5",
                        "short n",
                        "LONG null",
                        "young null",
                        "a red",
                        "a green",
                        "new BLUE",
                        "short a",
                        "short new",
                        "LONG a",
                        "young B");
    }
}
