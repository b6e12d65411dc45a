package io.relmap.relationship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Inspect;
import io.relmap.Relmap;
import io.relmap.RelmapBuilder;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Lazy;
import io.relmap.annotation.Relationship;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.holder.DynamicEntity;
import io.relmap.holder.ToOne;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.query.Load;
import io.relmap.schema.MetaData;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.session.Session;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.FromItem;
import io.relmap.sql.JoinItem;
import io.relmap.sql.JoinKind;
import io.relmap.sql.Literal;
import io.relmap.sql.Operator;
import io.relmap.sql.Select;
import io.relmap.sql.SubqueryRef;
import io.relmap.sql.TableRef;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName(
        "A relationship may lead to an entity over another FROM; it is only read (RC-93 to RC-96)")
class AlternativeMappingTest {

    @Entity(name = "A", table = "a")
    static class A {
        @Id @Nullable Integer id;

        @ForeignKey("b.id")
        @Nullable Integer bId;

        @Relationship(targetName = "B_viacd", primaryJoin = "A.b_id == B_viacd.id")
        final ToOne<B> b = ToOne.of(this);
    }

    @Entity(name = "B", table = "b")
    static class B {
        @Id @Nullable Integer id;
    }

    @Entity(name = "C", table = "c")
    static class C {
        @Id @Nullable Integer id;

        @ForeignKey("a.id")
        @Nullable Integer aId;
    }

    @Entity(name = "D", table = "d")
    static class D {
        @Id @Nullable Integer id;

        @ForeignKey("c.id")
        @Nullable Integer cId;

        @ForeignKey("b.id")
        @Nullable Integer bId;
    }

    private static FromItem viaCAndD(MetaData tables) {
        Table b = table(tables, "b");
        Table c = table(tables, "c");
        Table d = table(tables, "d");
        return new JoinItem(
                new JoinItem(TableRef.of(b), JoinKind.INNER, TableRef.of(d), on(d, "b_id", b)),
                JoinKind.INNER,
                TableRef.of(c),
                on(d, "c_id", c));
    }

    private static Binary on(Table table, String column, Table target) {
        return Binary.eq(ColumnRef.of(table.column(column)), ColumnRef.of(target.column("id")));
    }

    private static Table table(MetaData tables, String name) {
        return Objects.requireNonNull(tables.find(TableName.of(name)), name);
    }

    private static Relmap built(TestDatabase database, RelmapBuilder builder, String... rows) {
        Relmap relmap = builder.dataSource(database.freshDataSource()).build();
        relmap.schema().createAll();
        relmap.inTransaction(session -> Stream.of(rows).forEach(session::executeSql));
        return relmap;
    }

    private static Stream<Lazy> loaders() {
        return Stream.of(Lazy.SELECT, Lazy.JOINED, Lazy.SELECT_IN, Lazy.SUBQUERY, Lazy.IMMEDIATE);
    }

    static Stream<Arguments> databasesAndLoaders() {
        return Stream.of(TestDatabase.values())
                .flatMap(database -> loaders().map(lazy -> Arguments.of(database, lazy)));
    }

    /** b1 has a way over d and c; b2 has none, although a2 refers to it. */
    private static Relmap overAJoin(TestDatabase database) {
        return built(
                database,
                Relmap.builder()
                        .entities(A.class, B.class, C.class, D.class)
                        .mapping(
                                m ->
                                        m.alternative(
                                                "B_viacd",
                                                B.class,
                                                AlternativeMappingTest::viaCAndD)),
                "insert into b (id) values (1)",
                "insert into b (id) values (2)",
                "insert into a (id, b_id) values (1, 1)",
                "insert into a (id, b_id) values (2, 2)",
                "insert into c (id, a_id) values (1, 1)",
                "insert into d (id, c_id, b_id) values (1, 1, 1)");
    }

    @ParameterizedTest
    @MethodSource("databasesAndLoaders")
    void everyLoaderSelectsFromTheJoin(TestDatabase database, Lazy lazy) {
        Relmap relmap = overAJoin(database);
        try (Session session = relmap.openSession()) {
            List<A> found =
                    session.query(A.class).options(Load.along(lazy, "b")).orderBy("id").list();
            B b = Objects.requireNonNull(found.get(0).b.get());
            assertThat(b).as("an ordinary instance").isSameAs(session.get(B.class, 1));
            assertThat(found.get(1).b.get()).as("no way over d and c").isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theIdentityMapIsNotAskedAndChangesStayInMemory(TestDatabase database) {
        Relmap relmap = overAJoin(database);
        relmap.inTransaction(
                session -> {
                    B b2 = session.get(B.class, 2);
                    A a2 = Objects.requireNonNull(session.get(A.class, 2));
                    assertThat(a2.b.get()).as("RC-95").isNull();
                    Objects.requireNonNull(session.get(A.class, 1)).b.set(b2);
                });
        try (Session session = relmap.openSession()) {
            assertThat(Objects.requireNonNull(session.get(A.class, 1)).bId).isEqualTo(1);
            assertThat(session.query(A.class).where("b.id is not null", Map.of()).count())
                    .isEqualTo(1);
        }
    }

    private static Consumer<MappingBuilder> loudChildren(Consumer<MappingBuilder> more) {
        return m -> {
            m.mapDynamic(
                            "Parent",
                            Tables.named("parent").build(),
                            e -> e.list("loud", "LoudChild", r -> r.orderBy("id")))
                    .mapDynamic(
                            "Child",
                            Tables.referring(Tables.named("child"), "parent_id", "parent").build(),
                            e -> {});
            more.accept(m);
        };
    }

    private static FromItem loud(MetaData tables, String... columns) {
        Table child = table(tables, "child");
        Select.Builder select = Select.builder().from(TableRef.of(child));
        for (String column : columns) {
            select.item(ColumnRef.of(child.column(column)), column);
        }
        select.where(
                new Binary(
                        ColumnRef.of(child.column("name")),
                        Operator.LIKE,
                        new Literal("%!", child.column("name").type())));
        return new SubqueryRef(select.build(), "loud_child");
    }

    @ParameterizedTest
    @MethodSource("databasesAndLoaders")
    void aSelectMayBeTheTarget(TestDatabase database, Lazy lazy) {
        Relmap relmap =
                built(
                        database,
                        Relmap.builder()
                                .mapping(
                                        loudChildren(
                                                m ->
                                                        m.alternative(
                                                                "LoudChild",
                                                                "Child",
                                                                t ->
                                                                        loud(
                                                                                t,
                                                                                "id",
                                                                                "name",
                                                                                "parent_id")))),
                        "insert into parent (id, name) values (1, 'p')",
                        "insert into parent (id, name) values (2, 'q')",
                        "insert into child (id, name, parent_id) values (1, 'hey!', 1)",
                        "insert into child (id, name, parent_id) values (2, 'psst', 1)",
                        "insert into child (id, name, parent_id) values (3, 'ho!', 1)");
        try (Session session = relmap.openSession()) {
            List<Object> found =
                    session.query("Parent").options(Load.along(lazy, "loud")).orderBy("id").list();
            assertThat(((DynamicEntity) found.get(0)).list("loud"))
                    .extracting(child -> child.get("name"))
                    .containsExactly("hey!", "ho!");
            assertThat(((DynamicEntity) found.get(1)).list("loud")).isEmpty();
            assertThat(session.query("Parent").where("loud.id = 2", Map.of()).count()).isZero();
            assertThat(session.query("Parent").where("loud.id = 3", Map.of()).list())
                    .containsExactly(found.get(0));
            assertThat(Inspect.of(found.get(0)).attribute("loud").isLoaded()).isTrue();
        }
    }

    private static void assertRefused(Consumer<MappingBuilder> mapping, String... texts) {
        assertThatThrownBy(
                        () ->
                                Relmap.builder()
                                        .dataSource(TestDatabase.H2.freshDataSource())
                                        .mapping(mapping)
                                        .build())
                .isInstanceOfSatisfying(
                        MappingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContainingAll(texts);
    }

    @Test
    @DisplayName("RC-96: said to be written, or given relationships of its own, it is an error")
    void itIsOnlyRead() {
        Consumer<MappingBuilder> select =
                m -> m.alternative("LoudChild", "Child", t -> loud(t, "id", "name", "parent_id"));
        assertRefused(
                loudChildren(
                        m -> {
                            select.accept(m);
                            m.extend(
                                    "Parent",
                                    e -> e.list("written", "LoudChild", r -> r.viewOnly(false)));
                        }),
                "Parent.written",
                "LoudChild",
                "viewOnly");
        assertRefused(
                loudChildren(
                        m -> {
                            select.accept(m);
                            m.extend("LoudChild", e -> e.list("more", "Child", r -> {}));
                        }),
                "LoudChild",
                "no relationships of its own",
                "Child");
    }

    @Test
    void theEntitysTableHasToBeInIt() {
        assertRefused(
                loudChildren(m -> m.alternative("LoudChild", "Child", t -> loud(t, "id", "name"))),
                "LoudChild",
                "parent_id");
        assertRefused(
                loudChildren(
                        m ->
                                m.alternative(
                                        "LoudChild",
                                        "Child",
                                        t -> TableRef.of(table(t, "parent")))),
                "LoudChild",
                "child");
    }
}
