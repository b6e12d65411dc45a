package io.relmap.boot.autoconfigure;

import io.relmap.Relmap;
import io.relmap.RelmapBuilder;
import io.relmap.annotation.Entity;
import io.relmap.dialect.Dialect;
import io.relmap.dialect.Dialects;
import io.relmap.mapping.config.NamingStrategy;
import io.relmap.observe.EntityListener;
import io.relmap.observe.LazyLoadListener;
import io.relmap.observe.StatementListener;
import io.relmap.session.Session;
import io.relmap.session.SessionListener;
import io.relmap.spring.ForeignTransactionListener;
import io.relmap.spring.RelmapExceptionTranslator;
import io.relmap.spring.RelmapTransactionManager;
import io.relmap.spring.TransactionalSessions;
import io.relmap.spring.data.callback.EntityCallbackListener;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.persistence.autoconfigure.EntityScanner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizers;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mapping.callback.EntityCallback;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.transaction.TransactionManager;

/**
 * Makes a {@link Relmap} of the application's entities on its data source, the shared {@link Session}, and a transaction
 * manager where the application has no other. JPA's comes first where both are there.
 */
@AutoConfiguration(
        after = {
            DataSourceAutoConfiguration.class,
            TransactionManagerCustomizationAutoConfiguration.class
        },
        afterName =
                "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
        before = {
            TransactionAutoConfiguration.class,
            DataSourceTransactionManagerAutoConfiguration.class
        })
@ConditionalOnClass({Relmap.class, TransactionManager.class})
@ConditionalOnSingleCandidate(DataSource.class)
@EnableConfigurationProperties(RelmapProperties.class)
public final class RelmapAutoConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger("relmap.mapping");

    @Bean
    @ConditionalOnMissingBean
    static RelmapManagedTypes relmapManagedTypes(ApplicationContext context)
            throws ClassNotFoundException {
        return RelmapManagedTypes.of(new EntityScanner(context).scan(Entity.class));
    }

    @Bean
    @ConditionalOnMissingBean
    Relmap relmap(
            DataSource dataSource,
            RelmapManagedTypes types,
            ObjectProvider<JdbcConnectionDetails> connection,
            RelmapConfigurer configurer) {
        RelmapBuilder builder = Relmap.builder().dataSource(dataSource).entities(types.toList());
        if (!(dataSource
                instanceof
                EmbeddedDatabase)) { // tests put one in the place of what the details are of
            connection.ifUnique(details -> dialectByUrl(builder, details));
        }
        configurer.configure(builder);
        Relmap relmap = builder.build();
        describe(relmap);
        return relmap;
    }

    private static void describe(Relmap relmap) {
        if (relmap.mappers().isEmpty()) {
            LOG.warn(
                    "No entities: there is no class with io.relmap.annotation.Entity in the package of"
                            + " the application's main class or below it, nor where @EntityScan looks");
            return;
        }
        LOG.info(
                "{} entities with {} relationships on {}",
                relmap.mappers().size(),
                relmap.mappers().stream().mapToInt(mapper -> mapper.relationships().size()).sum(),
                relmap.dialect());
    }

    /** Spares the question to the database, which may not answer yet when the application starts. */
    private static void dialectByUrl(RelmapBuilder builder, JdbcConnectionDetails connection) {
        Dialect dialect = Dialects.forUrl(connection.getJdbcUrl());
        if (dialect != null) {
            builder.dialect(dialect);
        }
    }

    @Bean
    @ConditionalOnMissingBean
    RelmapConfigurer relmapConfigurer(
            RelmapProperties properties,
            ObjectProvider<StatementListener> statementListeners,
            ObjectProvider<SessionListener> sessionListeners,
            ObjectProvider<EntityListener> entityListeners,
            ObjectProvider<LazyLoadListener> lazyLoadListeners,
            ObjectProvider<Dialect> dialect,
            ObjectProvider<NamingStrategy> naming,
            ObjectProvider<MappingCustomizer> mappingCustomizers,
            ObjectProvider<RelmapBuilderCustomizer> customizers) {
        return new RelmapConfigurer(
                properties,
                statementListeners,
                sessionListeners,
                entityListeners,
                lazyLoadListeners,
                new MappingBeans(dialect, naming, mappingCustomizers),
                customizers);
    }

    @Bean
    @ConditionalOnMissingBean
    TransactionalSessions relmapSessions(Relmap relmap, DataSource dataSource) {
        return new TransactionalSessions(relmap, dataSource);
    }

    @Bean(destroyMethod = "") // its close() refuses: it is nobody's to close
    @ConditionalOnMissingBean
    Session relmapSession(TransactionalSessions sessions) {
        return sessions.shared();
    }

    @Bean
    @ConditionalOnMissingBean
    static RelmapExceptionTranslator relmapExceptionTranslator() {
        return new RelmapExceptionTranslator();
    }

    /** Where nobody else runs transactions. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(TransactionManager.class)
    static class OwnTransactions {

        @Bean
        RelmapTransactionManager transactionManager(
                TransactionalSessions sessions,
                ObjectProvider<TransactionManagerCustomizers> customizers) {
            RelmapTransactionManager manager = new RelmapTransactionManager(sessions);
            customizers.ifAvailable(all -> all.customize(manager));
            return manager;
        }
    }

    /** Where somebody else does: JPA, JTA, the application itself. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(TransactionManager.class)
    @ConditionalOnMissingBean(RelmapTransactionManager.class)
    static class ForeignTransactions {

        @Bean
        @ConditionalOnMissingBean
        ForeignTransactionListener relmapTransactionListener(TransactionalSessions sessions) {
            return new ForeignTransactionListener(sessions);
        }
    }

    /** Where beans want to be called for what a flush writes. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(EntityCallback.class)
    static class Callbacks {

        @Bean
        @ConditionalOnBean(EntityCallback.class)
        @ConditionalOnMissingBean
        EntityCallbackListener relmapEntityCallbacks(BeanFactory beans) {
            return new EntityCallbackListener(beans);
        }
    }
}
