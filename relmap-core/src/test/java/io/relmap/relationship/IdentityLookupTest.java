package io.relmap.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKeyConstraint;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToOne;
import io.relmap.observe.StatementListener;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RC-82: what a lazy load asks where the reference is not complete")
class IdentityLookupTest {

    @Entity(table = "site")
    static class Site {
        @Id int country;
        @Id int number;
        @Nullable Integer code;

        Site() {}

        Site(int country, int number) {
            this.country = country;
            this.number = number;
        }
    }

    @Entity(table = "visit")
    @ForeignKeyConstraint(
            columns = {"site_country", "site_number"},
            references = {"site.country", "site.number"})
    static class Visit {
        @Id int id;
        @Nullable Integer siteCountry;
        @Nullable Integer siteNumber;
        @Nullable Integer code;

        @Relationship final ToOne<Site> site = ToOne.of(this);

        @Relationship(
                primaryJoin = "Visit.code = Site.code",
                foreignKeys = "Visit.code",
                viewOnly = true)
        final ToOne<Site> byCode = ToOne.of(this);

        Visit() {}

        Visit(int id, @Nullable Integer siteCountry, @Nullable Integer siteNumber) {
            this.id = id;
            this.siteCountry = siteCountry;
            this.siteNumber = siteNumber;
        }
    }

    private final List<String> statements = new ArrayList<>();
    private Relmap relmap;

    @BeforeEach
    void openDatabase() {
        relmap =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .entities(Site.class, Visit.class)
                        .listener((StatementListener) run -> statements.add(run.sql()))
                        .build();
        relmap.schema().createAll();
        relmap.inTransaction(
                session -> {
                    session.addAll(
                            List.of(
                                    new Site(1, 1),
                                    new Visit(1, null, null),
                                    new Visit(2, 1, null),
                                    new Visit(3, 1, 1)));
                });
    }

    @Test
    @DisplayName("all of the key NULL: nothing, without a statement")
    void allNull() {
        try (Session session = relmap.openSession()) {
            Visit visit = session.get(Visit.class, 1);
            statements.clear();

            assertThat(visit.site.get()).isNull();
            assertThat(statements).isEmpty();
        }
    }

    @Test
    @DisplayName("some of the key NULL: no row can be meant, so nothing is asked (LO-17)")
    void someNull() {
        try (Session session = relmap.openSession()) {
            Visit visit = session.get(Visit.class, 2);
            statements.clear();

            assertThat(visit.site.get()).isNull();
            assertThat(statements).isEmpty();
        }
    }

    @Test
    @DisplayName("the whole key: looked up")
    void theWholeKey() {
        try (Session session = relmap.openSession()) {
            Visit visit = session.get(Visit.class, 3);
            statements.clear();

            assertThat(visit.site.get()).isNotNull();
            assertThat(statements).hasSize(1);
        }
    }

    @Test
    @DisplayName("no identity lookup: NULL equals nothing, so nothing is asked (LO-16)")
    void notByIdentity() {
        try (Session session = relmap.openSession()) {
            Visit visit = session.get(Visit.class, 1);
            statements.clear();

            assertThat(visit.byCode.get()).isNull();
            assertThat(statements).isEmpty();
        }
    }
}
