package io.relmap.benchmarks.start;

import java.util.List;
import javax.sql.DataSource;

/** Starts one contender. */
interface Starter {

    /** The source of the entity classes. */
    EntitySources sources();

    /**
     * Gets ready for these entities and loads all of the first one.
     *
     * @return how many there are
     */
    int firstQuery(DataSource dataSource, List<Class<?>> entities);

    /** The one of this name; its own libraries are not loaded before it works. */
    static Starter of(String name) {
        return switch (name) {
            case "raw" -> new RawStarter();
            case "relmap" -> new RelmapStarter();
            case "Ebean" -> new EbeanStarter();
            case "Hibernate" -> new HibernateStarter();
            case "Spring Data JDBC" -> new SpringDataStarter();
            default -> throw new IllegalArgumentException("Nothing starts " + name);
        };
    }
}
