package io.relmap.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.Relmap;
import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.ForeignKeyConstraint;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.error.InvalidRequestException;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.load.library.Author;
import io.relmap.load.library.Author_;
import io.relmap.load.library.Book;
import io.relmap.load.library.Book_;
import io.relmap.load.library.Library;
import io.relmap.load.library.Profile;
import io.relmap.load.library.Tag;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName(
        "QU-12, QU-13: texts compare relationships with objects and with NULL, whatever holds the key")
class TextRelationshipsTest {

    @Entity
    static class House {
        @Id
        @Column(length = 10)
        @Nullable String street;

        @Id int door;

        @Relationship(backPopulates = "house", orderBy = "id")
        final ToList<Tenant> tenants = ToList.of(this);
    }

    @Entity
    @ForeignKeyConstraint(
            columns = {"house_street", "house_door"},
            references = {"house.street", "house.door"})
    static class Tenant {
        @Id int id;

        @Column(length = 10)
        @Nullable String houseStreet;

        @Nullable Integer houseDoor;

        @ForeignKey("club.id")
        @Nullable Integer clubId;

        @Relationship(backPopulates = "tenants")
        final ToOne<House> house = ToOne.of(this);

        @Relationship(backPopulates = "members")
        final ToOne<Club> club = ToOne.of(this);
    }

    @Entity
    static class Club {
        @Id int id;

        @Relationship(backPopulates = "club", orderBy = "id")
        final ToList<Tenant> members = ToList.of(this);
    }

    private static Relmap houses(TestDatabase database) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(House.class, Tenant.class, Club.class)
                        .build();
        relmap.schema().createAll();
        return relmap;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Over a collection, both columns of a key are those of one and the same member")
    void ofOneMember(TestDatabase database) {
        houses(database)
                .inTransaction(
                        session -> {
                            session.executeSql(
                                    "insert into house values ('Elm', 1), ('Elm', 2), ('Oak', 2)");
                            session.executeSql("insert into club values (1)");
                            session.executeSql(
                                    "insert into tenant (id, house_street, house_door, club_id) values"
                                            + " (1, 'Elm', 1, 1), (2, 'Oak', 2, 1), (3, 'Elm', null, 1),"
                                            + " (4, null, 2, 1)");
                            House nobodys = house(session, "Elm", 2);
                            House oak = house(session, "Oak", 2);
                            RelationshipPath<Club, House> houses =
                                    RelationshipPath.of(Club.class, "members.house", House.class);
                            assertThat(session.query(Club.class).where(houses.eq(nobodys)).list())
                                    .isEmpty();
                            assertThat(session.query(Club.class).where(houses.eq(oak)).list())
                                    .hasSize(1);
                            assertThat(session.query(Club.class).where(houses.isNull()).list())
                                    .isEmpty();
                            assertThat(clubs(session, "members.house = :h", nobodys)).isEmpty();
                            assertThat(clubs(session, "members.house = :h", oak)).hasSize(1);
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Over a collection, \"not this one\" is said of a member whatever holds its key")
    void anotherOne(TestDatabase database) {
        houses(database)
                .inTransaction(
                        session -> {
                            session.executeSql("insert into house values ('Elm', 1), ('Oak', 2)");
                            session.executeSql("insert into club values (1), (2), (3)");
                            session.executeSql(
                                    "insert into tenant (id, house_street, house_door, club_id) values"
                                            + " (1, 'Elm', 1, 1), (2, 'Oak', 2, 1), (3, 'Oak', 2, 2)");
                            House oak = house(session, "Oak", 2);
                            assertThat(clubs(session, "members.house != :h", oak))
                                    .as(
                                            "one member lives elsewhere; a club without members has none")
                                    .extracting(club -> club.id)
                                    .containsExactly(1);
                            assertThat(
                                            session.query(Club.class)
                                                    .where(
                                                            "members.house not in :h",
                                                            Map.of("h", List.of(oak)))
                                                    .list())
                                    .extracting(club -> club.id)
                                    .containsExactly(1);
                            assertThat(
                                            session.query(Club.class)
                                                    .where(
                                                            "members.house != :h",
                                                            Collections.singletonMap("h", null))
                                                    .list())
                                    .as("unknown of every member")
                                    .isEmpty();
                        });
    }

    private static House house(Session session, String street, int door) {
        return Objects.requireNonNull(session.get(House.class, List.of(street, door)));
    }

    private static List<Club> clubs(Session session, String condition, House house) {
        return session.query(Club.class).where(condition, Map.of("h", house)).list();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "QU-10: in one comparison, what a path leads over is the row that another one ends at")
    void oneRowOnTheWay(TestDatabase database) {
        Library library = Library.on(database);
        library.execute("update book set title = 'Fox' where id = 10");
        library.session(
                session -> {
                    assertThat(names(session, "books.title = books.publisher.name", Map.of()))
                            .isEmpty();
                    session.executeSql("update book set title = 'Fox' where id = 11");
                    assertThat(names(session, "books.title = books.publisher.name", Map.of()))
                            .containsExactly("Ann");
                    assertThat(names(session, "books.publisher.name = books.title", Map.of()))
                            .containsExactly("Ann");
                    assertThat(names(session, "books.reviews.stars + books.tags.id = 7", Map.of()))
                            .containsExactly("Ann", "Bob");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("QU-10: over a collection, \"empty\" and \"another\" are said of a member")
    void saidOfAMember(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            assertThat(
                                            session.query(Author.class)
                                                    .where(
                                                            Author_.books
                                                                    .to(Book_.reviews)
                                                                    .isEmpty())
                                                    .list())
                                    .extracting(author -> author.name)
                                    .containsExactly("Ann");
                            assertThat(
                                            session.query(Author.class)
                                                    .where(
                                                            Author_.books
                                                                    .to(Book_.reviews)
                                                                    .isEmpty()
                                                                    .not())
                                                    .orderBy("id")
                                                    .list())
                                    .extracting(author -> author.name)
                                    .containsExactly("Bob", "Cid");
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A reference by a key of two columns")
    void byTwoColumns(TestDatabase database) {
        Relmap relmap = houses(database);
        relmap.inTransaction(
                session -> {
                    session.executeSql("insert into house values ('Elm', 1), ('Elm', 2)");
                    session.executeSql(
                            "insert into tenant (id, house_street, house_door) values (1, 'Elm', 1),"
                                    + " (2, 'Elm', 2), (3, null, null)");
                    House first = house(session, "Elm", 1);
                    House second = house(session, "Elm", 2);
                    Map<String, ?> house = Map.of("h", first);
                    assertThat(tenants(session, "house = :h", house)).containsExactly(1);
                    assertThat(tenants(session, ":h = house", house)).containsExactly(1);
                    assertThat(tenants(session, "house != :h", house)).containsExactly(2);
                    assertThat(tenants(session, "not (house = :h)", house)).containsExactly(2);
                    assertThat(tenants(session, "house is null", Map.of())).containsExactly(3);
                    assertThat(tenants(session, "house = null", Map.of())).containsExactly(3);
                    assertThat(tenants(session, "house is not null", Map.of()))
                            .containsExactly(1, 2);
                    assertThat(tenants(session, "house = :h or id = 3", house))
                            .containsExactly(1, 3);
                    assertThat(tenants(session, "house = :h", Collections.singletonMap("h", null)))
                            .isEmpty();
                    assertThat(
                                    tenants(
                                            session,
                                            "house in :all",
                                            Map.of("all", List.of(first, second))))
                            .containsExactly(1, 2);
                    assertThat(tenants(session, "house not in :all", Map.of("all", List.of(first))))
                            .containsExactly(2);
                    assertThat(
                                    tenants(
                                            session,
                                            "house not in :all",
                                            Map.of("all", Arrays.asList(first, null))))
                            .isEmpty();
                    assertThat(session.query(House.class).where("tenants.house = :h", house).one())
                            .isSameAs(first);
                    assertThatExceptionOfType(InvalidRequestException.class)
                            .isThrownBy(() -> tenants(session, "house = :h", Map.of("h", 1)))
                            .withMessageContaining("Integer");
                });
    }

    private static List<Integer> tenants(
            Session session, String condition, Map<String, ?> parameters) {
        return session
                .query(Tenant.class)
                .where(condition, parameters)
                .orderBy("id")
                .list()
                .stream()
                .map(tenant -> tenant.id)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A reference whose key the target holds, and collections")
    void byTheTargetsKey(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            Profile writes = Objects.requireNonNull(session.get(Profile.class, 1L));
                            Book ants = Objects.requireNonNull(session.get(Book.class, 10L));
                            Tag y = Objects.requireNonNull(session.get(Tag.class, 2L));
                            assertThat(names(session, "profile is null", Map.of()))
                                    .containsExactly("Cid");
                            assertThat(names(session, "profile is not null", Map.of()))
                                    .containsExactly("Ann", "Bob");
                            assertThat(names(session, "profile = :p", Map.of("p", writes)))
                                    .containsExactly("Ann");
                            assertThat(names(session, "profile != :p", Map.of("p", writes)))
                                    .containsExactly("Bob", "Cid");
                            assertThat(names(session, "books is null", Map.of()))
                                    .containsExactly("Cid");
                            assertThat(names(session, "books = :b", Map.of("b", ants)))
                                    .containsExactly("Ann");
                            assertThat(names(session, "not (books = :b)", Map.of("b", ants)))
                                    .containsExactly("Bob", "Cid");
                            assertThat(names(session, "books.reviews is null", Map.of()))
                                    .containsExactly("Ann");
                            assertThat(names(session, "books.tags = :t", Map.of("t", y)))
                                    .containsExactly("Ann");
                            assertThat(
                                            names(
                                                    session,
                                                    "(profile is null or id = 1) and books is not"
                                                            + " null and name = :n",
                                                    Map.of("n", "Ann")))
                                    .containsExactly("Ann");
                            assertThat(
                                            session.query(Book.class)
                                                    .where(
                                                            "tags is null and author.profile is null")
                                                    .list())
                                    .extracting(book -> book.title)
                                    .containsExactly("Dogs");
                            assertThat(
                                            session.query(Author.class)
                                                    .where("Author.books is null")
                                                    .one()
                                                    .name)
                                    .isEqualTo("Cid");
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("What they cannot be compared by is refused, with what to write")
    void whatIsRefused(TestDatabase database) {
        Library.on(database)
                .session(
                        session -> {
                            Profile writes = Objects.requireNonNull(session.get(Profile.class, 1L));
                            refused(session, "profile > :p", writes, "Go on to one of Profile");
                            refused(session, "lower(profile) = :p", writes, "Go on to one of");
                            refused(session, "profile = name or :p = 1", writes, "Go on to one of");
                            refused(session, "books != :p", writes, "is a collection");
                            refused(session, "books = :p", writes, "Give an instance of Book");
                            refused(session, "books.author = :p", writes, "instance of Author");
                            refused(
                                    session,
                                    "books.author in :p",
                                    List.of(writes),
                                    "instance of Author");
                        });
    }

    private static void refused(
            Session session, String condition, Object parameter, String message) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> names(session, condition, Map.of("p", parameter)))
                .withMessageContaining(message);
    }

    private static List<@Nullable String> names(
            Session session, String condition, Map<String, ?> parameters) {
        return session
                .query(Author.class)
                .where(condition, parameters)
                .orderBy("id")
                .list()
                .stream()
                .<@Nullable String>map(author -> author.name)
                .toList();
    }
}
