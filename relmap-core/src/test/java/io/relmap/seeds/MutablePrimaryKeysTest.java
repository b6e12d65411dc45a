package io.relmap.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.schema.ForeignKeyConstraint.Deferrable;
import io.relmap.schema.ForeignKeyConstraint.Options;
import io.relmap.schema.Table;
import io.relmap.testsupport.TestDatabase;
import io.relmap.type.TypeRegistry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Seeds: Mutable Primary Keys / Update Cascades")
class MutablePrimaryKeysTest {

    private static final Table USER =
            Tables.named("user").key("username", TypeRegistry.varchar(50)).text("fullname").build();
    private static final Table CASCADING = address(Tables.ON_UPDATE_CASCADE);

    /** Without ON UPDATE CASCADE, and checked when the transaction ends. */
    private static final Table CHECKED_LATE =
            address(new Options(null, null, false, Deferrable.INITIALLY_DEFERRED));

    private static Table address(Options options) {
        return Tables.named("address")
                .key("email", TypeRegistry.varchar(50))
                .text("username")
                .foreignKey(null, List.of("username"), List.of("user.username"), options)
                .build();
    }

    static class PassiveUpdates {
        @Entity
        static class User {
            @Id
            @Column(length = 50)
            String username;

            @Column(length = 100)
            String fullname;

            @Relationship final ToList<Address> addresses = ToList.of(this);
        }

        @Entity
        static class Address {
            @Id
            @Column(length = 50)
            String email;

            @Column(length = 50)
            @ForeignKey(value = "user.username", onUpdate = "CASCADE")
            String username;
        }
    }

    static class Plain {
        static class User {
            String username;
            String fullname;
            final ToList<Address> addresses = ToList.of(this);
        }

        static class Address {
            String email;
            String username;
        }
    }

    private static void passiveUpdates(Code m) {
        m.map("User", USER, u -> u.list("addresses", "Address", r -> {}));
        m.map("Address", CASCADING);
    }

    static Stream<Example> passiveUpdates() {
        return Example.of(
                Way.annotated(PassiveUpdates.User.class, PassiveUpdates.Address.class),
                Way.inCode(
                        MutablePrimaryKeysTest::passiveUpdates,
                        Plain.User.class,
                        Plain.Address.class),
                Way.dynamic(MutablePrimaryKeysTest::passiveUpdates));
    }

    private static void save(Example example) {
        Object jack = example.make("User", "username", "jack", "fullname", "Jack Jones");
        example.all(jack, "addresses").add(example.make("Address", "email", "jack@x.org"));
        example.all(jack, "addresses").add(example.make("Address", "email", "jack@y.org"));
        example.save(jack);
    }

    private static Iterable<String> addresses(Example example) {
        return example.rows("select email, username from address order by email");
    }

    @ParameterizedTest
    @MethodSource("passiveUpdates")
    @DisplayName(
            "By default the database carries the changed key on; loaded objects follow (RC-17)")
    void byDefaultTheDatabaseCarriesTheKeyOn(Example example) {
        save(example);
        example.session(
                session -> {
                    Object jack = session.get("User", "jack");
                    Object address = session.get("Address", "jack@x.org");
                    assertThat(example.all(jack, "addresses")).hasSize(2);
                    example.set(jack, "username", "ed");
                    session.flush();
                    assertThat(example.writes()).containsExactly("UPDATE user");
                    assertThat(example.get(address, "username")).isEqualTo("ed");
                    assertThat(session.get("User", "ed")).isSameAs(jack);
                });
        assertThat(addresses(example)).containsExactly("jack@x.org, ed", "jack@y.org, ed");
    }

    @ParameterizedTest
    @MethodSource("passiveUpdates")
    @DisplayName(
            "The database carries it on to rows that are not loaded, too: nothing is loaded for it")
    void rowsThatAreNotLoadedFollowToo(Example example) {
        save(example);
        example.session(
                session -> {
                    Object jack = session.get("User", "jack");
                    example.forget();
                    example.set(jack, "username", "ed");
                    session.flush();
                    assertThat(example.selects()).isEmpty();
                });
        assertThat(addresses(example)).containsExactly("jack@x.org, ed", "jack@y.org, ed");
    }

    /** As the document has it: {@code passive_updates=False}, with ON UPDATE CASCADE all the same. */
    static class ActiveUpdates {
        @Entity
        static class User {
            @Id
            @Column(length = 50)
            String username;

            @Column(length = 100)
            String fullname;

            @Relationship(passiveUpdates = false)
            final ToList<Address> addresses = ToList.of(this);
        }

        @Entity
        static class Address {
            @Id
            @Column(length = 50)
            String email;

            @Column(length = 50)
            @ForeignKey(value = "user.username", onUpdate = "CASCADE")
            String username;
        }
    }

    private static void activeUpdates(Code m, Table address) {
        m.map("User", USER, u -> u.list("addresses", "Address", r -> r.passiveUpdates(false)));
        m.map("Address", address);
    }

    private static Way inCode(Table address) {
        return Way.inCode(m -> activeUpdates(m, address), Plain.User.class, Plain.Address.class);
    }

    static Stream<Example> activeUpdates() {
        return Stream.of(
                        Example.of(
                                Way.annotated(
                                        ActiveUpdates.User.class, ActiveUpdates.Address.class),
                                inCode(CASCADING),
                                Way.dynamic(m -> activeUpdates(m, CASCADING))),
                        checkedLate(TestDatabase.SQLITE),
                        checkedLate(TestDatabase.POSTGRESQL))
                .flatMap(examples -> examples);
    }

    private static Stream<Example> checkedLate(TestDatabase database) {
        return Example.on(
                database,
                inCode(CHECKED_LATE).with("no cascade in the database"),
                Way.dynamic(m -> activeUpdates(m, CHECKED_LATE))
                        .with("no cascade in the database"));
    }

    @ParameterizedTest
    @MethodSource("activeUpdates")
    @DisplayName(
            "With passiveUpdates off, relmap loads the children and updates each (RC-103, UW-91)")
    void withPassiveUpdatesOffRelmapUpdatesTheChildren(Example example) {
        save(example);
        example.session(
                session -> {
                    Object jack = session.get("User", "jack");
                    example.forget();
                    example.set(jack, "username", "ed");
                    session.flush();
                    assertThat(example.selects()).hasSize(1);
                    assertThat(example.writes()).contains("UPDATE user", "UPDATE address");
                });
        assertThat(addresses(example)).containsExactly("jack@x.org, ed", "jack@y.org, ed");
        assertThat(example.rows("select username, fullname from \"user\""))
                .containsExactly("ed, Jack Jones");
    }
}
