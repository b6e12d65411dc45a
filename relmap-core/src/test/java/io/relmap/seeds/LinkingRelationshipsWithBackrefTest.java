package io.relmap.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.schema.Table;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Seeds: Linking Relationships with Backref")
class LinkingRelationshipsWithBackrefTest {

    static final Table USER = Tables.named("user").id().text("name").build();
    static final Table ADDRESS =
            Tables.named("address").id().text("email").reference("user_id", "user.id").build();

    static class Backref {
        @Entity
        static class User {
            @Id @GeneratedValue Integer id;
            String name;

            @Relationship(backref = "user")
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

    /** The same, said on both sides. */
    static class BackPopulates {
        @Entity
        static class User {
            @Id @GeneratedValue Integer id;
            String name;

            @Relationship(backPopulates = "user")
            final ToList<Address> addresses = ToList.of(this);
        }

        @Entity
        static class Address {
            @Id @GeneratedValue Integer id;
            String email;

            @ForeignKey("user.id")
            Integer userId;

            @Relationship(backPopulates = "addresses")
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

    private static void backref(Code m) {
        m.map("User", USER, u -> u.list("addresses", "Address", r -> r.backref("user")));
        m.map("Address", ADDRESS);
    }

    private static void backPopulates(Code m) {
        m.map("User", USER, u -> u.list("addresses", "Address", r -> r.backPopulates("user")));
        m.map(
                "Address",
                ADDRESS,
                a -> a.reference("user", "User", r -> r.backPopulates("addresses")));
    }

    static Stream<Example> ways() {
        return Example.of(
                Way.annotated(Backref.User.class, Backref.Address.class).with("backref"),
                Way.annotated(BackPopulates.User.class, BackPopulates.Address.class)
                        .with("backPopulates"),
                Way.inCode(
                                LinkingRelationshipsWithBackrefTest::backref,
                                Plain.User.class,
                                Plain.Address.class)
                        .with("backref"),
                Way.inCode(
                                LinkingRelationshipsWithBackrefTest::backPopulates,
                                Plain.User.class,
                                Plain.Address.class)
                        .with("backPopulates"),
                Way.dynamic(LinkingRelationshipsWithBackrefTest::backref).with("backref"),
                Way.dynamic(LinkingRelationshipsWithBackrefTest::backPopulates)
                        .with("backPopulates"));
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("Either side follows the other in memory, without the database (RC-101, RC-117)")
    void eitherSideFollowsTheOther(Example example) {
        Object user = example.make("User");
        Object address = example.make("Address");
        assertThat(example.all(user, "addresses")).isEmpty();
        assertThat(example.get(address, "user")).isNull();

        example.all(user, "addresses").add(address);
        assertThat(example.all(user, "addresses")).containsExactly(address);
        assertThat(example.get(address, "user")).isSameAs(user);

        example.set(address, "user", null);
        assertThat(example.all(user, "addresses")).isEmpty();

        example.set(address, "user", user);
        example.all(user, "addresses").remove(address);
        assertThat(example.get(address, "user")).isNull();
        assertThat(example.selects()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("What both sides say is what the database says after the flush")
    void bothSidesSayWhatTheDatabaseSays(Example example) {
        Object user = example.make("User", "name", "ed");
        Object first = example.make("Address", "email", "ed@x.org");
        Object second = example.make("Address", "email", "ed@y.org");
        example.all(user, "addresses").add(first);
        example.set(second, "user", user);

        example.save(user);

        assertThat(example.rows("select email, user_id from address order by email"))
                .containsExactly("ed@x.org, 1", "ed@y.org, 1");
        example.session(
                session -> {
                    Object found = session.get("User", 1);
                    assertThat(example.all(found, "addresses"))
                            .hasSize(2)
                            .allSatisfy(
                                    address ->
                                            assertThat(example.get(address, "user"))
                                                    .isSameAs(found));
                });
    }
}
