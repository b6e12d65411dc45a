package io.relmap.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.mapping.Behaviour;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("SE-26: a column that only a relationship needs, and that the class has no field for")
class HiddenColumnTest {

    @Entity(table = "crew")
    static class Crew {
        @Id @GeneratedValue @Nullable Long id;

        @Relationship(backPopulates = "crew")
        final ToList<Sailor> sailors = ToList.of(this);
    }

    @Entity(table = "sailor")
    static class Sailor {
        @Id @GeneratedValue @Nullable Long id;
        @Nullable String name;

        @ForeignKey("crew.id")
        @Relationship(backPopulates = "sailors")
        final ToOne<Crew> crew = ToOne.of(this);
    }

    private static Relmap relmap(Behaviour behaviour) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .behaviour(behaviour)
                        .entities(Crew.class, Sailor.class)
                        .build();
        relmap.schema().createAll();
        return relmap;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("goes back by a rollback, and is not written afterwards")
    void goesBack(Behaviour behaviour) {
        Relmap relmap = relmap(behaviour);
        try (Session session = relmap.openSession()) {
            Crew first = new Crew();
            Crew second = new Crew();
            Sailor sailor = new Sailor();
            sailor.crew.set(first);
            session.addAll(List.of(sailor, second));
            session.commit();
            sailor.crew.set(second);
            session.flush();
            session.rollback();
            assertThat(session.isModified(sailor)).isFalse();
            sailor.name = "x";
            session.commit();
            assertThat(sailor.crew.get()).isSameAs(first);
            assertThat(second.sailors).isEmpty();
        }
    }
}
