package io.relmap.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Seeds: One Way Backrefs")
class OneWayBackrefsTest {

    private static final String TONY =
            "and_(User.id==Address.user_id, Address.email.startswith('tony'))";

    static class Annotated {
        @Entity
        static class User {
            @Id @GeneratedValue Integer id;
            String name;

            @Relationship(primaryJoin = TONY, backPopulates = "user")
            final ToList<Address> addresses = ToList.of(this);
        }

        @Entity
        static class Address {
            @Id @GeneratedValue Integer id;
            String email;

            @ForeignKey("user.id")
            Integer userId;

            @Relationship final ToOne<User> user = ToOne.of(this);
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

    private static void code(Code m) {
        m.map(
                "User",
                LinkingRelationshipsWithBackrefTest.USER,
                u ->
                        u.list(
                                "addresses",
                                "Address",
                                r -> r.primaryJoin(TONY).backPopulates("user")));
        m.map(
                "Address",
                LinkingRelationshipsWithBackrefTest.ADDRESS,
                a -> a.reference("user", "User", r -> {}));
    }

    static Stream<Example> ways() {
        return Example.of(
                Way.annotated(Annotated.User.class, Annotated.Address.class),
                Way.inCode(OneWayBackrefsTest::code, Plain.User.class, Plain.Address.class),
                Way.dynamic(OneWayBackrefsTest::code));
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName(
            "The collection sets the user, the user does not fill the collection (RC-116, RC-117)")
    void onlyTheCollectionSetsTheOtherSide(Example example) {
        assertThat(example.relmap().mapping().warnings()).isEmpty();
        Object user = example.make("User");
        Object tony = example.make("Address", "email", "tony@x.org");
        Object mary = example.make("Address", "email", "mary@x.org");

        example.all(user, "addresses").add(tony);
        assertThat(example.get(tony, "user")).isSameAs(user);
        example.set(mary, "user", user);
        assertThat(example.all(user, "addresses")).containsExactly(tony);

        example.save(user, mary);

        assertThat(example.rows("select email, user_id from address order by email"))
                .containsExactly("mary@x.org, 1", "tony@x.org, 1");
        example.session(
                session -> {
                    Object found = session.get("User", 1);
                    assertThat(example.all(found, "addresses"))
                            .extracting(address -> example.get(address, "email"))
                            .containsExactly("tony@x.org");
                    Object late = example.make("Address", "email", "tony@y.org");
                    session.add(late);
                    example.set(late, "user", found);
                    assertThat(example.all(found, "addresses")).hasSize(1);
                    session.commit();
                    assertThat(example.all(found, "addresses")).hasSize(2).contains(late);
                });
    }
}
