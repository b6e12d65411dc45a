package io.relmap.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.annotation.Backref;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Lazy;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Seeds: Backref Arguments")
class BackrefArgumentsTest {

    private static final String TONY =
            "and_(User.id==Address.user_id, Address.email.startswith('tony'))";

    static class Filtered {
        @Entity
        static class User {
            @Id @GeneratedValue Integer id;
            String name;

            @Relationship(primaryJoin = TONY, backref = "user")
            final ToList<Address> addresses = ToList.of(this);
        }

        @Entity
        static class Address {
            @Id @GeneratedValue Integer id;
            String email;

            @ForeignKey("user.id")
            Integer userId;

            final ToOne<User> user = ToOne.of(this);
        }
    }

    static class Plain {
        static class User {
            Integer id;
            String name;
            final ToList<Address> addresses = ToList.of(this);
        }

        static class Address {
            Integer id;
            String email;
            Integer userId;
            final ToOne<User> user = ToOne.of(this);
        }
    }

    private static void filtered(Code m) {
        m.map(
                "User",
                LinkingRelationshipsWithBackrefTest.USER,
                u -> u.list("addresses", "Address", r -> r.primaryJoin(TONY).backref("user")));
        m.map("Address", LinkingRelationshipsWithBackrefTest.ADDRESS);
    }

    static Stream<Example> filtered() {
        return Example.of(
                Way.annotated(Filtered.User.class, Filtered.Address.class),
                Way.inCode(BackrefArgumentsTest::filtered, Plain.User.class, Plain.Address.class),
                Way.dynamic(BackrefArgumentsTest::filtered));
    }

    /** User 1 with the addresses tony@x.org and mary@x.org. */
    private static void save(Example example) {
        Object user = example.make("User", "name", "tony");
        example.all(user, "addresses").add(example.make("Address", "email", "tony@x.org"));
        example.set(example.make("Address", "email", "mary@x.org"), "user", user);
        example.save(user);
        assertThat(example.rows("select email, user_id from address order by email"))
                .containsExactly("mary@x.org, 1", "tony@x.org, 1");
    }

    @ParameterizedTest
    @MethodSource("filtered")
    @DisplayName("The other side has the join condition too (RC-103, RC-105)")
    void theOtherSideHasTheJoinConditionToo(Example example) {
        String condition = "user.id = address.user_id AND address.email LIKE 'tony' || '%'";
        assertThat(example.relationship("User", "addresses").join()).hasToString(condition);
        assertThat(example.relationship("Address", "user").join()).hasToString(condition);
        save(example);
        example.session(
                session -> {
                    assertThat(example.all(session.get("User", 1), "addresses"))
                            .extracting(address -> example.get(address, "email"))
                            .containsExactly("tony@x.org");
                    Object mary = session.query("Address").where("email = 'mary@x.org'").one();
                    assertThat(example.get(mary, "user")).isNull();
                });
    }

    static class JoinedBack {
        @Entity
        static class User {
            @Id @GeneratedValue Integer id;
            String name;

            @Relationship(backref = "user", backrefArguments = @Backref(lazy = Lazy.JOINED))
            final ToList<Address> addresses = ToList.of(this);
        }

        @Entity
        static class Address {
            @Id @GeneratedValue Integer id;
            String email;

            @ForeignKey("user.id")
            Integer userId;

            final ToOne<User> user = ToOne.of(this);
        }
    }

    private static void joinedBack(Code m) {
        m.map(
                "User",
                LinkingRelationshipsWithBackrefTest.USER,
                u ->
                        u.list(
                                "addresses",
                                "Address",
                                r -> r.backref("user", b -> b.lazy(Lazy.JOINED))));
        m.map("Address", LinkingRelationshipsWithBackrefTest.ADDRESS);
    }

    static Stream<Example> joinedBack() {
        return Example.of(
                Way.annotated(JoinedBack.User.class, JoinedBack.Address.class),
                Way.inCode(BackrefArgumentsTest::joinedBack, Plain.User.class, Plain.Address.class),
                Way.dynamic(BackrefArgumentsTest::joinedBack));
    }

    @ParameterizedTest
    @MethodSource("joinedBack")
    @DisplayName("An argument of the backref holds for that side only (RC-104)")
    void anArgumentOfTheBackrefHoldsForThatSideOnly(Example example) {
        save(example);
        example.session(
                session -> {
                    Object address = session.query("Address").where("email = 'tony@x.org'").one();
                    assertThat(Inspect.of(address).attribute("user").isLoaded()).isTrue();
                    Object user = example.get(address, "user");
                    assertThat(example.selects()).hasSize(1);
                    assertThat(Inspect.of(user).attribute("addresses").isLoaded()).isFalse();
                });
    }
}
