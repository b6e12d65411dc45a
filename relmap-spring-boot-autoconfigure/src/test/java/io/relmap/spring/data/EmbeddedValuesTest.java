package io.relmap.spring.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Relmap;
import io.relmap.annotation.Embedded;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToOne;
import io.relmap.spring.RelmapTransactionManager;
import io.relmap.spring.TransactionalSessions;
import io.relmap.spring.data.support.RelmapRepositoryFactory;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.data.domain.Example;
import org.springframework.data.domain.ExampleMatcher;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("Embedded records in examples and projections")
class EmbeddedValuesTest {

    /**
     * Where somebody lives.
     *
     * @param city the city
     * @param street the street
     */
    record Address(@Nullable String city, @Nullable String street) {}

    /** Somebody with an address and a friend. */
    @Entity(table = "person")
    static class Person {

        @Id @GeneratedValue Long id;
        String name;
        @Embedded Address address;

        @ForeignKey("person.id")
        @Relationship(remoteSide = "Person.id")
        final ToOne<Person> friend = ToOne.of(this);

        Person() {}

        Person(String name, @Nullable Address address) {
            this.name = name;
            this.address = address;
        }
    }

    /** Where somebody lives, seen from outside. */
    interface City {
        String getCity();
    }

    /** Somebody seen from outside. */
    interface View {
        String getName();

        @Nullable City getAddress();

        String getAddressStreet();
    }

    /**
     * Somebody with the friend's address.
     *
     * @param name the name
     * @param friend the friend
     */
    record WithFriend(String name, @Nullable Friend friend) {}

    /**
     * A friend.
     *
     * @param name the name
     * @param address where the friend lives
     */
    record Friend(String name, @Nullable Address address) {}

    /** The repository. */
    interface People extends RelmapRepository<Person, Long> {

        <T> List<T> findByOrderByName(Class<T> type);
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void theirColumnsAreComparedAndSelectedByThemselves(TestDatabase database) {
        var dataSource = database.freshDataSource();
        Relmap relmap = Relmap.builder().dataSource(dataSource).entities(Person.class).build();
        relmap.schema().createAll();
        TransactionalSessions sessions = new TransactionalSessions(relmap, dataSource);
        People people =
                new RelmapRepositoryFactory(sessions.mapping(), sessions.shared())
                        .getRepository(People.class);
        new TransactionTemplate(new RelmapTransactionManager(sessions))
                .executeWithoutResult(
                        status -> {
                            Person ann = new Person("Ann", new Address("Bern", "Hill"));
                            Person bob = new Person("Bob", new Address("Basel", "Hill"));
                            bob.friend.set(ann);
                            people.saveAll(List.of(ann, bob, new Person("Cid", null)));
                            check(people);
                        });
    }

    private static void check(People people) {
        Person probe = new Person(null, new Address("bern", "Hill"));
        assertThat(people.findAll(Example.of(probe))).isEmpty();
        assertThat(
                        people.findAll(
                                Example.of(
                                        probe,
                                        ExampleMatcher.matching().withIgnoreCase("address.city"))))
                .hasSize(1);
        assertThat(
                        people.findAll(
                                Example.of(
                                        probe,
                                        ExampleMatcher.matching().withIgnorePaths("address.city"))))
                .hasSize(2);
        assertThat(
                        people.findAll(
                                Example.of(
                                        probe,
                                        ExampleMatcher.matching().withIgnorePaths("address"))))
                .hasSize(3);
        Person friends = new Person(null, null);
        friends.friend.set(new Person(null, new Address("Bern", null)));
        assertThat(people.findAll(Example.of(friends)))
                .extracting(person -> person.name)
                .containsExactly("Bob");

        List<View> views = people.findByOrderByName(View.class);
        assertThat(views.get(0).getAddress().getCity()).isEqualTo("Bern");
        assertThat(views.get(0).getAddressStreet()).isEqualTo("Hill");
        assertThat(views.get(2).getAddress()).isNull();
        assertThat(people.findByOrderByName(WithFriend.class))
                .containsExactly(
                        new WithFriend("Ann", null),
                        new WithFriend("Bob", new Friend("Ann", new Address("Bern", "Hill"))),
                        new WithFriend("Cid", null));
    }
}
