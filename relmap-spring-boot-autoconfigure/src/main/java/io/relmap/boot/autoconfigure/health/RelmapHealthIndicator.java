package io.relmap.boot.autoconfigure.health;

import io.relmap.Relmap;
import io.relmap.session.Session;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Up while the database of each {@code Relmap} bean answers; the details say what is mapped, by the name of the bean. Safe for
 * use by several threads.
 */
public final class RelmapHealthIndicator extends AbstractHealthIndicator {

    private static final int SECONDS = 5;

    private final Map<String, Relmap> all;

    /**
     * An indicator for these.
     *
     * @param all by the name of the bean
     */
    public RelmapHealthIndicator(Map<String, Relmap> all) {
        super("relmap's health check failed");
        this.all = new TreeMap<>(all);
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up();
        all.forEach(
                (name, relmap) -> {
                    builder.withDetail(name, Detail.of(relmap));
                    if (!answers(relmap)) {
                        builder.down();
                    }
                });
    }

    private static boolean answers(Relmap relmap) {
        try (Session session = relmap.openSession()) {
            return session.doWithConnection(connection -> connection.isValid(SECONDS));
        }
    }

    /**
     * What is mapped.
     *
     * @param dialect the kind of database
     * @param entities how many entities
     * @param relationships how many relationships they have
     * @param warnings how many things of the mapping are doubtful; the endpoint {@code relmap} lists them
     */
    public record Detail(String dialect, int entities, int relationships, int warnings) {

        static Detail of(Relmap relmap) {
            return new Detail(
                    relmap.dialect().toString(),
                    relmap.mappers().size(),
                    relmap.mappers().stream()
                            .mapToInt(mapper -> mapper.relationships().size())
                            .sum(),
                    relmap.mapping().warnings().size());
        }
    }
}
