package io.relmap.relationship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.error.InvalidRequestException;
import io.relmap.holder.ToList;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChangedBeforeBuildTest {

    @Entity(table = "town")
    static class Town {
        @Id int id = 1;

        @Relationship(
                secondary = "join(house, flat, flat.house_id = house.id)",
                primaryJoin = "Town.id = house.town_id",
                secondaryJoin = "Lodger.flat_id = flat.id")
        final ToList<Lodger> lodgers = ToList.of(this);
    }

    @Entity(table = "house")
    static class House {
        @Id int id;

        @ForeignKey("town.id")
        @Nullable Integer townId;
    }

    @Entity(table = "flat")
    static class Flat {
        @Id int id;

        @ForeignKey("house.id")
        @Nullable Integer houseId;
    }

    @Entity(table = "lodger")
    static class Lodger {
        @Id int id = 1;

        @ForeignKey("flat.id")
        @Nullable Integer flatId;
    }

    @Test
    @DisplayName(
            "RC-92: what was changed before the mapping said that it cannot be written is refused by the flush")
    void refusedByTheFlush() {
        Town town = new Town();
        town.lodgers.add(new Lodger());
        Relmap relmap =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .entities(Town.class, House.class, Flat.class, Lodger.class)
                        .build();
        relmap.schema().createAll();

        try (Session session = relmap.openSession()) {
            session.add(town);
            assertThatThrownBy(session::flush)
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("Town.lodgers")
                    .hasMessageContaining("viewOnly");
            session.rollback();
            assertThat(session.query(Town.class).count()).isZero();
        }
    }
}
