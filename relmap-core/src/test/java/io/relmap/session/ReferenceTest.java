package io.relmap.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.Inspect;
import io.relmap.error.DatabaseException;
import io.relmap.error.DetachedInstanceException;
import io.relmap.error.InvalidRequestException;
import io.relmap.load.library.Author;
import io.relmap.load.library.Book;
import io.relmap.load.library.Library;
import io.relmap.testsupport.TestDatabase;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("References to rows that are not loaded")
class ReferenceTest {

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "SE-41: an object is referred to without a SELECT, and is the session's object of its key")
    void isReferredToWithoutASelect(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Author bob = session.reference(Author.class, 2L);
                    assertThat(bob.id).isEqualTo(2);
                    Book dogs = new Book();
                    dogs.id = 20L;
                    dogs.author.set(bob);
                    session.add(dogs);
                    assertThat(library.statements()).isEmpty();
                    session.flush();
                    assertThat(library.statements())
                            .singleElement()
                            .asString()
                            .startsWithIgnoringCase("insert");
                    assertThat(session.reference(Author.class, 2L)).isSameAs(bob);
                    assertThat(session.query(Author.class).where("id = 2").one()).isSameAs(bob);
                    assertThat(bob.name).isEqualTo("Bob");
                    assertThat(bob.books).contains(dogs).hasSize(2);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "SE-54: what is read by Inspect or over a relationship is loaded; an object that is there is given as it is")
    void whatIsReadIsLoaded(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Author ann = session.reference(Author.class, 1L);
                    assertThat(ann.name).isNull();
                    assertThat(Inspect.of(ann).attribute("name").get()).isEqualTo("Ann");
                    assertThat(session.isModified(ann)).isFalse();
                    Author bob = session.get(Author.class, 2L);
                    library.statements();
                    assertThat(session.reference(Author.class, 2L)).isSameAs(bob);
                    assertThat(library.statements()).isEmpty();
                });
    }

    @Test
    @DisplayName("SE-54: what was edited after it had expired is read as it is, without a SELECT")
    void editedAfterItHadExpired() {
        Library library = Library.on(TestDatabase.H2);
        library.session(
                session -> {
                    Author bob = session.get(Author.class, 2L);
                    session.expire(bob);
                    bob.name = "Rob";
                    library.statements();
                    assertThat(Inspect.of(bob).attribute("name").get()).isEqualTo("Rob");
                    assertThat(library.statements()).isEmpty();
                });
    }

    @Test
    @DisplayName("SE-54: what has expired of a detached object is refused as expired")
    void expiredAndDetached() {
        Library library = Library.on(TestDatabase.H2);
        library.session(
                session -> {
                    Author bob = session.get(Author.class, 2L);
                    session.expire(bob);
                    session.expunge(bob);
                    assertThatExceptionOfType(DetachedInstanceException.class)
                            .isThrownBy(() -> Inspect.of(bob).attribute("name").get())
                            .withMessageContaining("its expired attribute \"name\"");
                });
    }

    @Test
    @DisplayName("SE-41: find answers what get answers, and nothing where there is no row")
    void find() {
        Library library = Library.on(TestDatabase.H2);
        library.session(
                session -> {
                    assertThat(session.find(Author.class, 2L))
                            .containsSame(session.get(Author.class, 2L));
                    assertThat(session.find(Author.class, 99L)).isEmpty();
                });
    }

    @Test
    @DisplayName(
            "SE-41, SE-54: what is changed of it is written, without a SELECT, and nothing else")
    void whatIsChangedIsWritten() {
        Library library = Library.on(TestDatabase.H2);
        library.session(
                session -> {
                    session.reference(Author.class, 1L).name = "Zoe";
                    session.flush();
                    assertThat(library.statements())
                            .singleElement()
                            .asString()
                            .startsWithIgnoringCase("update");
                    session.commit();
                    assertThat(session.query(Author.class).where("name = 'Zoe'").one().id)
                            .isEqualTo(1);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("SE-41: a key without a row is told by the foreign key at the flush")
    void aKeyWithoutARow(TestDatabase database) {
        Library library = Library.on(database);
        library.session(
                session -> {
                    Book lost = new Book();
                    lost.id = 21L;
                    lost.author.set(session.reference(Author.class, 99L));
                    session.add(lost);
                    assertThatExceptionOfType(DatabaseException.class).isThrownBy(session::flush);
                    session.rollback();
                });
    }

    @Test
    @DisplayName("SE-41: a key that is null, or of a wrong form, is refused")
    void wrongKeys() {
        Library library = Library.on(TestDatabase.H2);
        library.session(
                session -> {
                    for (Object key : List.of(Arrays.asList((Object) null), List.of(1, 2), "one")) {
                        assertThatExceptionOfType(InvalidRequestException.class)
                                .isThrownBy(() -> session.reference(Author.class, key))
                                .withMessageContaining("Author");
                    }
                });
    }
}
