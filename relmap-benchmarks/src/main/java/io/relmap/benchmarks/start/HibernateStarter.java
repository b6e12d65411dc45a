package io.relmap.benchmarks.start;

import java.util.List;
import javax.sql.DataSource;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;

/** Hibernate. */
final class HibernateStarter implements Starter {

    @Override
    public EntitySources sources() {
        return EntitySources.JAKARTA;
    }

    @Override
    @SuppressWarnings("resource") // the program ends with it
    public int firstQuery(DataSource dataSource, List<Class<?>> entities) {
        Configuration configuration = new Configuration();
        entities.forEach(configuration::addAnnotatedClass);
        configuration.getProperties().put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource);
        return configuration
                .buildSessionFactory()
                .fromTransaction(
                        session ->
                                session.createSelectionQuery("from E0", entities.get(0))
                                        .list()
                                        .size());
    }
}
