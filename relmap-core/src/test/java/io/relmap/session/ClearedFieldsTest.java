package io.relmap.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Version;
import io.relmap.holder.ToOne;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SE-54.6: sessions whose expired fields show a gap")
class ClearedFieldsTest {

    @Entity
    static class Person {
        @Id @GeneratedValue @Nullable Integer id;
        @Nullable String name;
        @Nullable String city;
        int age;
        @Version @Nullable Integer version;
        final ToOne<Person> friend = ToOne.of(this);

        @ForeignKey("person.id")
        @Nullable Integer friendId;
    }

    private final Relmap relmap =
            Relmap.builder()
                    .dataSource(TestDatabase.H2.freshDataSource())
                    .entities(Person.class)
                    .build();
    private final Person person = new Person();
    private Session session;

    @BeforeEach
    void aPersonWhoIsExpired() {
        relmap.schema().createAll();
        session = relmap.openSession(SessionOptions.defaults().withExpireClearsFields(true));
        person.name = "Ann";
        person.city = "Oslo";
        person.age = 30;
        session.add(person);
        session.commit();
    }

    @AfterEach
    void close() {
        session.close();
    }

    private List<Object> row() {
        return relmap.transactionResult(
                other -> {
                    Person p = other.query(Person.class).orderBy("id").list().get(0);
                    return List.of(String.valueOf(p.name), String.valueOf(p.city), p.age);
                });
    }

    @Test
    @DisplayName(
            "reference-typed fields are null, the key and primitive ones stay; a touch fills them")
    void fieldsShowAGap() {
        assertThat(person.name).isNull();
        assertThat(person.city).isNull();
        assertThat(person.version).isNull();
        assertThat(person.id).isEqualTo(1);
        assertThat(person.age).isEqualTo(30);
        assertThat(Inspect.of(person).isExpired("name")).isTrue();
        assertThat(session.dirtyObjects()).isEmpty();

        assertThat(Inspect.of(person).attribute("name").get()).isEqualTo("Ann");
        assertThat(person.city).isEqualTo("Oslo");
        assertThat(person.version).isEqualTo(1);
    }

    @Test
    @DisplayName("SE-51: so are single attributes that are expired, and only these")
    void singleAttributes() {
        session.refresh(person);
        session.expire(person, List.of("city"));
        assertThat(person.city).isNull();
        assertThat(person.name).isEqualTo("Ann");
        session.flush();
        assertThat(session.query(Person.class).one().city).isEqualTo("Oslo");
    }

    @Test
    @DisplayName("SE-54.3: what is edited then is written with the right version; the gaps are not")
    void gapsAreNotWritten() {
        person.name = "Anna";
        session.commit();
        assertThat(row()).containsExactly("Anna", "Oslo", 30);
        session.refresh(person);
        assertThat(person.version).isEqualTo(2);
    }

    @Test
    @DisplayName("SE-54: deleting, and referring to, an object with gaps works as without")
    void gapsDoNotMatterElsewhere() {
        Person other = new Person();
        other.name = "Bob";
        other.friend.set(person);
        session.add(other);
        session.commit();
        assertThat(Inspect.of(other).attribute("friendId").get()).isEqualTo(person.id);
        session.delete(other);
        session.delete(person);
        session.commit();
        assertThat(session.query(Person.class).list()).isEmpty();
    }

    @Test
    @DisplayName("SE-27: a rollback leaves gaps, not the edits that it took back")
    void aRollbackLeavesGaps() {
        session.refresh(person);
        person.name = "Zoe";
        session.flush();
        session.rollback();
        assertThat(person.name).isNull();
        assertThat(Inspect.of(person).attribute("name").get()).isEqualTo("Ann");
    }
}
