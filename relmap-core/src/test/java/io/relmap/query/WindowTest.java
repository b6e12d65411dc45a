package io.relmap.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Relmap;
import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.error.InvalidRequestException;
import io.relmap.holder.ToList;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Windows go on from a place in the order")
class WindowTest {

    @Entity
    static class Film {
        @Id int country;
        @Id int number;

        @Column(nullable = false)
        @Nullable String title;

        @Column(nullable = false)
        int year;

        @Nullable Integer stars;

        @Relationship final ToList<Award> awards = ToList.of(this);

        Film() {}

        Film(int number) {
            this.country = number % 2;
            this.number = number;
            this.title = "T" + number % 3;
            this.year = 2000 + number % 4;
        }

        @Override
        public String toString() {
            return country + "-" + number;
        }
    }

    @Entity
    @io.relmap.annotation.ForeignKeyConstraint(
            columns = {"film_country", "film_number"},
            references = {"film.country", "film.number"})
    static class Award {
        @Id @Nullable Long id;

        @Column(name = "film_country")
        @Nullable Integer filmCountry;

        @Column(name = "film_number")
        @Nullable Integer filmNumber;
    }

    private static final Comparator<Film> BY_YEAR =
            Comparator.<Film>comparingInt(film -> -film.year)
                    .thenComparing(film -> Objects.requireNonNull(film.title))
                    .thenComparing(film -> film.country)
                    .thenComparing(film -> film.number);

    private static void films(TestDatabase database, Consumer<Session> check) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Film.class, Award.class)
                        .build();
        relmap.schema().createAll();
        relmap.inTransaction(
                session -> session.addAll(IntStream.range(0, 23).mapToObj(Film::new).toList()));
        relmap.inTransaction(check::accept);
    }

    private static Query<Film> byYear(Session session, int limit) {
        return session.query(Film.class).orderBy("year desc", "title").limit(limit);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Window by window forwards and back again, every object once, in order")
    void forwardsAndBack(TestDatabase database) {
        films(
                database,
                session -> {
                    List<Film> all = new ArrayList<>(session.query(Film.class).list());
                    all.sort(BY_YEAR);
                    List<Film> forwards = new ArrayList<>();
                    Window<Film> window = byYear(session, 5).window();
                    forwards.addAll(window.objects());
                    while (window.hasMore()) {
                        window =
                                byYear(session, 5)
                                        .windowAfter(Objects.requireNonNull(window.end()));
                        forwards.addAll(window.objects());
                    }
                    assertThat(window.objects()).hasSize(3);
                    assertThat(forwards).isEqualTo(all);
                    List<Film> back = new ArrayList<>(window.objects());
                    do {
                        window =
                                byYear(session, 5)
                                        .windowBefore(Objects.requireNonNull(window.start()));
                        back.addAll(0, window.objects());
                    } while (window.hasMore());
                    assertThat(back).isEqualTo(all);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Rows that come and go before a position move nothing")
    void rowsBeforeAPositionMoveNothing(TestDatabase database) {
        films(
                database,
                session -> {
                    Window<Film> first = byYear(session, 4).window();
                    List<Film> following =
                            byYear(session, 4)
                                    .windowAfter(Objects.requireNonNull(first.end()))
                                    .objects();
                    session.delete(first.objects().get(0));
                    session.delete(first.objects().get(3));
                    Film late = new Film(99);
                    late.year = 2003;
                    late.title = "A";
                    session.add(late);
                    assertThat(byYear(session, 4).windowAfter(first.end()).objects())
                            .isEqualTo(following);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A position comes back as values; conditions hold; the last window may be empty")
    void aPositionComesBackAsValues(TestDatabase database) {
        films(
                database,
                session -> {
                    Position place =
                            new Position(
                                    Map.of(
                                            "year", 2003L, "title", "T1", "country", 1, "number",
                                            19L));
                    assertThat(byYear(session, 2).where("country = 1").windowAfter(place).objects())
                            .extracting(Film::toString)
                            .containsExactly("1-11", "1-9");
                    Window<Film> rest =
                            session.query(Film.class)
                                    .where("number > 21")
                                    .windowAfter(new Position(Map.of("country", 0, "number", 22)));
                    assertThat(rest.objects()).isEmpty();
                    assertThat(rest.hasMore()).isFalse();
                    assertThat(rest.end()).isNull();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Orders in which objects have no place are refused with what to do")
    void ordersWithoutPlacesAreRefused(TestDatabase database) {
        films(
                database,
                session -> {
                    assertRefused(session.query(Film.class).orderBy("stars"), "may be null");
                    assertRefused(session.query(Film.class).orderBy("lower(title)"), "as they are");
                    assertRefused(
                            session.query(Film.class).orderBy("title nulls last"), "nulls first");
                    assertRefused(session.query(Film.class).offset(3), "offset");
                    assertRefused(session.query(Film.class).join("awards"), "any()");
                    assertThatThrownBy(
                                    () ->
                                            byYear(session, 2)
                                                    .windowAfter(
                                                            new Position(Map.of("year", "2000"))))
                            .isInstanceOf(InvalidRequestException.class)
                            .hasMessageContaining("\"year\"");
                });
    }

    private static void assertRefused(Query<Film> query, String hint) {
        assertThatThrownBy(query::window)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(hint);
    }
}
