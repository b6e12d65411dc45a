package io.relmap.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.relmap.Relmap;
import io.relmap.session.Session;
import io.relmap.spring.data.config.EnableRelmapRepositories;
import io.relmap.spring.fixture.Author;
import io.relmap.spring.fixture.AuthorRepository;
import io.relmap.spring.fixture.Book;
import io.relmap.spring.fixture.Stock;
import io.relmap.spring.fixture.StockRepository;
import io.relmap.spring.fixture.Tag;
import io.relmap.testsupport.TestDatabase;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("Several data sources in one application")
class SeveralRelmapsTest {

    @Test
    void eachHasItsSessionsTransactionsAndRepositories() {
        new ApplicationContextRunner()
                .withUserConfiguration(Catalog.class, Warehouse.class)
                .run(
                        context -> {
                            AuthorRepository authors = context.getBean(AuthorRepository.class);
                            StockRepository stock = context.getBean(StockRepository.class);
                            PlatformTransactionManager outer =
                                    context.getBean(
                                            "catalogTransactions",
                                            PlatformTransactionManager.class);
                            new TransactionTemplate(outer)
                                    .executeWithoutResult(
                                            status -> {
                                                authors.save(new Author("Le Guin"));
                                                stock.save(new Stock("main", "123", 7));
                                                status.setRollbackOnly();
                                            });

                            assertThat(authors.count()).as("rolled back").isZero();
                            assertThat(stock.count()).as("a transaction of its own").isOne();
                        });
    }

    @Test
    void eachIsInjectedByItsNameAndUsedInTheTransactionOfItsManager() {
        new ApplicationContextRunner()
                .withUserConfiguration(
                        Transactions.class,
                        Catalog.class,
                        Warehouse.class,
                        Delivery.class,
                        Booking.class)
                .run(
                        context -> {
                            Delivery delivery = context.getBean(Delivery.class);
                            assertThatIllegalStateException()
                                    .isThrownBy(() -> delivery.failAfterBooking("Le Guin", "123"));
                            assertThat(context.getBean(AuthorRepository.class).count())
                                    .as("rolled back")
                                    .isZero();
                            assertThat(context.getBean(StockRepository.class).count())
                                    .as("committed by its own manager")
                                    .isOne();
                        });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(proxyTargetClass = true)
    static class Transactions {}

    /** Works in the catalog's transaction. */
    static class Delivery {

        private final Session catalog;
        private final Booking booking;

        Delivery(@Qualifier("catalogSession") Session catalog, Booking booking) {
            this.catalog = catalog;
            this.booking = booking;
        }

        @Transactional("catalogTransactions")
        public void failAfterBooking(String author, String book) {
            catalog.add(new Author(author));
            booking.book(book);
            throw new IllegalStateException("on purpose");
        }
    }

    /** Works in the warehouse's transaction. */
    static class Booking {

        private final Session warehouse;

        Booking(@Qualifier("warehouseSession") Session warehouse) {
            this.warehouse = warehouse;
        }

        @Transactional("warehouseTransactions")
        public void book(String book) {
            warehouse.add(new Stock("main", book, 1));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableRelmapRepositories(
            basePackageClasses = AuthorRepository.class,
            excludeFilters =
                    @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = StockRepository.class),
            sessionsRef = "catalogSessions",
            transactionManagerRef = "catalogTransactions")
    static class Catalog {

        @Bean
        TransactionalSessions catalogSessions() {
            return sessions(Author.class, Book.class, Tag.class);
        }

        @Bean(destroyMethod = "")
        Session catalogSession(TransactionalSessions catalogSessions) {
            return catalogSessions.shared();
        }

        @Bean
        RelmapTransactionManager catalogTransactions(TransactionalSessions catalogSessions) {
            return new RelmapTransactionManager(catalogSessions);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableRelmapRepositories(
            basePackageClasses = StockRepository.class,
            includeFilters =
                    @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = StockRepository.class),
            excludeFilters =
                    @Filter(type = FilterType.REGEX, pattern = ".*(Author|Book|Tag)Repository"),
            sessionsRef = "warehouseSessions",
            transactionManagerRef = "warehouseTransactions")
    static class Warehouse {

        @Bean
        TransactionalSessions warehouseSessions() {
            return sessions(Stock.class);
        }

        @Bean(destroyMethod = "")
        Session warehouseSession(TransactionalSessions warehouseSessions) {
            return warehouseSessions.shared();
        }

        @Bean
        RelmapTransactionManager warehouseTransactions(TransactionalSessions warehouseSessions) {
            return new RelmapTransactionManager(warehouseSessions);
        }
    }

    private static TransactionalSessions sessions(Class<?>... entities) {
        DataSource dataSource = TestDatabase.H2.freshDataSource();
        Relmap relmap = Relmap.builder().dataSource(dataSource).entities(entities).build();
        relmap.schema().createAll();
        return new TransactionalSessions(relmap, dataSource);
    }
}
