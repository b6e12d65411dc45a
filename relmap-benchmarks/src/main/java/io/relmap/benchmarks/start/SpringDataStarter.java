package io.relmap.benchmarks.start;

import io.relmap.benchmarks.springdata.SpringDataContender;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;

/** Spring Data JDBC with a small Spring context. It has no references: the column is a key. */
final class SpringDataStarter implements Starter {

    @Override
    public EntitySources sources() {
        return new EntitySources(
                "import org.springframework.data.annotation.Id;"
                        + " import org.springframework.data.relational.core.mapping.Table;",
                """
                @Table("e%1$d")
                public class E%1$d {
                    @Id Long id;
                    String name; int number; long amount;
                """,
                "Long previousId;",
                "");
    }

    @Override
    @SuppressWarnings("resource") // the program ends with it
    public int firstQuery(DataSource dataSource, List<Class<?>> entities) {
        JdbcAggregateTemplate template =
                SpringDataContender.context(dataSource).getBean(JdbcAggregateTemplate.class);
        entities.forEach(
                entity ->
                        template.getConverter()
                                .getMappingContext()
                                .getRequiredPersistentEntity(entity));
        return template.findAll(entities.get(0)).size();
    }
}
