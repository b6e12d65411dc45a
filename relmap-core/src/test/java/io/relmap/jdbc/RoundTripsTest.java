package io.relmap.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Relmap;
import io.relmap.annotation.Cascade;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.session.Session;
import io.relmap.testsupport.JdbcLocation;
import io.relmap.testsupport.TestPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

@DisplayName(
        "UW-144, DESIGN 10: round trips of a flush, counted where the driver meets the network")
class RoundTripsTest {

    private static final int ENOUGH = 50;

    @Test
    @DisplayName(
            "10,000 rows of three tables with generated keys are inserted, updated and deleted in few")
    void tenThousandRows() {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(countedDatabase())
                        .entities(Region.class, Town.class, Street.class)
                        .build();
        relmap.schema().createAll();
        try (Session session = relmap.openSession()) {
            assertThat(session.query(Region.class).count()).isZero(); // the connection is open
            for (int i = 0; i < 1000; i++) {
                session.add(new Region(i));
            }
            int inserts = roundTrips(session);
            session.query(Region.class).list().forEach(Region::change);
            int updates = roundTrips(session);
            session.query(Region.class).list().forEach(session::delete);
            int deletes = roundTrips(session);
            session.commit();

            System.out.println(
                    "Round trips for 10,000 rows: "
                            + inserts
                            + " to insert, "
                            + updates
                            + " to update, "
                            + deletes
                            + " to delete");
            assertThat(inserts).as("round trips to insert").isLessThanOrEqualTo(ENOUGH);
            assertThat(updates).as("round trips to update").isLessThanOrEqualTo(ENOUGH);
            assertThat(deletes).as("round trips to delete").isLessThanOrEqualTo(ENOUGH);
        }
        relmap.inTransaction(session -> assertThat(session.query(Street.class).count()).isZero());
    }

    private static int roundTrips(Session session) {
        CountingSockets.take();
        session.flush();
        return CountingSockets.take();
    }

    private static PGSimpleDataSource countedDatabase() {
        JdbcLocation location = TestPostgres.freshLocation();
        var dataSource = new PGSimpleDataSource();
        dataSource.setUrl(location.url());
        dataSource.setUser(location.user());
        dataSource.setPassword(location.password());
        dataSource.setSocketFactory(CountingSockets.class.getName());
        return dataSource;
    }

    @Entity(table = "region")
    static class Region {
        @Id @GeneratedValue @Nullable Long id;
        String name = "";

        @Relationship(backPopulates = "region", cascade = Cascade.ALL)
        final ToList<Town> towns = ToList.of(this);

        Region() {}

        Region(int number) {
            name = "region " + number;
            for (int i = 0; i < 4; i++) {
                towns.add(new Town(number * 4 + i));
            }
        }

        void change() {
            name += " changed";
            towns.forEach(Town::change);
        }
    }

    @Entity(table = "town")
    static class Town {
        @Id @GeneratedValue @Nullable Long id;
        String name = "";

        @ForeignKey(value = "region.id", nullable = false)
        @Relationship(backPopulates = "towns")
        final ToOne<Region> region = ToOne.of(this);

        @Relationship(backPopulates = "town", cascade = Cascade.ALL)
        final ToList<Street> streets = ToList.of(this);

        Town() {}

        Town(int number) {
            name = "town " + number;
            streets.add(new Street(number));
            if (number % 4 == 0) {
                streets.add(new Street(-number));
            }
        }

        void change() {
            name += " changed";
            streets.forEach(Street::change);
        }
    }

    @Entity(table = "street")
    static class Street {
        @Id @GeneratedValue @Nullable Long id;
        String name = "";

        @ForeignKey(value = "town.id", nullable = false)
        @Relationship(backPopulates = "streets")
        final ToOne<Town> town = ToOne.of(this);

        Street() {}

        Street(int number) {
            name = "street " + number;
        }

        void change() {
            name += " changed";
        }
    }
}
