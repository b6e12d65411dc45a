package io.relmap.benchmarks.start;

import io.relmap.Relmap;
import java.util.List;
import javax.sql.DataSource;

/** relmap. */
final class RelmapStarter implements Starter {

    @Override
    public EntitySources sources() {
        return new EntitySources(
                "import io.relmap.annotation.*; import io.relmap.holder.*;",
                """
                @Entity(table = "e%1$d")
                public class E%1$d {
                    @Id @GeneratedValue Long id;
                    String name; int number; long amount;
                """,
                "@ForeignKey(\"e%1$d.id\") @Column(name = \"previous_id\")"
                        + " @Relationship(backPopulates = \"following\") final ToOne<E%1$d> previous = ToOne.of(this);",
                "@Relationship(backPopulates = \"previous\") final ToList<E%1$d> following = ToList.of(this);");
    }

    @Override
    public int firstQuery(DataSource dataSource, List<Class<?>> entities) {
        Relmap relmap = Relmap.builder().dataSource(dataSource).entities(entities).build();
        return relmap.transactionResult(session -> session.query(entities.get(0)).list().size());
    }
}
