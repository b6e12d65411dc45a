package io.relmap.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Relmap;
import io.relmap.dialect.Dialect;
import io.relmap.dialect.Dialects;
import io.relmap.error.InvalidRequestException;
import io.relmap.mapping.Behaviour;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.config.NamingStrategy;
import io.relmap.observe.EntityListener;
import io.relmap.observe.StatementExecution;
import io.relmap.observe.StatementListener;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.Table;
import io.relmap.session.Session;
import io.relmap.spring.ForeignTransactionListener;
import io.relmap.spring.RelmapExceptionTranslator;
import io.relmap.spring.RelmapTransactionManager;
import io.relmap.spring.TransactionalSessions;
import io.relmap.spring.data.RelmapRepository;
import io.relmap.spring.fixture.Author;
import io.relmap.spring.fixture.Contexts;
import io.relmap.spring.fixture.Stock;
import io.relmap.spring.fixture.Tag;
import io.relmap.testsupport.TestDatabase;
import io.relmap.type.TypeRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.data.repository.Repository;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("Auto-configuration")
class RelmapAutoConfigurationTest {

    private final ApplicationContextRunner contexts = Contexts.runner();

    @Test
    void aDataSourceIsEnoughForSessionsAndTransactions() {
        contexts.run(
                context -> {
                    assertThat(context)
                            .hasSingleBean(Relmap.class)
                            .hasSingleBean(TransactionalSessions.class)
                            .hasSingleBean(Session.class)
                            .hasSingleBean(RelmapExceptionTranslator.class)
                            .doesNotHaveBean(ForeignTransactionListener.class);
                    assertThat(context.getBean(TransactionManager.class))
                            .isInstanceOf(RelmapTransactionManager.class);
                    assertThat(context.getBean(Relmap.class).mappers())
                            .extracting(Mapper::entityName)
                            .containsExactlyInAnyOrder("Author", "Book", "Tag", "Stock");
                });
    }

    @Test
    void itBacksOffWithoutADataSource() {
        new ApplicationContextRunner()
                .withConfiguration(
                        org.springframework.boot.autoconfigure.AutoConfigurations.of(
                                RelmapAutoConfiguration.class))
                .run(context -> assertThat(context).doesNotHaveBean(Relmap.class));
    }

    @Test
    void itBacksOffWithSeveralDataSources() {
        contexts.withBean("one", DataSource.class, TestDatabase.H2::freshDataSource)
                .withBean("two", DataSource.class, TestDatabase.H2::freshDataSource)
                .run(
                        context ->
                                assertThat(context)
                                        .hasNotFailed()
                                        .doesNotHaveBean(Relmap.class)
                                        .doesNotHaveBean(Session.class));
    }

    @Test
    void theApplicationsOwnRelmapWorksBesideSeveralDataSources() {
        DataSource one = TestDatabase.H2.freshDataSource();
        Relmap own = Relmap.builder().dataSource(one).entities(Tag.class).build();
        contexts.withPropertyValues("relmap.repositories.enabled=false")
                .withBean("one", DataSource.class, () -> one)
                .withBean("two", DataSource.class, TestDatabase.H2::freshDataSource)
                .withBean(Relmap.class, () -> own)
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(Relmap.class));
    }

    @Test
    void itBacksOffForTheApplicationsOwnRelmap() {
        Relmap own =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .entities(Tag.class)
                        .build();
        contexts.withPropertyValues("relmap.repositories.enabled=false")
                .withBean("own", Relmap.class, () -> own)
                .run(
                        context -> {
                            assertThat(context).hasSingleBean(Relmap.class);
                            assertThat(context.getBean(Relmap.class)).isSameAs(own);
                            assertThat(context.getBean(TransactionalSessions.class).mapping())
                                    .isSameAs(own.mapping());
                        });
    }

    @Test
    void itBacksOffForTheApplicationsOwnBeans() {
        contexts.withUserConfiguration(OwnBeans.class)
                .run(
                        context -> {
                            assertThat(context)
                                    .hasSingleBean(TransactionalSessions.class)
                                    .hasBean("ownSessions")
                                    .hasSingleBean(Session.class)
                                    .hasBean("ownSession")
                                    .hasSingleBean(RelmapManagedTypes.class)
                                    .hasBean("ownTypes")
                                    .hasSingleBean(RelmapExceptionTranslator.class)
                                    .hasBean("ownTranslator");
                            assertThat(context.getBean(Relmap.class).mappers())
                                    .extracting(Mapper::entityName)
                                    .containsExactly("Author", "Book", "Tag", "Stock");
                        });
    }

    @Test
    void theApplicationsOwnTransactionManagerWins() {
        contexts.withUserConfiguration(OwnTransactionManager.class)
                .run(
                        context ->
                                assertThat(context)
                                        .hasSingleBean(TransactionManager.class)
                                        .hasBean("own")
                                        .hasSingleBean(ForeignTransactionListener.class));
    }

    @Test
    void transactionManagerCustomizersAreCalled() {
        contexts.withBean(
                        TransactionManagerCustomizer.class,
                        () ->
                                (TransactionManagerCustomizer<RelmapTransactionManager>)
                                        manager -> manager.setDefaultTimeout(7))
                .run(
                        context ->
                                assertThat(
                                                context.getBean(RelmapTransactionManager.class)
                                                        .getDefaultTimeout())
                                        .isEqualTo(7));
    }

    @Test
    void entityScanNamesOtherPackages() {
        contexts.withPropertyValues("relmap.repositories.enabled=false")
                .withUserConfiguration(OtherPackages.class)
                .run(context -> assertThat(context.getBean(Relmap.class).mappers()).isEmpty());
    }

    @Test
    void theApplicationsDialectAndNamesCount() {
        NamingStrategy loud =
                new NamingStrategy() {
                    @Override
                    public String table(String className) {
                        return "T_" + className;
                    }

                    @Override
                    public String column(String fieldName) {
                        return "C_" + fieldName;
                    }
                };
        contexts.withBean(Dialect.class, () -> Dialects.forProduct("postgresql"))
                .withBean(NamingStrategy.class, () -> loud)
                .withBean(RelmapManagedTypes.class, () -> RelmapManagedTypes.of(Stock.class))
                .withPropertyValues("relmap.schema.mode=none", "relmap.repositories.enabled=false")
                .run(
                        context -> {
                            Relmap relmap = context.getBean(Relmap.class);
                            assertThat(relmap.dialect()).hasToString("PostgreSQL");
                            assertThat(relmap.mapping().mapper(Stock.class).table().columns())
                                    .extracting(column -> column.name())
                                    .contains("C_copies");
                        });
        contexts.withBean(Dialect.class, () -> Dialects.forProduct("postgresql"))
                .withPropertyValues("relmap.dialect=h2")
                .run(
                        context ->
                                assertThat(context.getBean(Relmap.class).dialect())
                                        .as("a property is of this deployment alone")
                                        .hasToString("H2"));
    }

    /** Where a database is. */
    private record Details(String getJdbcUrl) implements JdbcConnectionDetails {

        @Override
        public String getUsername() {
            return "sa";
        }

        @Override
        public String getPassword() {
            return "";
        }
    }

    @Test
    void severalConnectionDetailsSayNothingOfTheDialect() {
        contexts.withBean(DataSource.class, TestDatabase.H2::freshDataSource)
                .withBean(
                        "one", JdbcConnectionDetails.class, () -> new Details("jdbc:postgresql:1"))
                .withBean(
                        "two", JdbcConnectionDetails.class, () -> new Details("jdbc:postgresql:2"))
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            assertThat(context.getBean(Relmap.class).dialect()).hasToString("H2");
                        });
    }

    @Test
    void mappingCustomizersMapWhatHasNoClass() {
        Table note =
                Table.named("note")
                        .column(ColumnDefinition.of("id", TypeRegistry.integer()).notNull())
                        .primaryKey(List.of("id"))
                        .build();
        contexts.withBean(
                        MappingCustomizer.class,
                        () -> mapping -> mapping.mapDynamic("Note", note, entity -> {}))
                .run(
                        context ->
                                assertThat(context.getBean(Relmap.class).mappers())
                                        .extracting(Mapper::entityName)
                                        .contains("Note", "Author"));
    }

    @Test
    void lazyInitializationWaitsWithMappingAndTablesForTheFirstUse() {
        contexts.withPropertyValues("relmap.repositories.bootstrap-mode=lazy")
                .withInitializer(
                        context ->
                                context.addBeanFactoryPostProcessor(
                                        new LazyInitializationBeanFactoryPostProcessor()))
                .run(
                        context -> {
                            ConfigurableListableBeanFactory beans =
                                    context.getSourceApplicationContext().getBeanFactory();
                            assertThat(beans.containsSingleton("relmap")).isFalse();

                            inTransaction(
                                    context.getBean(PlatformTransactionManager.class),
                                    () ->
                                            context.getBean(Session.class)
                                                    .add(new Author("Le Guin")));

                            assertThat(beans.containsSingleton("relmap")).isTrue();
                        });
        contexts.run(
                context ->
                        assertThat(
                                        context.getSourceApplicationContext()
                                                .getBeanFactory()
                                                .containsSingleton("relmap"))
                                .isTrue());
    }

    @Test
    void listenersOfRowsAreAskedInTheirOrder() {
        List<String> calls = new CopyOnWriteArrayList<>();
        contexts.withPropertyValues("relmap.schema.mode=create")
                .withBean("last", EntityListener.class, () -> new Noting(2, calls))
                .withBean("first", EntityListener.class, () -> new Noting(1, calls))
                .run(
                        context -> {
                            inTransaction(
                                    context.getBean(PlatformTransactionManager.class),
                                    () ->
                                            context.getBean(Session.class)
                                                    .add(new Author("Le Guin")));
                            assertThat(calls).containsExactly("1", "2");
                        });
    }

    @Test
    void anEntityListenerGetsTheSessionFromAProvider() {
        List<String> calls = new CopyOnWriteArrayList<>();
        contexts.withBean("calls", List.class, () -> calls)
                .withBean(Asking.class)
                .run(
                        context -> {
                            inTransaction(
                                    context.getBean(PlatformTransactionManager.class),
                                    () ->
                                            context.getBean(Session.class)
                                                    .add(new Author("Le Guin")));
                            assertThat(calls).containsExactly("in the session: true");
                        });
    }

    /** Asks the session about what is inserted. */
    private record Asking(ObjectProvider<Session> session, List<String> calls)
            implements EntityListener {

        @Override
        public void beforeInsert(Object entity) {
            calls.add("in the session: " + session.getObject().contains(entity));
        }
    }

    /** Notes its place before an insert. */
    private record Noting(int place, List<String> calls) implements EntityListener, Ordered {

        @Override
        public void beforeInsert(Object entity) {
            calls.add(String.valueOf(place));
        }

        @Override
        public int getOrder() {
            return place;
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void theStartSaysWhatIsMapped(CapturedOutput output) {
        contexts.run(context -> assertThat(output).contains("4 entities with").contains("on H2"));
        contexts.withBean(RelmapManagedTypes.class, () -> RelmapManagedTypes.of())
                .run(context -> assertThat(output).contains("No entities"));
    }

    @Test
    void customizersAndListenersAreAskedInOrder() {
        List<String> calls = new CopyOnWriteArrayList<>();
        contexts.withBean(
                        RelmapBuilderCustomizer.class,
                        () -> builder -> builder.behaviour(Behaviour.REFERENCE))
                .withBean(StatementListener.class, () -> statement -> note(calls, statement))
                .run(
                        context -> {
                            assertThat(
                                            context.getBean(Relmap.class)
                                                    .mapping()
                                                    .behaviours()
                                                    .overall())
                                    .isEqualTo(Behaviour.REFERENCE);
                            inTransaction(
                                    context.getBean(PlatformTransactionManager.class),
                                    () ->
                                            context.getBean(Session.class)
                                                    .query(Author.class)
                                                    .list());
                            assertThat(calls).anyMatch(sql -> sql.contains("author"));
                        });
    }

    @Test
    void itWorksWithoutSpringData() {
        contexts.withClassLoader(new FilteredClassLoader(Repository.class))
                .run(
                        context ->
                                assertThat(context)
                                        .hasNotFailed()
                                        .hasSingleBean(Session.class)
                                        .doesNotHaveBean(RelmapRepository.class));
    }

    @Test
    void theSharedSessionRefusesToEndTheTransactionAndCanBeLookedAtWithoutOne() {
        contexts.run(
                context -> {
                    Session session = context.getBean(Session.class);
                    assertThat(session.toString()).contains("Shared session");
                    assertThat(new java.util.HashSet<>(List.of(session))).contains(session);
                    assertThat(session.isClosed()).isFalse();
                    for (Runnable end :
                            List.<Runnable>of(session::commit, session::rollback, session::close)) {
                        assertThatThrownBy(end::run)
                                .isInstanceOf(InvalidRequestException.class)
                                .hasMessageContainingAll("RM-331", "setRollbackOnly()");
                    }
                    assertThatThrownBy(session::beginNested)
                            .isInstanceOf(InvalidRequestException.class)
                            .hasMessageContainingAll("RM-331", "propagation = NESTED");
                });
    }

    private static void note(List<String> calls, StatementExecution statement) {
        calls.add(statement.sql());
    }

    private static void inTransaction(PlatformTransactionManager manager, Runnable work) {
        new TransactionTemplate(manager).executeWithoutResult(status -> work.run());
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnBeans {

        @Bean
        RelmapManagedTypes ownTypes() {
            return RelmapManagedTypes.of(
                    Author.class,
                    io.relmap.spring.fixture.Book.class,
                    Tag.class,
                    io.relmap.spring.fixture.Stock.class);
        }

        @Bean
        TransactionalSessions ownSessions(Relmap relmap, DataSource dataSource) {
            return new TransactionalSessions(relmap, dataSource);
        }

        @Bean(destroyMethod = "")
        Session ownSession(TransactionalSessions sessions) {
            return sessions.shared();
        }

        @Bean
        RelmapExceptionTranslator ownTranslator() {
            return new RelmapExceptionTranslator();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnTransactionManager {

        @Bean
        JdbcTransactionManager own(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EntityScan("io.relmap.nothing.here")
    static class OtherPackages {}
}
