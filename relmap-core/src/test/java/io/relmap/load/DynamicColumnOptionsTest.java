package io.relmap.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.Inspect;
import io.relmap.Relmap;
import io.relmap.error.DetachedInstanceException;
import io.relmap.error.InvalidRequestException;
import io.relmap.holder.DynamicEntity;
import io.relmap.observe.StatementListener;
import io.relmap.query.Load;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.Table;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import io.relmap.type.TypeRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("LO-114: columns that a query of map-backed objects leaves out")
class DynamicColumnOptionsTest {

    private final List<String> statements = new ArrayList<>();

    private Session session(TestDatabase database) {
        Table table =
                Table.named("thing")
                        .column(column("id", "INTEGER").notNull())
                        .column(column("name", "VARCHAR(20)"))
                        .column(column("text", "VARCHAR(20)"))
                        .primaryKey(List.of("id"))
                        .build();
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .mapping(mapping -> mapping.mapDynamic("Thing", table, thing -> {}))
                        .listener((StatementListener) execution -> statements.add(execution.sql()))
                        .build();
        relmap.schema().createAll();
        Session session = relmap.openSession();
        session.executeSql("insert into thing values (1, 'one', 'text')");
        statements.clear();
        return session;
    }

    private static ColumnDefinition column(String name, String type) {
        return ColumnDefinition.of(name, TypeRegistry.parse(type));
    }

    private static DynamicEntity thing(Session session, Load... options) {
        return (DynamicEntity) session.query("Thing").options(options).one();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("An access loads the column, and just it")
    void anAccessLoadsTheColumn(TestDatabase database) {
        try (Session session = session(database)) {
            DynamicEntity thing = thing(session, Load.loadOnly());
            assertThat(thing.get("text")).isEqualTo("text");
            assertThat(statements).hasSize(2);
            assertThat(statements.get(1)).contains("text").doesNotContain("name");
            assertThat(Inspect.of(thing).attribute("name").isLoaded()).isFalse();
            assertThat(thing.get("name")).isEqualTo("one");
            assertThat(thing.get("name")).isEqualTo("one");
            assertThat(statements).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-115: after expiry the column is left out once more, and loaded at access")
    void afterExpiryItIsLeftOutOnceMore(TestDatabase database) {
        try (Session session = session(database)) {
            DynamicEntity thing = thing(session, Load.defer("text"));
            assertThat(thing.get("text")).isEqualTo("text");
            session.executeSql("update thing set name = 'two', text = 'other'");
            session.expire(thing);
            statements.clear();
            assertThat(thing.get("name")).isEqualTo("two");
            assertThat(statements.get(0)).doesNotContain("text");
            assertThat(thing.get("text")).isEqualTo("other");
            assertThat(statements).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("What is set without being loaded is written, NULL as well")
    void whatIsSetIsWritten(TestDatabase database) {
        try (Session session = session(database)) {
            DynamicEntity thing = thing(session, Load.loadOnly());
            thing.set("text", null);
            session.flush();
            session.refresh(thing);
            assertThat(thing.get("text")).isNull();
            assertThat(thing.get("name")).isEqualTo("one");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("raising(): the access is an error; the refresh of the column by its name is none")
    void raising(TestDatabase database) {
        try (Session session = session(database)) {
            DynamicEntity thing = thing(session, Load.defer("text").raising());
            assertThat(thing.get("name")).isEqualTo("one");
            assertThatExceptionOfType(InvalidRequestException.class)
                    .isThrownBy(() -> thing.get("text"))
                    .withMessageContaining("\"text\"");
            session.refresh(thing, List.of("text"));
            assertThat(thing.get("text")).isEqualTo("text");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Without a session, the error says that the query left the column out")
    void withoutASession(TestDatabase database) {
        DynamicEntity thing;
        try (Session session = session(database)) {
            thing = thing(session, Load.defer("text"));
        }
        assertThatExceptionOfType(DetachedInstanceException.class)
                .isThrownBy(() -> thing.get("text"))
                .withMessageContaining("options of the query")
                .withMessageNotContaining("undefer");
    }
}
