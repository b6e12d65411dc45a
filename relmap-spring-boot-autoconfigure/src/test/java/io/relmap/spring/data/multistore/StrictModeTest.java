package io.relmap.spring.data.multistore;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.spring.data.RelmapRepository;
import io.relmap.spring.data.config.EnableRelmapRepositories;
import io.relmap.spring.data.support.RelmapRepositoryFactoryBean;
import io.relmap.spring.fixture.Author;
import io.relmap.spring.fixture.Book;
import io.relmap.spring.fixture.Contexts;
import io.relmap.spring.fixture.Tag;
import io.relmap.spring.fixture.Transactions;
import io.relmap.testsupport.TestDatabase;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.core.convert.JdbcCustomConversions;
import org.springframework.data.jdbc.core.mapping.JdbcMappingContext;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.data.jdbc.repository.support.JdbcRepositoryFactoryBean;
import org.springframework.data.relational.RelationalManagedTypes;
import org.springframework.data.relational.core.mapping.NamingStrategy;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.ListCrudRepository;

@DisplayName("Several modules of Spring Data in one application")
class StrictModeTest {

    /**
     * An entity of Spring Data JDBC, over relmap's table of tags.
     *
     * @param id the key
     * @param name the name
     */
    @Table("tag")
    record Label(@Id Long id, String name) {}

    /** It is Spring Data JDBC's by its entity. */
    interface Labels extends ListCrudRepository<Label, Long> {}

    /** It is relmap's by its entity. */
    interface Authors extends ListCrudRepository<Author, Long> {}

    /** It is relmap's by its type. */
    interface ByType extends RelmapRepository<Author, Long> {}

    /** Both modules look at the same interfaces; with filters of its own a module takes all that these leave. */
    @Configuration(proxyBeanMethods = false)
    @EnableRelmapRepositories(
            considerNestedRepositories = true,
            basePackageClasses = StrictModeTest.class)
    @EnableJdbcRepositories(
            considerNestedRepositories = true,
            basePackageClasses = StrictModeTest.class)
    static class Application extends AbstractJdbcConfiguration {

        @Override
        public JdbcMappingContext jdbcMappingContext(
                Optional<NamingStrategy> naming,
                JdbcCustomConversions conversions,
                RelationalManagedTypes types) {
            JdbcMappingContext context = super.jdbcMappingContext(naming, conversions, types);
            context.setForceQuote(false); // names as relmap writes them
            return context;
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void eachModuleTakesItsOwnRepositoriesAndAllShareTransactions(TestDatabase database) {
        Contexts.on(database)
                .withUserConfiguration(Application.class)
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            assertThat(
                                            context.getBeanNamesForType(
                                                    RelmapRepositoryFactoryBean.class))
                                    .hasSize(2);
                            assertThat(context.getBeanNamesForType(JdbcRepositoryFactoryBean.class))
                                    .hasSize(1);
                            Transactions app = new Transactions(context);
                            app.required(
                                    () -> {
                                        context.getBean(Authors.class)
                                                .save(
                                                        new Author(
                                                                "Lem",
                                                                new Book(
                                                                        "Solaris",
                                                                        1961,
                                                                        new Tag("sf"))));
                                        app.session().flush();
                                        assertThat(context.getBean(Labels.class).findAll())
                                                .extracting(Label::name)
                                                .containsExactly("sf");
                                    });
                            assertThat(context.getBean(ByType.class).count()).isEqualTo(1);
                        });
    }
}
