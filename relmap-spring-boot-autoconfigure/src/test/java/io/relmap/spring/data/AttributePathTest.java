package io.relmap.spring.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.spring.RelmapTransactionManager;
import io.relmap.spring.TransactionalSessions;
import io.relmap.spring.data.support.RelmapRepositoryFactory;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("What the words of a query method's name mean")
class AttributePathTest {

    /** A label, whose country has a name. */
    @Entity(table = "label")
    static class Label {
        @Id @GeneratedValue Long id;
        String countryName;
        String label_code;

        @ForeignKey("country.id")
        @Relationship(backPopulates = "labels")
        final ToOne<Country> country = ToOne.of(this);

        Label() {}

        Label(String countryName, String code, Country country) {
            this.countryName = countryName;
            this.label_code = code;
            this.country.set(country);
        }
    }

    /** A country. */
    @Entity(table = "country")
    static class Country {
        @Id @GeneratedValue Long id;
        String name;

        @Relationship(backPopulates = "country")
        final ToList<Label> labels = ToList.of(this);

        Country() {}

        Country(String name) {
            this.name = name;
        }
    }

    /** Queries whose names could mean two things. */
    interface Labels extends RelmapRepository<Label, Long> {

        List<Label> findByCountryName(String name);

        List<Label> findByCountry_Name(String name);

        List<Label> findByCountryLabels_CountryName(String name);

        List<Label> findByLabel_code(String code);
    }

    @Test
    void anUnderscoreEndsAStepAndWithoutOneTheLongestNameCounts() {
        run(
                labels -> {
                    assertThat(labels.findByCountryName("as written")).hasSize(1);
                    assertThat(labels.findByCountryName("as related")).isEmpty();
                    assertThat(labels.findByCountry_Name("as related")).hasSize(1);
                    assertThat(labels.findByCountry_Name("as written")).isEmpty();
                    assertThat(labels.findByCountryLabels_CountryName("as written")).hasSize(1);
                });
    }

    @Test
    void anAttributesOwnNameMayHaveAnUnderscore() {
        run(labels -> assertThat(labels.findByLabel_code("L1")).hasSize(1));
    }

    private static void run(Consumer<Labels> test) {
        DataSource dataSource = TestDatabase.H2.freshDataSource();
        Relmap relmap =
                Relmap.builder()
                        .dataSource(dataSource)
                        .entities(Label.class, Country.class)
                        .build();
        relmap.schema().createAll();
        TransactionalSessions sessions = new TransactionalSessions(relmap, dataSource);
        Labels labels =
                new RelmapRepositoryFactory(sessions.mapping(), sessions.shared())
                        .getRepository(Labels.class);
        new TransactionTemplate(new RelmapTransactionManager(sessions))
                .executeWithoutResult(
                        status -> {
                            labels.save(new Label("as written", "L1", new Country("as related")));
                            test.accept(labels);
                        });
    }
}
