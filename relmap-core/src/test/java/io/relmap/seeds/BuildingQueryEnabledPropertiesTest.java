package io.relmap.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.DynamicEntity;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.query.Query;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Seeds: Building Query-Enabled Properties")
class BuildingQueryEnabledPropertiesTest {

    /** What the property of the document returns: {@code query(Address).with_parent(self).filter(...)}. */
    private static <T> List<T> of(Object user, Query<T> addresses) {
        return addresses
                .where("user = :user", Map.of("user", user))
                .where("email like '%@x.org'")
                .orderBy("email")
                .list();
    }

    /** A user whose addresses are a query. */
    interface HasAddresses {
        List<?> getAddresses();
    }

    static class Annotated {
        @Entity
        static class User implements HasAddresses {
            @Id @GeneratedValue Integer id;
            String name;

            @Override
            public List<Address> getAddresses() {
                var session = Objects.requireNonNull(Inspect.objectSession(this));
                return of(this, session.query(Address.class));
            }
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
        static class User implements HasAddresses {
            Integer id;
            String name;

            @Override
            public List<Address> getAddresses() {
                var session = Objects.requireNonNull(Inspect.objectSession(this));
                return of(this, session.query(Address.class));
            }
        }

        static class Address {
            Integer id;
            String email;
            Integer userId;
            final ToOne<User> user = ToOne.of(this);
        }
    }

    /** An entity without a class has no properties; a method of the program takes their place. */
    private static List<?> addressesOf(Object user) {
        if (user instanceof DynamicEntity) {
            var session = Objects.requireNonNull(Inspect.objectSession(user));
            return of(user, session.query("Address"));
        }
        return ((HasAddresses) user).getAddresses();
    }

    private static void code(Code m) {
        m.map("User", LinkingRelationshipsWithBackrefTest.USER);
        m.map(
                "Address",
                LinkingRelationshipsWithBackrefTest.ADDRESS,
                a -> a.reference("user", "User", r -> {}));
    }

    static Stream<Example> property() {
        return Example.of(
                Way.annotated(Annotated.User.class, Annotated.Address.class),
                Way.inCode(
                        BuildingQueryEnabledPropertiesTest::code,
                        Plain.User.class,
                        Plain.Address.class),
                Way.dynamic(BuildingQueryEnabledPropertiesTest::code));
    }

    @ParameterizedTest
    @MethodSource("property")
    @DisplayName("A property asks the object's session for what it wants")
    void aPropertyAsksTheObjectsSession(Example example) {
        Object ed = example.make("User", "name", "ed");
        Object jack = example.make("User", "name", "jack");
        for (String email : List.of("ed@x.org", "ed@y.org", "a@x.org")) {
            Object address = example.make("Address", "email", email);
            example.set(address, "user", ed);
            example.save(address);
        }
        Object other = example.make("Address", "email", "jack@x.org");
        example.set(other, "user", jack);
        example.save(other);
        example.session(
                session -> {
                    Object found = session.query("User").where("name = 'ed'").one();
                    assertThat(addressesOf(found))
                            .extracting(address -> example.get(address, "email"))
                            .containsExactly("a@x.org", "ed@x.org");
                });
    }

    /** The flag that the section names first: a relationship that is only read. */
    static class ViewOnly {
        @Entity
        static class User {
            @Id @GeneratedValue Integer id;
            String name;

            @Relationship(viewOnly = true)
            final ToList<Address> addresses = ToList.of(this);
        }

        @Entity
        static class Address {
            @Id @GeneratedValue Integer id;
            String email;

            @ForeignKey("user.id")
            Integer userId;
        }
    }

    static class PlainViewOnly {
        static class User {
            Integer id;
            String name;
            final ToList<Address> addresses = ToList.of(this);
        }

        static class Address {
            Integer id;
            String email;
            Integer userId;
        }
    }

    private static void viewOnly(Code m) {
        m.map(
                "User",
                LinkingRelationshipsWithBackrefTest.USER,
                u -> u.list("addresses", "Address", r -> r.viewOnly()));
        m.map("Address", LinkingRelationshipsWithBackrefTest.ADDRESS);
    }

    static Stream<Example> viewOnly() {
        return Example.of(
                Way.annotated(ViewOnly.User.class, ViewOnly.Address.class),
                Way.inCode(
                        BuildingQueryEnabledPropertiesTest::viewOnly,
                        PlainViewOnly.User.class,
                        PlainViewOnly.Address.class),
                Way.dynamic(BuildingQueryEnabledPropertiesTest::viewOnly));
    }

    @ParameterizedTest
    @MethodSource("viewOnly")
    @DisplayName("What is put into a view-only collection is not written (RC-97)")
    void whatIsPutIntoAViewOnlyCollectionIsNotWritten(Example example) {
        Object user = example.make("User", "name", "ed");
        Object address = example.make("Address", "email", "ed@x.org");
        example.all(user, "addresses").add(address);

        example.save(user);
        assertThat(example.rows("select id from address")).isEmpty();

        example.save(address);
        assertThat(example.rows("select email, user_id from address"))
                .containsExactly("ed@x.org, null");
        example.session(
                session -> assertThat(example.all(session.get("User", 1), "addresses")).isEmpty());
    }
}
