package io.relmap.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.Relmap;
import io.relmap.error.InvalidRequestException;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.Behaviour;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.schema.AutoIncrement;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.Table;
import io.relmap.testsupport.TestDatabase;
import io.relmap.type.TypeRegistry;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What map-backed objects do not know of their rows")
class MapBackedReloadTest {

    private Relmap relmap;

    @BeforeEach
    void openDatabase() {
        relmap =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .behaviour(Behaviour.REFERENCE)
                        .mapping(MapBackedReloadTest::map)
                        .build();
        relmap.schema().createAll();
    }

    private static void map(MappingBuilder mapping) {
        mapping.mapDynamic(
                "Parent",
                Table.named("parent")
                        .column(
                                ColumnDefinition.of("id", TypeRegistry.parse("integer"))
                                        .autoIncrement(AutoIncrement.TRUE)
                                        .notNull())
                        .column(ColumnDefinition.of("info", TypeRegistry.parse("varchar(30)")))
                        .primaryKey(List.of("id"))
                        .build(),
                entity -> {});
    }

    @Test
    @DisplayName("SE-26: a key that was expired before its INSERT was rolled back is lost")
    void anExpiredKeyIsLostWithItsInsert() {
        try (Session session = relmap.openSession()) {
            DynamicEntity parent = relmap.newEntity("Parent");
            session.add(parent);
            session.flush();
            session.expireAll();
            session.rollback();
            session.add(parent);

            assertThatExceptionOfType(InvalidRequestException.class)
                    .isThrownBy(session::flush)
                    .withMessageContaining("cannot be refreshed");
        }
    }

    @Test
    @DisplayName("SE-60: what neither side of a merge knows is read from the row")
    void mergeExpiresWhatNobodyKnows() {
        try (Session session = relmap.openSession()) {
            DynamicEntity parent = relmap.newEntity("Parent");
            session.add(parent);
            session.flush();
            session.executeSql("update parent set info = 'row'");
            DynamicEntity copy = relmap.newEntity("Parent");
            copy.set("id", parent.get("id"));

            session.merge(copy);

            assertThat(parent.get("info")).isEqualTo("row");
        }
    }
}
