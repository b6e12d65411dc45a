package io.relmap.benchmarks.start;

import io.ebean.Database;
import java.util.List;
import javax.sql.DataSource;

/** Ebean; the classes are enhanced before it starts. */
final class EbeanStarter implements Starter {

    @Override
    public EntitySources sources() {
        return EntitySources.JAKARTA;
    }

    @Override
    public int firstQuery(DataSource dataSource, List<Class<?>> entities) {
        return Database.builder()
                .name("start")
                .register(false)
                .defaultDatabase(false)
                .dataSource(dataSource)
                .classes(entities)
                .disableClasspathSearch(true)
                .build()
                .find(entities.get(0))
                .findList()
                .size();
    }
}
