package io.relmap.flush;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Objects that a program's equals takes for the same are different ones to a flush")
class EqualObjectsTest {

    @Entity
    static class Owner {
        @Id int id;

        @Relationship final ToList<Pet> pets = ToList.of(this);

        Owner() {}

        Owner(int id) {
            this.id = id;
        }
    }

    @Entity
    static class Pet {
        @Id int id;
        @Nullable String name;

        @ForeignKey("owner.id")
        @Nullable Integer ownerId;

        Pet() {}

        Pet(int id, String name) {
            this.id = id;
            this.name = name;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Pet pet && Objects.equals(pet.name, name);
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(name);
        }
    }

    @Test
    @DisplayName(
            "AT-44: an owner that has let go of a member does not count because it took an equal one")
    void anEqualMemberIsAnotherOne() {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .entities(Owner.class, Pet.class)
                        .build();
        relmap.schema().createAll();
        relmap.inTransaction(
                session -> session.addAll(List.of(new Owner(1), new Owner(2), new Owner(3))));
        try (Session session = relmap.openSession()) {
            session.noAutoflush(
                    () -> {
                        Pet pet = new Pet(1, "Rex");
                        session.get(Owner.class, 1).pets.add(pet);
                        session.get(Owner.class, 2).pets.add(pet);
                        Owner third = session.get(Owner.class, 3);
                        third.pets.add(pet);
                        session.expire(third, List.of("pets"));
                        third.pets.add(new Pet(2, "Rex"));
                    });
            session.commit();
        }
        relmap.inTransaction(
                session -> {
                    assertThat(session.get(Pet.class, 1).ownerId).isIn(1, 2);
                    assertThat(session.get(Pet.class, 2).ownerId).isEqualTo(3);
                });
    }
}
