package io.relmap.relationship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Relmap;
import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.ForeignKeyConstraint;
import io.relmap.annotation.Id;
import io.relmap.annotation.Match;
import io.relmap.error.IntegrityException;
import io.relmap.error.MappingException;
import io.relmap.observe.StatementListener;
import io.relmap.schema.MetaData;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.testsupport.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("What tables and references are called (RC-8, RC-10, RC-11)")
class TableRulesTest {

    @Entity(table = "country")
    static class Country {
        @Id
        @Column(length = 2)
        @Nullable String code;
    }

    @Entity(table = "region")
    static class Region {
        @Id
        @Column(length = 2)
        @ForeignKey("country")
        @Nullable String code;
    }

    @Entity(table = "city")
    static class City {
        @Id @Nullable Integer id;

        @ForeignKey(value = "country.code", name = "city_country", onDelete = "CASCADE")
        @Nullable String countryCode;
    }

    @Entity(table = "mayor")
    @ForeignKeyConstraint(columns = "country_code", references = "country.code")
    static class Mayor {
        @Id @Nullable Integer id;

        @Column(length = 2)
        @Nullable String countryCode;
    }

    private static Table table(Class<?> entity) {
        return Relmap.builder()
                .dataSource(TestDatabase.H2.freshDataSource())
                .entities(Country.class, Region.class, City.class, Mayor.class)
                .build()
                .mapping()
                .mapper(entity)
                .table();
    }

    @Test
    @DisplayName(
            "RC-8: a table is known by its name, with its schema if it has one, exactly as written")
    void namesAreExact() {
        Table plain = Tables.named("item").build();
        Table inSchema = Table.named(new TableName("crm", "item")).build();
        MetaData tables = MetaData.of(List.of(plain, inSchema));

        assertThat(tables.find(TableName.of("item"))).isSameAs(plain);
        assertThat(tables.find(TableName.parse("crm.item"))).isSameAs(inSchema);
        assertThat(tables.find(TableName.of("ITEM"))).isNull();
    }

    @Test
    @DisplayName("RC-8: a default schema applies to names that give none")
    void theDefaultSchema() {
        Table inSchema = Table.named(new TableName("crm", "item")).build();

        assertThat(MetaData.of("crm", List.of(inSchema)).find(TableName.of("item")))
                .isSameAs(inSchema);
        assertThat(MetaData.of(List.of(inSchema)).find(TableName.of("item"))).isNull();
    }

    @Test
    @DisplayName("RC-8: a table that is defined twice is an error which names it")
    void twice() {
        assertThatThrownBy(
                        () ->
                                MetaData.of(
                                        List.of(
                                                Tables.named("item").build(),
                                                Tables.named("item").build())))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("item")
                .hasMessageContaining("twice");
    }

    @Test
    @DisplayName("RC-10: a foreign key on a column is a constraint of one column")
    void aKeyOfOneColumn() {
        assertThat(table(City.class).foreignKeys())
                .singleElement()
                .satisfies(
                        key -> {
                            assertThat(key.name()).isEqualTo("city_country");
                            assertThat(key.columns()).containsExactly("country_code");
                            assertThat(key.references()).isEqualTo(TableName.of("country"));
                            assertThat(key.referencedColumns()).containsExactly("code");
                            assertThat(key.options().onDelete()).hasToString("CASCADE");
                        });
        assertThat(table(Mayor.class).foreignKeys())
                .singleElement()
                .satisfies(key -> assertThat(key.columns()).containsExactly("country_code"));
    }

    @Entity(table = "site")
    static class Site {
        @Id int country;
        @Id int number;

        Site() {}

        Site(int country, int number) {
            this.country = country;
            this.number = number;
        }
    }

    @Entity(table = "trip")
    @ForeignKeyConstraint(
            name = "trip_site",
            columns = {"site_country", "site_number"},
            references = {"site.country", "site.number"},
            match = Match.FULL,
            onDelete = "CASCADE",
            deferrable = true)
    static class Trip {
        @Id int id;
        @Nullable Integer siteCountry;
        @Nullable Integer siteNumber;

        Trip() {}

        Trip(int id, @Nullable Integer siteCountry, @Nullable Integer siteNumber) {
            this.id = id;
            this.siteCountry = siteCountry;
            this.siteNumber = siteNumber;
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    @DisplayName(
            "RC-10: match, deferrable and the actions of a key are told to databases that know them")
    void clausesOfAKey(TestDatabase database) {
        List<String> statements = new ArrayList<>();
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Site.class, Trip.class)
                        .listener((StatementListener) run -> statements.add(run.sql()))
                        .build();
        relmap.schema().createAll();
        relmap.inTransaction(
                session ->
                        session.addAll(
                                List.of(
                                        new Site(1, 1),
                                        new Trip(1, null, null),
                                        new Trip(2, 1, 1))));

        if (database == TestDatabase.H2) { // it knows neither
            assertThat(statements).noneMatch(sql -> sql.contains("MATCH"));
        } else {
            assertThat(statements)
                    .anyMatch(
                            sql ->
                                    sql.contains(
                                            "MATCH FULL ON DELETE CASCADE DEFERRABLE INITIALLY"
                                                    + " IMMEDIATE"));
        }
        if (database == TestDatabase.POSTGRESQL) {
            assertThatThrownBy(
                            () ->
                                    relmap.inTransaction(
                                            session -> session.add(new Trip(3, 1, null))))
                    .isInstanceOf(IntegrityException.class)
                    .hasMessageContaining("trip_site");
        }
    }

    @Test
    @DisplayName("RC-11: a reference to a table alone means the column of the same name")
    void theColumnOfTheSameName() {
        assertThat(table(Region.class).foreignKeys())
                .singleElement()
                .satisfies(
                        key -> {
                            assertThat(key.name()).isNull();
                            assertThat(key.references()).isEqualTo(TableName.of("country"));
                            assertThat(key.referencedColumns()).containsExactly("code");
                        });
    }

    @Entity(table = "branch")
    static class Branch {
        @Id @Nullable Integer id;

        @ForeignKey("crm.office.address.id")
        @Nullable Integer addressId;
    }

    @Test
    @DisplayName(
            "RC-11: the last word is the column, the one before it the table, all else the schema")
    void schemaTableColumn() {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .entities(Branch.class)
                        .build();

        assertThat(relmap.mapping().warnings())
                .singleElement()
                .satisfies(
                        warning ->
                                assertThat(warning.message())
                                        .contains("branch.address_id", "crm.office.address"));
    }
}
