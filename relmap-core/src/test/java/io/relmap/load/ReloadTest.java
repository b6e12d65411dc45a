package io.relmap.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.Relmap;
import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Lazy;
import io.relmap.annotation.Relationship;
import io.relmap.holder.DynamicEntity;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.observe.StatementListener;
import io.relmap.schema.AutoIncrement;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.Table;
import io.relmap.session.Session;
import io.relmap.session.SessionOptions;
import io.relmap.testsupport.TestDatabase;
import io.relmap.type.TypeRegistry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a reload fills, and what it leaves alone. */
class ReloadTest {

    private final List<String> statements = new ArrayList<>();

    @Test
    @DisplayName("LO-64, AT-60: a reload leaves out the eager collection that changes wait for")
    void changesThatWaitAreNotLoadedOver() {
        Relmap relmap = relmap();
        relmap.schema().createAll();
        try (Session session = relmap.openSession(SessionOptions.defaults().withAutoflush(false))) {
            Crate crate = new Crate();
            crate.apples.add(new Apple());
            session.add(crate);
            session.commit();
            Apple second = new Apple();
            second.crate.set(crate); // waits for the collection to be loaded
            statements.clear();

            assertThat(Inspect.of(crate).attribute("label").get()).isEqualTo("crate");

            assertThat(statements).singleElement().asString().doesNotContain("JOIN");
            assertThat(Inspect.of(crate).attribute("apples").isLoaded()).isFalse();
            assertThat(crate.apples).hasSize(2).contains(second);
        }
    }

    @Test
    @DisplayName("LO-64: a reload of a whole object loads its eager collection along")
    void aWholeObjectIsReloadedWithItsEagerCollection() {
        Relmap relmap = relmap();
        relmap.schema().createAll();
        try (Session session = relmap.openSession()) {
            Crate crate = new Crate();
            crate.apples.add(new Apple());
            session.add(crate);
            session.commit();
            statements.clear();

            assertThat(Inspect.of(crate).attribute("label").get()).isEqualTo("crate");

            assertThat(Inspect.of(crate).attribute("apples").isLoaded()).isTrue();
            assertThat(statements).singleElement().asString().contains("JOIN");
        }
    }

    @Test
    @DisplayName("SE-42, LO-120: rows fill columns that were never put into a map-backed object")
    void rowsFillColumnsThatWereNeverPutIn() {
        Table table =
                Table.named("thing")
                        .column(
                                ColumnDefinition.of("id", TypeRegistry.integer())
                                        .notNull()
                                        .autoIncrement(AutoIncrement.TRUE))
                        .column(ColumnDefinition.of("info", TypeRegistry.varchar(30)))
                        .primaryKey(List.of("id"))
                        .build();
        Relmap relmap =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .mapping(mapping -> mapping.mapDynamic("Thing", table, thing -> {}))
                        .build();
        relmap.schema().createAll();
        try (Session session = relmap.openSession()) {
            DynamicEntity thing = relmap.newEntity("Thing");
            session.add(thing);
            session.flush();
            assertThat(thing.isSet("info")).isFalse();
            session.executeSql("update thing set info = 'by somebody else'");

            session.query("Thing").list();

            assertThat(thing.get("info")).isEqualTo("by somebody else");
            assertThat(session.isModified(thing)).isFalse();
        }
    }

    private Relmap relmap() {
        return Relmap.builder()
                .dataSource(TestDatabase.H2.freshDataSource())
                .entities(Crate.class, Apple.class)
                .listener((StatementListener) execution -> statements.add(execution.sql()))
                .build();
    }

    @Entity(table = "crate")
    static class Crate {
        @Id @GeneratedValue @Nullable Long id;

        @Column(length = 80)
        String label = "crate";

        @Relationship(backPopulates = "crate", lazy = Lazy.JOINED)
        final ToList<Apple> apples = ToList.of(this);
    }

    @Entity(table = "apple")
    static class Apple {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey("crate.id")
        @Relationship(backPopulates = "apples")
        final ToOne<Crate> crate = ToOne.of(this);
    }
}
