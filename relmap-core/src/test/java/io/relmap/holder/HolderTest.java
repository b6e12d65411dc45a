package io.relmap.holder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.annotation.Entity;
import io.relmap.attribute.EntityShape;
import io.relmap.error.InvalidRequestException;
import io.relmap.holder.Library.Author;
import io.relmap.holder.Library.Book;
import io.relmap.holder.Library.Note;
import io.relmap.holder.Library.Shelf;
import io.relmap.holder.Library.Tag;
import io.relmap.state.FetchMode;
import io.relmap.state.InstanceState;
import io.relmap.state.Members;
import io.relmap.state.SetMembers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HolderTest {

    private final Author author = new Author("Le Guin");
    private final Author other = new Author("Lem");
    private final Book a = new Book("a");
    private final Book b = new Book("b");
    private final Book c = new Book("c");

    private static List<String> titles(Author author) {
        return author.books.stream().map(book -> book.title).toList();
    }

    @Test
    @DisplayName("AT-37, W-1: both sides follow each other without session, mapping and container")
    void bothSidesFollow() {
        author.getBooks().add(a);
        b.author.set(author);
        assertThat(a.author.get()).isSameAs(author);
        assertThat(titles(author)).containsExactly("a", "b");
        other.books.add(a);
        assertThat(titles(author)).containsExactly("b");
        assertThat(a.author.get()).isSameAs(other);
    }

    @Test
    @DisplayName("CO-4: a list behaves as java.util.List says, and tells the other side")
    void aListIsAList() {
        author.books.addAll(List.of(a, b, c));
        author.books.add(1, c);
        assertThat(titles(author)).containsExactly("a", "c", "b", "c");
        assertThat(author.books.set(1, b)).isSameAs(c);
        assertThat(titles(author)).containsExactly("a", "b", "b", "c");
        assertThat(author.books.remove(0)).isSameAs(a);
        assertThat(a.author.get()).isNull();
        assertThat(author.books.remove(b)).isTrue();
        assertThat(b.author.get()).isSameAs(author);
        assertThat(author.books.remove(a)).isFalse();
        assertThat(author.books.indexOf(c)).isEqualTo(1);
        assertThat(author.books.lastIndexOf(b)).isZero();
        assertThat(author.books.contains(a)).isFalse();
        author.books.subList(0, 1).clear();
        assertThat(b.author.get()).isNull();
        author.books.clear();
        assertThat(c.author.get()).isNull();
        assertThat(author.books).isEmpty();
    }

    @Test
    @DisplayName("CO-4: bulk removals tell each element that leaves")
    void bulkRemovals() {
        author.books.addAll(List.of(a, b, c));
        assertThat(author.books.removeIf(book -> book == b)).isTrue();
        assertThat(b.author.get()).isNull();
        assertThat(author.books.retainAll(List.of(c))).isTrue();
        assertThat(a.author.get()).isNull();
        assertThat(author.books.removeAll(List.of(c))).isTrue();
        assertThat(c.author.get()).isNull();
        assertThat(author.books).isEmpty();
    }

    @Test
    @DisplayName("CO-4: iterators change the list with events")
    void iteratorsChangeTheList() {
        author.books.addAll(List.of(a, b));
        ListIterator<Book> iterator = author.books.listIterator();
        iterator.next();
        iterator.set(c);
        assertThat(a.author.get()).isNull();
        iterator.next();
        iterator.remove();
        assertThat(b.author.get()).isNull();
        iterator.add(a);
        assertThat(titles(author)).containsExactly("c", "a");
        assertThat(iterator.previous()).isSameAs(a);
        assertThat(iterator.hasPrevious()).isTrue();
    }

    @Test
    @DisplayName("CO-4: sorting fires nothing")
    void sorting() {
        author.books.addAll(List.of(b, a));
        author.books.sort((x, y) -> x.title.compareTo(y.title));
        assertThat(titles(author)).containsExactly("a", "b");
        assertThat(a.author.get()).isSameAs(author);
    }

    @Test
    @DisplayName("CO-8, W-9, W-104: replacing a whole content")
    void replacing() {
        author.books.addAll(List.of(a, b));
        other.books.add(c);
        author.books.replaceWith(List.of(b, c));
        assertThat(a.author.get()).isNull();
        assertThat(titles(author)).containsExactly("b", "c");
        assertThat(other.books).isEmpty();
        author.books.replaceWith(author.books);
        assertThat(titles(author)).containsExactly("b", "c");
    }

    @Test
    @DisplayName("CO-12, W-112: changing through the other side while iterating fails fast")
    void changingWhileIterating() {
        author.books.addAll(List.of(a, b));
        assertThatExceptionOfType(ConcurrentModificationException.class)
                .isThrownBy(
                        () -> {
                            for (Book book : author.books) {
                                book.author.set(null);
                            }
                        });
        assertThat(titles(author)).containsExactly("b");
    }

    @Test
    @DisplayName("CO-7: a sublist fails fast after a change of its list")
    void aSublistFailsFast() {
        author.books.addAll(List.of(a, b));
        List<Book> part = author.books.subList(0, 1);
        c.author.set(author);
        assertThatExceptionOfType(ConcurrentModificationException.class).isThrownBy(part::size);
    }

    @Test
    @DisplayName("CO-10: null is refused by name of the relationship")
    void nullIsRefused() {
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> author.books.add(null))
                .withMessageContaining("Author.books");
    }

    @Test
    @DisplayName("AT-26, CO-3: a call that fails in the middle changes nothing")
    void aFailingCallChangesNothing() {
        List<Book> books = new ArrayList<>(List.of(a, b));
        books.add(null);
        other.books.add(b);
        assertThatThrownBy(() -> author.books.addAll(books))
                .isInstanceOf(NullPointerException.class);
        assertThat(author.books).isEmpty();
        assertThat(author.books.isLoaded()).isFalse();
        assertThat(a.author.get()).isNull();
        assertThat(b.author.get()).isSameAs(other);
        assertThat(titles(other)).containsExactly("b");
    }

    @Test
    @DisplayName("RC-102: a backref claims a holder without annotation")
    void aBackrefClaimsAHolder() {
        Tag tag = new Tag("space");
        tag.books.add(a);
        assertThat(a.tags).containsExactly(tag);
        b.tags.add(tag);
        assertThat(tag.books).hasSize(2);
        a.tags.remove(tag);
        assertThat(tag.books).containsExactly(b);
    }

    @Test
    @DisplayName("AT-34: a backref without holder is virtual")
    void aBackrefWithoutHolderIsVirtual() {
        Shelf shelf = new Shelf();
        a.shelf.set(shelf);
        b.shelf.set(shelf);
        InstanceState state = EntityDescriptors.stateOf(shelf);
        Members editions =
                (Members) EntityShape.of(state).find("editions").get(state, FetchMode.FULL);
        assertThat(editions.copy()).containsExactly(a, b);
    }

    @Test
    @DisplayName("CO-5: a set is a set by equals, with events")
    void aSetIsASet() {
        Tag x = new Tag("x");
        Tag y = new Tag("y");
        assertThat(a.tags.add(x)).isTrue();
        assertThat(a.tags.add(x)).isFalse();
        assertThat(x.books).containsExactly(a);
        assertThat(a.tags.addAll(Set.of(x, y))).isTrue();
        assertThat(a.tags).hasSize(2);
        Iterator<Tag> iterator = a.tags.iterator();
        assertThat(iterator.next()).isSameAs(x);
        iterator.remove();
        assertThat(x.books).isEmpty();
        assertThat(a.tags.retainAll(Set.of())).isTrue();
        assertThat(y.books).isEmpty();
    }

    @Test
    @DisplayName("CO-5: a member is found after relmap has given it a key")
    void aMemberIsFoundAfterItsHashCodeChanged() {
        Tag x = new Tag("x");
        a.tags.add(x);
        x.id = 5L;
        SetMembers.keysChanged();
        assertThat(a.tags.contains(x)).isTrue();
        assertThat(a.tags.add(x)).isFalse();
        assertThat(a.tags.remove(x)).isTrue();
        assertThat(x.books).isEmpty();
    }

    @Test
    @DisplayName(
            "CO-20 to CO-22: a map computes keys, puts under keys given, and tells the other side")
    void aMapIsAMap() {
        Note first = new Note("one");
        Note second = new Note("one");
        first.author.set(author);
        assertThat(author.notes).containsOnlyKeys("one");
        author.notes.add(second);
        assertThat(author.notes.get("one")).isSameAs(second);
        assertThat(first.author.get()).isNull();
        author.notes.put("other", first);
        assertThat(author.notes).containsOnlyKeys("one", "other");
        assertThat(author.notes.putIfAbsent("one", first)).isSameAs(second);
        for (Map.Entry<String, Note> entry : author.notes.entrySet()) {
            assertThat(entry.getValue().author.get()).isSameAs(author);
        }
        assertThat(author.notes.remove("one")).isSameAs(second);
        assertThat(second.author.get()).isNull();
        assertThat(author.notes.values().remove(first)).isTrue();
        assertThat(author.notes).isEmpty();
        author.notes.computeIfAbsent("new", Note::new);
        assertThat(author.notes.get("new").author.get()).isSameAs(author);
        author.notes.clear();
        assertThat(author.notes).isEmpty();
    }

    @Test
    @DisplayName("CO-13: text neither loads nor calls elements")
    void textCallsNoElement() {
        author.books.add(a);
        assertThat(author.books.toString()).isEqualTo("Author.books: list of 1");
        assertThat(a.author.toString()).startsWith("Book.author: Author@");
        assertThat(a.tags.toString()).isEqualTo("Book.tags: not loaded");
        assertThat(new Book("new").author.toString()).isEqualTo("ToOne");
    }

    @Test
    @DisplayName("CO-13: lists, sets and maps equal others by content, references by identity")
    void equality() {
        author.books.addAll(List.of(a, b));
        assertThat(author.books).isEqualTo(List.of(a, b)).hasSameHashCodeAs(List.of(a, b));
        Tag tag = new Tag("x");
        a.tags.add(tag);
        assertThat(a.tags).isEqualTo(Set.of(tag)).hasSameHashCodeAs(Set.of(tag));
        assertThat(a.author).isNotEqualTo(b.author);
    }

    @Test
    @DisplayName("Holders are serialized with what is loaded, and come back usable")
    void serialization() throws IOException, ClassNotFoundException {
        author.books.addAll(List.of(a, b));
        author.notes.add(new Note("one"));
        a.tags.add(new Tag("x"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(author);
        }
        Author copy;
        try (ObjectInputStream in =
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            copy = (Author) in.readObject();
        }
        assertThat(titles(copy)).containsExactly("a", "b");
        Book first = copy.books.get(0);
        assertThat(first.author.get()).isSameAs(copy);
        assertThat(first.tags).hasSize(1);
        assertThat(copy.notes).containsOnlyKeys("one");
        first.author.set(null);
        assertThat(titles(copy)).containsExactly("b");
        assertThat(author.books).hasSize(2);
    }

    @Test
    @DisplayName("A copy made by clone() is refused by name of the field")
    void aCloneIsRefused() throws CloneNotSupportedException {
        author.books.add(a);
        Author copy = author.clone();
        assertThatThrownBy(() -> b.author.set(copy))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Author.books")
                .hasMessageContaining("clone()");
        assertThat(b.author.get()).isNull();
    }

    @Entity
    static class Early {
        final List<Book> first = use();
        private final ToList<Book> books = ToList.of(this);

        private List<Book> use() {
            ToList<Book> unassigned = ToList.of(this);
            assertThatThrownBy(unassigned::size)
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("Early.books")
                    .hasMessageContaining("before the field is assigned");
            return List.of();
        }
    }

    @Test
    @DisplayName("Use before the field is assigned is refused by name of the field")
    void useBeforeAssignment() {
        assertThat(new Early().books).isEmpty();
    }

    @Entity
    static class Borrower {
        final ToList<Book> books;

        Borrower(Object owner) {
            books = ToList.of(owner);
        }
    }

    @Test
    @DisplayName("A holder made for another object is refused")
    void aBorrowedHolder() {
        Borrower borrower = new Borrower(author);
        assertThatThrownBy(() -> borrower.books.size())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("of(this)");
        assertThatThrownBy(() -> EntityDescriptors.stateOf(borrower))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Borrower.books");
    }

    @Test
    @DisplayName("Anonymous subclasses belong to the nearest mapped class")
    void anonymousSubclasses() {
        Author anonymous = new Author("nobody") {};
        a.author.set(anonymous);
        assertThat(anonymous.books).containsExactly(a);
        assertThat(EntityDescriptors.nearestMappedClass(anonymous.getClass()))
                .isSameAs(Author.class);
    }

    static class Unmapped {
        final ToList<Book> books = ToList.of(this);
    }

    @Test
    @DisplayName("A class that nobody mapped is refused with the remedy")
    void anUnmappedClass() {
        Unmapped unmapped = new Unmapped();
        assertThatThrownBy(() -> unmapped.books.size())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("@Entity");
    }

    @Test
    @DisplayName("A constructor may use holders that are declared before")
    void aConstructorMayUseHolders() {
        Author writer = new Author("w");
        Book book =
                new Book("x") {
                    {
                        author.set(writer);
                    }
                };
        assertThat(writer.books).containsExactly(book);
    }
}
