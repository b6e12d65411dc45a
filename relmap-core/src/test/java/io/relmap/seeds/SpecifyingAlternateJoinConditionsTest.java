package io.relmap.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.query.Load;
import io.relmap.schema.Table;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Expression;
import io.relmap.sql.Literal;
import io.relmap.sql.Logical;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Seeds: Specifying Alternate Join Conditions")
class SpecifyingAlternateJoinConditionsTest {

    private static final Table USER = Tables.named("user").id().text("name").build();
    private static final Table ADDRESS =
            Tables.named("address")
                    .id()
                    .reference("user_id", "user.id")
                    .text("street")
                    .text("city")
                    .text("state")
                    .text("zip")
                    .build();

    static class Annotated {
        @Entity
        static class User {
            @Id @GeneratedValue Integer id;
            String name;

            @Relationship(primaryJoin = "and_(User.id==Address.user_id, Address.city=='Boston')")
            final ToList<Address> bostonAddresses = ToList.of(this);
        }

        @Entity
        static class Address {
            @Id @GeneratedValue Integer id;

            @ForeignKey("user.id")
            Integer userId;

            String street;
            String city;
            String state;
            String zip;
        }
    }

    /** In the spelling of SQL. */
    static class LikeSql {
        @Entity
        static class User {
            @Id @GeneratedValue Integer id;
            String name;

            @Relationship(primaryJoin = "User.id = Address.userId and Address.city = 'Boston'")
            final ToList<Address> bostonAddresses = ToList.of(this);
        }

        @Entity
        static class Address {
            @Id @GeneratedValue Integer id;

            @ForeignKey("user.id")
            Integer userId;

            String street;
            String city;
            String state;
            String zip;
        }
    }

    static class Plain {
        static class User {
            Integer id;
            String name;
            final ToList<Address> bostonAddresses = ToList.of(this);
        }

        static class Address {
            Integer id;
            Integer userId;
            String street;
            String city;
            String state;
            String zip;
        }
    }

    private static void text(Code m) {
        m.map(
                "User",
                USER,
                u ->
                        u.list(
                                "bostonAddresses",
                                "Address",
                                r ->
                                        r.primaryJoin(
                                                "and_(User.id==Address.user_id,"
                                                        + " Address.city=='Boston')")));
        m.map("Address", ADDRESS);
    }

    private static void lambda(Code m) {
        m.map(
                "User",
                USER,
                u -> u.list("bostonAddresses", "Address", r -> r.primaryJoin(() -> inBoston())));
        m.map("Address", ADDRESS);
    }

    private static Expression inBoston() {
        var city = ADDRESS.column("city");
        return Logical.and(
                List.of(
                        Binary.eq(
                                ColumnRef.of(USER.column("id")),
                                ColumnRef.of(ADDRESS.column("user_id"))),
                        Binary.eq(ColumnRef.of(city), new Literal("Boston", city.type()))));
    }

    static Stream<Example> ways() {
        return Example.of(
                Way.annotated(Annotated.User.class, Annotated.Address.class),
                Way.annotated(LikeSql.User.class, LikeSql.Address.class).with("SQL's spelling"),
                inCode(SpecifyingAlternateJoinConditionsTest::text).with("a text"),
                inCode(SpecifyingAlternateJoinConditionsTest::lambda).with("a lambda"),
                Way.dynamic(SpecifyingAlternateJoinConditionsTest::text).with("a text"),
                Way.dynamic(SpecifyingAlternateJoinConditionsTest::lambda).with("a lambda"));
    }

    private static Way inCode(Consumer<Code> mapping) {
        return Way.inCode(mapping, Plain.User.class, Plain.Address.class);
    }

    /** A user with an address in Boston and one that is not, both put into the collection. */
    private static void save(Example example) {
        Object user = example.make("User", "name", "ed");
        example.all(user, "bostonAddresses").add(example.make("Address", "city", "Boston"));
        example.all(user, "bostonAddresses").add(example.make("Address", "city", "New York"));
        example.save(user);
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("The flush writes what is in the collection, whatever the criterion (RC-62)")
    void theFlushWritesWhatIsInTheCollection(Example example) {
        assertThat(example.copies("User", "bostonAddresses"))
                .containsExactly("user.id -> address.user_id");
        save(example);
        assertThat(example.rows("select city, user_id from address order by city"))
                .containsExactly("Boston, 1", "New York, 1");
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName(
            "The criterion counts when the collection is loaded, in each way (RC-28, RC-53, RC-77)")
    void theCriterionCountsWhenLoaded(Example example) {
        save(example);
        for (Load load : Example.loads("bostonAddresses")) {
            example.session(
                    session ->
                            assertThat(
                                            example.all(
                                                    session.query("User").options(load).one(),
                                                    "bostonAddresses"))
                                    .extracting(address -> example.get(address, "city"))
                                    .containsExactly("Boston"));
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("The criterion counts when a query joins along the relationship (RC-83)")
    void theCriterionCountsWhenJoined(Example example) {
        save(example);
        example.session(
                session -> {
                    assertThat(
                                    session.query("User")
                                            .join("bostonAddresses")
                                            .where("bostonAddresses.city = 'New York'")
                                            .list())
                            .isEmpty();
                    assertThat(session.query("User").where("bostonAddresses.city like '%'").list())
                            .hasSize(1);
                });
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("In memory an address stays until the collection is expired")
    void inMemoryAnAddressStaysUntilItIsExpired(Example example) {
        example.session(
                session -> {
                    Object user = example.make("User", "name", "ed");
                    session.add(user);
                    example.all(user, "bostonAddresses")
                            .add(example.make("Address", "city", "New York"));
                    session.flush();
                    assertThat(example.all(user, "bostonAddresses")).hasSize(1);
                    session.expire(user);
                    assertThat(example.all(user, "bostonAddresses")).isEmpty();
                });
    }
}
