package io.relmap.boot.autoconfigure;

import io.relmap.Relmap;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.jdbc.SchemaManagementProvider;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;

/** Creates or checks tables at start, as {@code relmap.schema.mode} says, after Flyway, Liquibase and scripts. */
@AutoConfiguration(after = RelmapAutoConfiguration.class)
@ConditionalOnBean(RelmapProperties.class)
@ConditionalOnSingleCandidate(Relmap.class)
@Conditional(RelmapSchemaAutoConfiguration.NotSwitchedOff.class)
@Import(DatabaseInitializationDependencyConfigurer.class)
public final class RelmapSchemaAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    RelmapSchemaInitializer relmapSchemaInitializer(
            Relmap relmap,
            DataSource dataSource,
            RelmapProperties properties,
            ObjectProvider<SchemaManagementProvider> providers) {
        SchemaMode mode = properties.schema().mode();
        return new RelmapSchemaInitializer(
                relmap,
                mode == null ? new DefaultSchemaMode(providers).forDatabase(dataSource) : mode);
    }

    /** Unless the mode is none. */
    static final class NotSwitchedOff extends NoneNestedConditions {

        NotSwitchedOff() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnProperty(name = "relmap.schema.mode", havingValue = "none")
        static class SwitchedOff {}
    }
}
