package io.relmap.holder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.annotation.Entity;
import io.relmap.annotation.MapKey;
import io.relmap.annotation.Relationship;
import io.relmap.attribute.EntityShape;
import io.relmap.attribute.Initiator;
import io.relmap.attribute.SlotListener;
import io.relmap.holder.Library.Author;
import io.relmap.holder.Library.Book;
import io.relmap.holder.Library.Note;
import io.relmap.state.InstanceState;
import io.relmap.state.SetMembers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the suites of {@code io.relmap.holder.contract} do not ask: events, and calls that fail. */
class HolderCallsTest {

    private final Author author = new Author("Le Guin");
    private final Book a = new Book("a");
    private final Book b = new Book("b");
    private final Book c = new Book("c");
    private final Note one = new Note("one");
    private final Note two = new Note("two");

    /** Writes down the events of one object's attribute. */
    private static List<String> eventsOf(Object owner, String attribute) {
        List<String> events = new ArrayList<>();
        EntityShape.of(EntityDescriptors.stateOf(owner))
                .find(attribute)
                .listen(
                        new SlotListener() {
                            @Override
                            public Object append(
                                    InstanceState state, Object element, Initiator initiator) {
                                if (state.entity() == owner) {
                                    events.add("in");
                                }
                                return element;
                            }

                            @Override
                            public void remove(
                                    InstanceState state, Object element, Initiator initiator) {
                                if (state.entity() == owner) {
                                    events.add("out");
                                }
                            }
                        });
        return events;
    }

    @Test
    @DisplayName("CO-4: sorting a part fires nothing, and the sublist stays usable")
    void sortingAPart() {
        author.books.addAll(List.of(c, b, a));
        List<Book> part = author.books.subList(1, 3);
        List<String> events = eventsOf(author, "books");
        part.sort(Comparator.comparing(book -> book.title));
        assertThat(author.books).containsExactly(c, a, b);
        assertThat(part).containsExactly(a, b);
        assertThat(events).isEmpty();
    }

    @Test
    @DisplayName("CO-4: a comparator that fails leaves the list as it was")
    void aComparatorThatFails() {
        author.books.addAll(List.of(c, b, a));
        assertThatThrownBy(
                        () ->
                                author.books.sort(
                                        (x, y) -> {
                                            throw new IllegalStateException("no order");
                                        }))
                .hasMessage("no order");
        assertThat(author.books).containsExactly(c, b, a);
    }

    @Test
    @DisplayName("CO-4: replaceAll tells of each element that goes and comes")
    void replacingEach() {
        author.books.addAll(List.of(a, b));
        List<String> events = eventsOf(author, "books");
        author.books.replaceAll(book -> book == a ? c : book);
        assertThat(author.books).containsExactly(c, b);
        assertThat(events).containsExactly("out", "in");
        assertThat(a.author.get()).isNull();
        assertThat(c.author.get()).isSameAs(author);
    }

    @Nested
    @DisplayName("AT-26, CO-3: a call that fails in the middle changes nothing")
    class OneCall {

        @Test
        @DisplayName("replaceAll of a list and of a part of it")
        void replaceAllOfAList() {
            author.books.addAll(List.of(a, b));
            assertThatThrownBy(() -> author.books.replaceAll(book -> book == a ? c : null))
                    .isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> author.books.subList(0, 2).replaceAll(x -> x == a ? c : null))
                    .isInstanceOf(NullPointerException.class);
            assertThat(author.books).containsExactly(a, b);
            assertThat(a.author.get()).isSameAs(author);
            assertThat(c.author.get()).isNull();
        }

        @Test
        @DisplayName("addAll to a part of a list")
        void addAllToAPart() {
            author.books.addAll(List.of(a, b));
            List<Book> more = new ArrayList<>(List.of(c));
            more.add(null);
            assertThatThrownBy(() -> author.books.subList(0, 1).addAll(more))
                    .isInstanceOf(NullPointerException.class);
            assertThat(author.books).containsExactly(a, b);
            assertThat(c.author.get()).isNull();
            List<Book> part = author.books.subList(0, 1);
            assertThat(part.addAll(List.of(c))).isTrue();
            assertThat(part).containsExactly(a, c);
            assertThat(author.books).containsExactly(a, c, b);
        }

        @Test
        @DisplayName("replaceAll and removeIf of a map")
        void ofAMap() {
            author.notes.add(one);
            author.notes.add(two);
            Note three = new Note("three");
            assertThatThrownBy(
                            () ->
                                    author.notes.replaceAll(
                                            (key, note) -> note == one ? three : null))
                    .isInstanceOf(NullPointerException.class);
            assertThat(author.notes.values()).containsExactly(one, two);
            assertThat(three.author.get()).isNull();
            EntityShape.of(EntityDescriptors.stateOf(two))
                    .find("author")
                    .listen(
                            new SlotListener() {
                                @Override
                                public Object set(
                                        InstanceState owner,
                                        Object value,
                                        Object old,
                                        Initiator initiator) {
                                    if (owner.entity() == two) {
                                        throw new IllegalStateException("two stays");
                                    }
                                    return value;
                                }
                            });
            assertThatThrownBy(() -> author.notes.values().removeIf(note -> true))
                    .hasMessage("two stays");
            assertThat(author.notes.values()).containsExactlyInAnyOrder(one, two);
            assertThat(one.author.get()).isSameAs(author);
        }
    }

    @Test
    @DisplayName("CO-12: a stream fails fast, as an iterator does")
    void aStreamFailsFast() {
        author.books.addAll(List.of(a, b, c));
        assertThatExceptionOfType(ConcurrentModificationException.class)
                .isThrownBy(() -> author.books.stream().forEach(book -> book.author.set(null)));
        assertThat(author.books).containsExactly(b, c);
        author.notes.add(one);
        author.notes.add(two);
        assertThatExceptionOfType(ConcurrentModificationException.class)
                .isThrownBy(() -> author.notes.values().forEach(note -> note.author.set(null)));
        assertThat(author.notes.values()).containsExactly(two);
    }

    @Test
    @DisplayName("Sets and maps say that they are ordered, so that streams keep the order")
    void streamsAreOrdered() {
        assertThat(a.tags.spliterator().hasCharacteristics(Spliterator.ORDERED)).isTrue();
        assertThat(author.notes.keySet().spliterator().hasCharacteristics(Spliterator.ORDERED))
                .isTrue();
        assertThat(author.notes.values().spliterator().hasCharacteristics(Spliterator.ORDERED))
                .isTrue();
    }

    @Test
    @DisplayName("CO-22: an entry shows what is under its key, and puts into the map")
    void entriesAreLive() {
        author.notes.add(one);
        Map.Entry<String, Note> entry = author.notes.entrySet().iterator().next();
        author.notes.put("one", two);
        assertThat(entry.getValue()).isSameAs(two);
        assertThat(entry.setValue(one)).isSameAs(two);
        assertThat(two.author.get()).isNull();
        assertThat(one.author.get()).isSameAs(author);
        author.notes.remove("one");
        assertThat(entry.getValue()).isSameAs(one);
        assertThatThrownBy(() -> entry.setValue(two)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("CO-12: another element under the same key does not stop an iterator")
    void settingValuesWhileIterating() {
        author.notes.add(one);
        author.notes.add(two);
        Iterator<Note> notes = author.notes.values().iterator();
        notes.next();
        Note second = new Note("second");
        author.notes.put("two", second);
        assertThat(notes.next()).isSameAs(second);
        assertThat(notes.hasNext()).isFalse();
    }

    @Test
    @DisplayName("CO-26: a null key is refused by name of the relationship")
    void aNullKey() {
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> author.notes.put(null, one))
                .withMessageContaining("RM-318")
                .withMessageContaining("Author.notes");
        assertThat(one.author.get()).isNull();
    }

    @Entity
    static class Label {
        Long id;

        @Override
        public boolean equals(Object other) {
            return other instanceof Label that && (id == null ? this == that : id.equals(that.id));
        }

        /** As long as there is no key, as if it were not overridden. */
        @Override
        public int hashCode() {
            return id == null ? super.hashCode() : id.hashCode();
        }
    }

    @Entity
    static class Box {
        @Relationship final ToSet<Label> labels = ToSet.of(this);
    }

    @Test
    @DisplayName("CO-5: a member whose hash code was its identity's is found after it got a key")
    void aHashCodeThatBeginsAsIdentity() {
        Box box = new Box();
        Label label = new Label();
        box.labels.add(label);
        label.id = 7L;
        SetMembers.keysChanged();
        assertThat(box.labels.contains(label)).isTrue();
        assertThat(box.labels.add(label)).isFalse();
    }

    @Entity
    static class Ring {
        @MapKey("name")
        @Relationship(secondary = "ring_bead", backPopulates = "rings")
        final ToMap<String, Bead> beads = ToMap.of(this);
    }

    @Entity
    static class Bead {
        final String name;

        @Relationship(secondary = "ring_bead", backPopulates = "beads")
        final ToSet<Ring> rings = ToSet.of(this);

        Bead(String name) {
            this.name = name;
        }
    }

    @Test
    @DisplayName("AT-46, CO-27: an element that stays under another key keeps its owner in a set")
    void anElementUnderTwoKeys() {
        Ring ring = new Ring();
        Bead bead = new Bead("x");
        ring.beads.put("x", bead);
        ring.beads.put("y", bead);
        ring.beads.remove("x");
        assertThat(bead.rings).containsExactly(ring);
        ring.beads.remove("y");
        assertThat(bead.rings).isEmpty();
    }
}
