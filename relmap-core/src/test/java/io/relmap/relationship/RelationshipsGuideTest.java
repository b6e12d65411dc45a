package io.relmap.relationship;

import static io.relmap.annotation.Cascade.ALL;
import static io.relmap.annotation.Cascade.DELETE_ORPHAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.Relmap;
import io.relmap.RelmapBuilder;
import io.relmap.annotation.AssociationTable;
import io.relmap.annotation.AssociationTable.Link;
import io.relmap.annotation.Backref;
import io.relmap.annotation.CollectionType;
import io.relmap.annotation.Column;
import io.relmap.annotation.DeferredGroup;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Lazy;
import io.relmap.annotation.MapKey;
import io.relmap.annotation.OrderedList;
import io.relmap.annotation.Relationship;
import io.relmap.holder.Deferred;
import io.relmap.holder.DynamicEntity;
import io.relmap.holder.ToCollection;
import io.relmap.holder.ToList;
import io.relmap.holder.ToMap;
import io.relmap.holder.ToOne;
import io.relmap.holder.ToQuery;
import io.relmap.holder.ToSet;
import io.relmap.mapping.CollectionAdapter;
import io.relmap.query.Load;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.IsTrue;
import io.relmap.sql.Select;
import io.relmap.sql.SubqueryRef;
import io.relmap.sql.TableRef;
import io.relmap.testsupport.TestDatabase;
import io.relmap.type.TypeRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The code of docs/relationships.md compiles and does what the page says")
class RelationshipsGuideTest {

    private static Relmap relmap(RelmapBuilder builder) {
        Relmap relmap = builder.dataSource(TestDatabase.H2.freshDataSource()).build();
        relmap.schema().createAll();
        return relmap;
    }

    private static Relmap relmap(Class<?>... entities) {
        return relmap(Relmap.builder().entities(entities));
    }

    static final class OneToMany {

        @Entity
        static class Author {
            @Id @GeneratedValue @Nullable Long id;
            @Nullable String name;

            @Relationship(
                    backPopulates = "author",
                    cascade = {ALL, DELETE_ORPHAN},
                    orderBy = "title")
            final ToList<Book> books = ToList.of(this);
        }

        @Entity
        static class Book {
            @Id @GeneratedValue @Nullable Long id;
            @Nullable String title;

            @ForeignKey("author.id")
            @Relationship(backPopulates = "books")
            final ToOne<Author> author = ToOne.of(this);
        }
    }

    @Test
    void oneToMany() {
        Relmap relmap = relmap(OneToMany.Author.class, OneToMany.Book.class);
        OneToMany.Author author = new OneToMany.Author();
        OneToMany.Book book = new OneToMany.Book();
        author.books.add(book);
        assertThat(book.author.get()).isSameAs(author);
        relmap.inTransaction(session -> session.add(author));
        relmap.inTransaction(session -> session.query(OneToMany.Author.class).one().books.clear());
        relmap.inTransaction(
                session -> assertThat(session.query(OneToMany.Book.class).count()).isZero());
    }

    static final class OneToOne {

        @Entity(table = "app_user")
        static class User {
            @Id @GeneratedValue @Nullable Long id;

            @Relationship(
                    backPopulates = "user",
                    cascade = {ALL, DELETE_ORPHAN})
            final ToOne<Profile> profile = ToOne.of(this);
        }

        @Entity
        static class Profile {
            @Id @GeneratedValue @Nullable Long id;

            @ForeignKey("app_user.id")
            @Relationship(backPopulates = "profile")
            final ToOne<User> user = ToOne.of(this);
        }
    }

    @Test
    void oneToOne() {
        Relmap relmap = relmap(OneToOne.User.class, OneToOne.Profile.class);
        OneToOne.User user = new OneToOne.User();
        user.profile.set(new OneToOne.Profile());
        relmap.inTransaction(session -> session.add(user));
        relmap.inTransaction(
                session -> {
                    OneToOne.User found = session.query(OneToOne.User.class).one();
                    assertThat(Objects.requireNonNull(found.profile.get()).user.get())
                            .isSameAs(found);
                });
    }

    static final class ManyToMany {

        @Entity
        @AssociationTable(
                name = "book_tag",
                value = {
                    @Link(column = "book_id", references = "book.id"),
                    @Link(column = "tag_id", references = "tag.id")
                })
        static class Book {
            @Id @GeneratedValue @Nullable Long id;

            @Relationship(secondary = "book_tag", backref = "books")
            final ToSet<Tag> tags = ToSet.of(this);
        }

        @Entity
        static class Tag {
            @Id @GeneratedValue @Nullable Long id;
            @Nullable String name;

            final ToSet<Book> books = ToSet.of(this);
        }
    }

    @Test
    void manyToMany() {
        Relmap relmap = relmap(ManyToMany.Book.class, ManyToMany.Tag.class);
        ManyToMany.Book book = new ManyToMany.Book();
        ManyToMany.Tag tag = new ManyToMany.Tag();
        tag.books.add(book);
        assertThat(book.tags).containsExactly(tag);
        relmap.inTransaction(session -> session.add(tag));
        relmap.inTransaction(
                session -> assertThat(session.query(ManyToMany.Book.class).one().tags).hasSize(1));
    }

    static final class AssociationObject {

        @Entity(table = "orders")
        static class Order {
            @Id @GeneratedValue @Nullable Long id;

            @Relationship(
                    backPopulates = "order",
                    cascade = {ALL, DELETE_ORPHAN})
            final ToList<Line> lines = ToList.of(this);
        }

        @Entity
        static class Line {
            @Id
            @ForeignKey("orders.id")
            @Relationship(backPopulates = "lines")
            final ToOne<Order> order = ToOne.of(this);

            @Id
            @ForeignKey("product.id")
            final ToOne<Product> product = ToOne.of(this);

            int quantity;
        }

        @Entity
        static class Product {
            @Id @GeneratedValue @Nullable Long id;
        }
    }

    @Test
    void associationObject() {
        Relmap relmap =
                relmap(
                        AssociationObject.Order.class,
                        AssociationObject.Line.class,
                        AssociationObject.Product.class);
        AssociationObject.Order order = new AssociationObject.Order();
        AssociationObject.Line line = new AssociationObject.Line();
        line.product.set(new AssociationObject.Product());
        line.quantity = 3;
        order.lines.add(line);
        relmap.inTransaction(session -> session.add(order));
        relmap.inTransaction(
                session ->
                        assertThat(
                                        session.query(AssociationObject.Order.class)
                                                .one()
                                                .lines
                                                .get(0)
                                                .quantity)
                                .isEqualTo(3));
    }

    static final class SelfReference {

        @Entity
        static class Category {
            @Id @GeneratedValue @Nullable Long id;

            @ForeignKey("category.id")
            @Relationship(backPopulates = "children")
            final ToOne<Category> parent = ToOne.of(this);

            @Relationship(backPopulates = "parent")
            final ToList<Category> children = ToList.of(this);
        }
    }

    @Test
    void selfReference() {
        Relmap relmap = relmap(SelfReference.Category.class);
        SelfReference.Category root = new SelfReference.Category();
        root.children.addAll(List.of(new SelfReference.Category(), new SelfReference.Category()));
        relmap.inTransaction(session -> session.add(root));
        relmap.inTransaction(
                session ->
                        assertThat(
                                        session.query(SelfReference.Category.class)
                                                .where("parent is null", Map.of())
                                                .one()
                                                .children)
                                .hasSize(2));
    }

    static final class SeveralForeignKeys {

        @Entity
        static class Customer {
            @Id @GeneratedValue @Nullable Long id;

            @ForeignKey("address.id")
            final ToOne<Address> billing = ToOne.of(this);

            @ForeignKey("address.id")
            @Nullable Long shippingId;

            @Relationship(foreignKeys = "Customer.shippingId")
            final ToOne<Address> shipping = ToOne.of(this);
        }

        @Entity
        static class Address {
            @Id @GeneratedValue @Nullable Long id;

            @Relationship(foreignKeys = "Customer.shippingId", backPopulates = "shipping")
            final ToList<Customer> receivers = ToList.of(this);
        }
    }

    @Test
    void severalForeignKeys() {
        Relmap relmap = relmap(SeveralForeignKeys.Customer.class, SeveralForeignKeys.Address.class);
        SeveralForeignKeys.Customer customer = new SeveralForeignKeys.Customer();
        SeveralForeignKeys.Address home = new SeveralForeignKeys.Address();
        customer.billing.set(home);
        customer.shipping.set(new SeveralForeignKeys.Address());
        relmap.inTransaction(session -> session.add(customer));
        assertThat(customer.shippingId).isNotEqualTo(home.id).isNotNull();
    }

    static final class CustomJoins {

        @Entity
        static class Person {
            @Id @GeneratedValue @Nullable Long id;

            @Relationship(
                    primaryJoin = "Person.id = Address.person_id and Address.city = 'Boston'",
                    viewOnly = true)
            final ToList<Address> bostonAddresses = ToList.of(this);

            @Relationship(backPopulates = "person")
            final ToList<Address> addresses = ToList.of(this);
        }

        @Entity
        static class Address {
            @Id @GeneratedValue @Nullable Long id;
            @Nullable String city;

            @ForeignKey("person.id")
            @Relationship(backPopulates = "addresses")
            final ToOne<Person> person = ToOne.of(this);
        }

        @Entity
        static class Element {
            @Id @Nullable String path;

            @Relationship(
                    primaryJoin = "remote(foreign(Element.path)) like Element.path || '/%'",
                    viewOnly = true,
                    orderBy = "path")
            final ToList<Element> descendants = ToList.of(this);
        }
    }

    @Test
    void customJoins() {
        Relmap relmap =
                relmap(
                        CustomJoins.Person.class,
                        CustomJoins.Address.class,
                        CustomJoins.Element.class);
        CustomJoins.Person person = new CustomJoins.Person();
        for (String city : List.of("Boston", "Bern")) {
            CustomJoins.Address address = new CustomJoins.Address();
            address.city = city;
            person.addresses.add(address);
        }
        relmap.inTransaction(
                session -> {
                    session.add(person);
                    for (String path : List.of("/a", "/a/b", "/b")) {
                        CustomJoins.Element element = new CustomJoins.Element();
                        element.path = path;
                        session.add(element);
                    }
                });
        relmap.inTransaction(
                session -> {
                    assertThat(session.query(CustomJoins.Person.class).one().bostonAddresses)
                            .hasSize(1);
                    CustomJoins.Element a =
                            Objects.requireNonNull(session.get(CustomJoins.Element.class, "/a"));
                    assertThat(a.descendants)
                            .extracting(element -> element.path)
                            .containsExactly("/a/b");
                });
    }

    static final class ThroughAJoin {

        @Entity
        static class City {
            @Id @Nullable Long id;

            @Relationship(
                    secondary = "join(house, flat, flat.house_id = house.id)",
                    primaryJoin = "City.id = house.city_id",
                    secondaryJoin = "Tenant.flat_id = flat.id",
                    viewOnly = true)
            final ToList<Tenant> tenants = ToList.of(this);
        }

        @Entity
        static class House {
            @Id @Nullable Long id;

            @ForeignKey("city.id")
            @Nullable Long cityId;
        }

        @Entity
        static class Flat {
            @Id @Nullable Long id;

            @ForeignKey("house.id")
            @Nullable Long houseId;
        }

        @Entity
        static class Tenant {
            @Id @Nullable Long id;

            @ForeignKey("flat.id")
            @Nullable Long flatId;
        }
    }

    @Test
    void throughAJoin() {
        Relmap relmap =
                relmap(
                        ThroughAJoin.City.class,
                        ThroughAJoin.House.class,
                        ThroughAJoin.Flat.class,
                        ThroughAJoin.Tenant.class);
        relmap.inTransaction(
                session ->
                        List.of(
                                        "insert into city (id) values (1)",
                                        "insert into house (id, city_id) values (2, 1)",
                                        "insert into flat (id, house_id) values (3, 2)",
                                        "insert into tenant (id, flat_id) values (4, 3)")
                                .forEach(session::executeSql));
        relmap.inTransaction(
                session ->
                        assertThat(
                                        session.query(ThroughAJoin.City.class)
                                                .options(Load.joined("tenants"))
                                                .one()
                                                .tenants)
                                .hasSize(1));
    }

    static final class Alternative {

        @Entity
        static class Room {
            @Id @GeneratedValue @Nullable Long id;

            @Relationship(targetName = "OpenIssue")
            final ToList<Issue> openIssues = ToList.of(this);

            @Relationship(backref = "room")
            final ToList<Issue> issues = ToList.of(this);
        }

        @Entity
        static class Issue {
            @Id @GeneratedValue @Nullable Long id;
            boolean open;

            @ForeignKey("room.id")
            @Nullable Long roomId;
        }

        static RelmapBuilder builder() {
            return Relmap.builder()
                    .entities(Room.class, Issue.class)
                    .mapping(
                            m ->
                                    m.alternative(
                                            "OpenIssue",
                                            Issue.class,
                                            tables -> {
                                                Table issue = tables.find(TableName.of("issue"));
                                                Select.Builder open = Select.builder();
                                                open.from(TableRef.of(issue));
                                                issue.columns()
                                                        .forEach(c -> open.item(ColumnRef.of(c)));
                                                open.where(
                                                        new IsTrue(
                                                                ColumnRef.of(issue.column("open")),
                                                                true,
                                                                false));
                                                return new SubqueryRef(open.build(), "open_issue");
                                            }));
        }
    }

    @Test
    void alternative() {
        Relmap relmap = relmap(Alternative.builder());
        Alternative.Room room = new Alternative.Room();
        Alternative.Issue open = new Alternative.Issue();
        open.open = true;
        room.issues.addAll(List.of(open, new Alternative.Issue()));
        relmap.inTransaction(session -> session.add(room));
        relmap.inTransaction(
                session ->
                        assertThat(session.query(Alternative.Room.class).one().openIssues)
                                .hasSize(1));
    }

    static final class Ordered {

        @Entity
        static class Playlist {
            @Id @GeneratedValue @Nullable Long id;

            @OrderedList("position")
            @Relationship(
                    backPopulates = "playlist",
                    cascade = {ALL, DELETE_ORPHAN})
            final ToList<Track> tracks = ToList.of(this);
        }

        @Entity
        static class Track {
            @Id @GeneratedValue @Nullable Long id;
            @Nullable String title;
            @Nullable Integer position;

            @ForeignKey("playlist.id")
            @Relationship(backPopulates = "tracks")
            final ToOne<Playlist> playlist = ToOne.of(this);
        }
    }

    @Test
    void anOrderedList() {
        Relmap relmap = relmap(Ordered.Playlist.class, Ordered.Track.class);
        Ordered.Playlist playlist = new Ordered.Playlist();
        Ordered.Track first = new Ordered.Track();
        Ordered.Track second = new Ordered.Track();
        playlist.tracks.add(second);
        playlist.tracks.add(0, first);
        relmap.inTransaction(session -> session.add(playlist));
        relmap.inTransaction(
                session ->
                        assertThat(session.get(Ordered.Playlist.class, playlist.id).tracks)
                                .extracting(track -> track.id)
                                .containsExactly(first.id, second.id));
    }

    static final class OwnCollections {

        @Entity
        static class Rack {
            @Id @GeneratedValue @Nullable Long id;

            @MapKey("name")
            final ToMap<String, Part> byName = ToMap.of(this);

            @MapKey({"shelf", "place"})
            final ToMap<List<Object>, Part> byPlace = ToMap.of(this);

            @CollectionType(ByWeight.class)
            @Relationship(foreignKeys = "Part.rack_id")
            final ToCollection<Part> byWeight = ToCollection.of(this);
        }

        @Entity
        static class Part {
            @Id @GeneratedValue @Nullable Long id;
            String name = "";
            int shelf;
            int place;
            int weight;

            @ForeignKey("rack.id")
            @Nullable Long rackId;

            static Part of(String name, int place, int weight) {
                Part part = new Part();
                part.name = name;
                part.place = place;
                part.weight = weight;
                return part;
            }
        }

        static class ByWeight implements CollectionAdapter<PriorityQueue<Part>, Part> {
            public PriorityQueue<Part> create() {
                return new PriorityQueue<>(Comparator.comparing((Part part) -> part.weight));
            }

            public boolean append(PriorityQueue<Part> parts, Part part) {
                return parts.add(part);
            }

            public void remove(PriorityQueue<Part> parts, Part part) {
                parts.remove(part);
            }

            public Iterable<Part> elements(PriorityQueue<Part> parts) {
                return parts;
            }
        }
    }

    @Test
    void aMapAndACollectionOfYourOwn() {
        Relmap relmap = relmap(OwnCollections.Rack.class, OwnCollections.Part.class);
        OwnCollections.Rack rack = new OwnCollections.Rack();
        rack.byWeight.add(OwnCollections.Part.of("gear", 1, 7));
        rack.byWeight.add(OwnCollections.Part.of("bolt", 2, 1));
        relmap.inTransaction(session -> session.add(rack));
        relmap.inTransaction(
                session -> {
                    OwnCollections.Rack found = session.get(OwnCollections.Rack.class, rack.id);
                    assertThat(found.byWeight.as(PriorityQueue.class).peek())
                            .isSameAs(found.byName.get("bolt"))
                            .isSameAs(found.byPlace.get(List.of(0, 2)));
                });
    }

    static final class Large {

        @Entity
        static class Account {
            @Id @GeneratedValue @Nullable Long id;

            @Relationship(lazy = Lazy.WRITE_ONLY, backref = "account")
            final ToQuery<Booking> bookings = ToQuery.of(this);
        }

        @Entity
        static class Booking {
            @Id @GeneratedValue @Nullable Long id;
            long cents;

            @ForeignKey("account.id")
            @Nullable Long accountId;
        }
    }

    @Test
    void large() {
        Relmap relmap = relmap(Large.Account.class, Large.Booking.class);
        Large.Account account = new Large.Account();
        Large.Booking booking = new Large.Booking();
        booking.cents = 100;
        account.bookings.add(booking);
        relmap.inTransaction(session -> session.add(account));
        relmap.inTransaction(
                session -> {
                    Large.Account found = session.query(Large.Account.class).one();
                    assertThat(
                                    session.query(found.bookings)
                                            .where("cents > :least", Map.of("least", 50))
                                            .list())
                            .hasSize(1);
                });
    }

    static final class Virtual {

        @Entity
        static class Article {
            @Id @GeneratedValue @Nullable Long id;

            @ForeignKey("magazine.id")
            @Relationship(backref = "articles", backrefArguments = @Backref(orderBy = "id"))
            final ToOne<Magazine> magazine = ToOne.of(this);
        }

        @Entity
        static class Magazine {
            @Id @GeneratedValue @Nullable Long id;
        }
    }

    @Test
    void virtual() {
        Relmap relmap = relmap(Virtual.Article.class, Virtual.Magazine.class);
        Virtual.Magazine made = new Virtual.Magazine();
        Virtual.Article article = new Virtual.Article();
        article.magazine.set(made);
        relmap.inTransaction(session -> session.add(article));
        relmap.inTransaction(
                session -> {
                    Virtual.Magazine magazine =
                            session.query(Virtual.Magazine.class)
                                    .where("articles.id > 0", Map.of())
                                    .options(Load.selectIn("articles"))
                                    .one();
                    Object articles = Inspect.of(magazine).attribute("articles").get();
                    assertThat((List<?>) articles).hasSize(1);
                });
    }

    static final class InCode {

        static class Team {
            @Nullable Integer id;
            @Nullable String name;
            final ToList<Player> players = ToList.of(this);
        }

        static class Player {
            @Nullable Integer id;
            @Nullable Integer teamId;
            final ToOne<Team> team = ToOne.of(this);

            @Nullable Team getTeam() {
                return team.get();
            }
        }

        static final Table TEAM =
                Table.named("team")
                        .column(ColumnDefinition.of("id", TypeRegistry.integer()).notNull())
                        .column(ColumnDefinition.of("name", TypeRegistry.varchar(40)))
                        .primaryKey(List.of("id"))
                        .build();

        static final Table PLAYER =
                Table.named("player")
                        .column(ColumnDefinition.of("id", TypeRegistry.integer()).notNull())
                        .column(ColumnDefinition.of("team_id", TypeRegistry.integer()))
                        .primaryKey(List.of("id"))
                        .foreignKey(
                                new ForeignKeyConstraint(
                                        null,
                                        List.of("team_id"),
                                        TableName.of("team"),
                                        List.of("id"),
                                        ForeignKeyConstraint.Options.NONE))
                        .build();

        static RelmapBuilder byClass() {
            return Relmap.builder()
                    .mapping(
                            m ->
                                    m.map(Team.class, TEAM, team -> {})
                                            .map(
                                                    Player.class,
                                                    PLAYER,
                                                    player ->
                                                            player.reference(
                                                                    "team",
                                                                    Team.class,
                                                                    r ->
                                                                            r.backPopulates(
                                                                                    "players"))))
                    .mapping(
                            m ->
                                    m.extend(
                                            Team.class,
                                            team ->
                                                    team.list(
                                                            "players",
                                                            () -> Player.class,
                                                            r ->
                                                                    r.backPopulates(Player::getTeam)
                                                                            .orderBy("id desc"))));
        }

        static RelmapBuilder withoutClasses() {
            return Relmap.builder()
                    .mapping(
                            m ->
                                    m.mapDynamic(
                                                    "Team",
                                                    TEAM,
                                                    team ->
                                                            team.list(
                                                                    "players",
                                                                    "Player",
                                                                    r -> r.backref("team")))
                                            .mapDynamic("Player", PLAYER, player -> {}));
        }
    }

    @Test
    void inCode() {
        Relmap relmap = relmap(InCode.byClass());
        InCode.Team team = new InCode.Team();
        team.id = 1;
        for (int id = 1; id <= 2; id++) {
            InCode.Player player = new InCode.Player();
            player.id = id;
            player.team.set(team);
        }
        relmap.inTransaction(session -> session.add(team));
        relmap.inTransaction(
                session ->
                        assertThat(session.query(InCode.Team.class).one().players)
                                .extracting(player -> player.id)
                                .containsExactly(2, 1));
    }

    @Test
    void withoutClasses() {
        Relmap relmap = relmap(InCode.withoutClasses());
        DynamicEntity team = relmap.newEntity("Team");
        team.set("id", 1);
        DynamicEntity player = relmap.newEntity("Player");
        player.set("id", 7);
        player.set("team", team);
        relmap.inTransaction(session -> session.add(team));
        relmap.inTransaction(
                session -> {
                    DynamicEntity found = (DynamicEntity) session.query("Team").one();
                    assertThat(found.list("players"))
                            .extracting(one -> one.get("id"))
                            .containsExactly(7);
                });
    }

    static class Deferring {

        @Entity
        static class Document {
            @Id @GeneratedValue @Nullable Long id;

            @Column(length = 100_000)
            private final Deferred<String> text = Deferred.of(this);

            @DeferredGroup("media")
            private final Deferred<byte[]> image = Deferred.of(this);

            @DeferredGroup("media")
            private final Deferred<Integer> width = Deferred.of(this);
        }
    }

    @Test
    void largeColumns() {
        Relmap relmap = relmap(Deferring.Document.class);
        Deferring.Document made = new Deferring.Document();
        made.text.set("long");
        made.image.set(new byte[] {1});
        made.width.set(7);
        relmap.inTransaction(session -> session.add(made));
        relmap.inTransaction(
                session -> {
                    Deferring.Document document =
                            session.query(Deferring.Document.class)
                                    .options(Load.undeferGroup("media"))
                                    .one();
                    assertThat(document.text.isLoaded()).isFalse();
                    assertThat(document.width.isLoaded()).isTrue();
                    assertThat(document.text.get()).isEqualTo("long");
                });
    }

    /** A block stands on the page as it does here: only blanks, {@code static}, {@code @Nullable} and enclosing classes are free. */
    @Test
    void everyBlockOfThePageIsInThisClass() throws IOException {
        String page = Files.readString(Path.of("../docs/relationships.md"));
        String here =
                plain(
                        Files.readString(
                                Path.of(
                                        "src/test/java/io/relmap/relationship/RelationshipsGuideTest.java")));
        List<String> blocks =
                Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                        .matcher(page)
                        .results()
                        .map(block -> block.group(1))
                        .toList();
        assertThat(blocks).hasSizeGreaterThan(10);
        for (String block : blocks) {
            assertThat(Arrays.stream(block.split("\n\n", -1)).filter(part -> !part.isBlank()))
                    .allSatisfy(part -> assertThat(here).contains(plain(part)));
        }
    }

    private static String plain(String code) {
        return code.replace("@Nullable ", "")
                .replaceAll("\\bstatic ", "")
                .replaceAll("\\b[A-Z]\\w*\\.(?=[A-Z]\\w*\\.class)", "")
                .replaceAll("\\s+", "");
    }

    @Test
    @DisplayName("The table of parameters has a row for each that an annotation knows")
    void everyParameterHasItsRow() throws IOException {
        String page = Files.readString(Path.of("../docs/relationships.md"));
        assertThat(Relationship.class.getDeclaredMethods())
                .extracting(java.lang.reflect.Method::getName)
                .allSatisfy(name -> assertThat(page).containsPattern("\\| `[^|]*" + name));
    }
}
