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
import io.relmap.error.InvalidRequestException;
import io.relmap.error.Warning;
import io.relmap.holder.DynamicEntity;
import io.relmap.holder.ToList;
import io.relmap.query.Load;
import io.relmap.schema.Table;
import io.relmap.session.Session;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.JoinItem;
import io.relmap.sql.JoinKind;
import io.relmap.sql.TableRef;
import io.relmap.testsupport.TestDatabase;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName(
        "A join of tables may stand between owner and target; such a relationship is read-only (RC-91, RC-92)")
class CompositeSecondaryTest {

    private static final String SECONDARY = "join(B, D, B.d_id == D.id).join(C, C.d_id == D.id)";
    private static final String PRIMARY = "and_(A.b_id == B.id, A.id == C.a_id)";
    private static final String TO_TARGET = "D.id == B.d_id";

    @Entity(name = "A", table = "a")
    static class A {
        @Id @Nullable Integer id;

        @ForeignKey("b.id")
        @Nullable Integer bId;

        @Relationship(
                secondary = SECONDARY,
                primaryJoin = PRIMARY,
                secondaryJoin = TO_TARGET,
                viewOnly = true)
        final ToList<D> seen = ToList.of(this);

        @Relationship(secondary = SECONDARY, primaryJoin = PRIMARY, secondaryJoin = TO_TARGET)
        final ToList<D> ds = ToList.of(this);
    }

    @Entity(name = "B", table = "b")
    static class B {
        @Id @Nullable Integer id;

        @ForeignKey("d.id")
        @Nullable Integer dId;
    }

    @Entity(name = "C", table = "c")
    static class C {
        @Id @Nullable Integer id;

        @ForeignKey("a.id")
        @Nullable Integer aId;

        @ForeignKey("d.id")
        @Nullable Integer dId;
    }

    @Entity(name = "D", table = "d")
    static class D {
        @Id @Nullable Integer id;
    }

    private static Relmap annotated(TestDatabase database) {
        return filled(database, Relmap.builder().entities(A.class, B.class, C.class, D.class));
    }

    private static Relmap dynamic(TestDatabase database) {
        Table a = Tables.referring(Tables.named("a"), "b_id", "b").build();
        Table b = Tables.referring(Tables.named("b"), "d_id", "d").build();
        Table c =
                Tables.referring(Tables.referring(Tables.named("c"), "a_id", "a"), "d_id", "d")
                        .build();
        Table d = Tables.named("d").build();
        JoinItem between =
                new JoinItem(
                        new JoinItem(
                                TableRef.of(b),
                                JoinKind.INNER,
                                TableRef.of(d),
                                equal(b, "d_id", d)),
                        JoinKind.INNER,
                        TableRef.of(c),
                        equal(c, "d_id", d));
        return filled(
                database,
                Relmap.builder()
                        .mapping(
                                m ->
                                        m.mapDynamic(
                                                        "A",
                                                        a,
                                                        e ->
                                                                e.list(
                                                                                "seen",
                                                                                "D",
                                                                                r ->
                                                                                        r.secondary(
                                                                                                        between)
                                                                                                .primaryJoin(
                                                                                                        PRIMARY)
                                                                                                .secondaryJoin(
                                                                                                        TO_TARGET)
                                                                                                .viewOnly())
                                                                        .list(
                                                                                "ds",
                                                                                "D",
                                                                                r ->
                                                                                        r.secondaryFrom(
                                                                                                        () ->
                                                                                                                between)
                                                                                                .primaryJoin(
                                                                                                        PRIMARY)
                                                                                                .secondaryJoin(
                                                                                                        TO_TARGET)))
                                                .mapDynamic("B", b, e -> {})
                                                .mapDynamic("C", c, e -> {})
                                                .mapDynamic("D", d, e -> {})));
    }

    private static Binary equal(Table owner, String column, Table target) {
        return Binary.eq(ColumnRef.of(owner.column(column)), ColumnRef.of(target.column("id")));
    }

    /** a1 leads over b1 and c1 to d1; over c2 it would lead to d2, where no b goes along. */
    private static Relmap filled(TestDatabase database, RelmapBuilder builder) {
        Relmap relmap = builder.dataSource(database.freshDataSource()).build();
        relmap.schema().createAll();
        relmap.inTransaction(
                session ->
                        Stream.of(
                                        "insert into d (id) values (1)",
                                        "insert into d (id) values (2)",
                                        "insert into b (id, d_id) values (1, 1)",
                                        "insert into a (id, b_id) values (1, 1)",
                                        "insert into c (id, a_id, d_id) values (1, 1, 1)",
                                        "insert into c (id, a_id, d_id) values (2, 1, 2)")
                                .forEach(session::executeSql));
        return relmap;
    }

    static Stream<Arguments> databasesAndLoaders() {
        return Arrays.stream(TestDatabase.values())
                .flatMap(
                        database ->
                                Stream.of(
                                                Lazy.SELECT,
                                                Lazy.JOINED,
                                                Lazy.SELECT_IN,
                                                Lazy.SUBQUERY,
                                                Lazy.IMMEDIATE)
                                        .map(lazy -> Arguments.of(database, lazy)));
    }

    @ParameterizedTest
    @MethodSource("databasesAndLoaders")
    void everyLoaderReadsThroughTheJoin(TestDatabase database, Lazy lazy) {
        try (Session session = annotated(database).openSession()) {
            A a = session.query(A.class).options(Load.along(lazy, "seen")).one();
            assertThat(a.seen).extracting(d -> d.id).containsExactly(1);
        }
        try (Session session = dynamic(database).openSession()) {
            DynamicEntity a =
                    (DynamicEntity) session.query("A").options(Load.along(lazy, "seen")).one();
            assertThat(a.list("seen")).extracting(d -> d.get("id")).containsExactly(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void queriesGoThroughTheJoin(TestDatabase database) {
        try (Session session = annotated(database).openSession()) {
            assertThat(session.query(A.class).where("seen.id = :d", Map.of("d", 1)).count())
                    .isEqualTo(1);
            assertThat(session.query(A.class).where("seen.id = :d", Map.of("d", 2)).count())
                    .isZero();
            assertThat(session.query(A.class).join("seen").where("seen.id = 1", Map.of()).list())
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void changesAreRefusedUnlessItIsViewOnly(TestDatabase database) {
        Relmap relmap = annotated(database);
        assertThat(relmap.mapping().warnings())
                .extracting(Warning::code)
                .contains(ErrorCode.COMPOSITE_SECONDARY_READ_ONLY);
        relmap.inTransaction(
                session -> {
                    A a = Objects.requireNonNull(session.get(A.class, 1));
                    D other = Objects.requireNonNull(session.get(D.class, 2));
                    assertThatThrownBy(() -> a.ds.add(other))
                            .isInstanceOfSatisfying(
                                    InvalidRequestException.class,
                                    e ->
                                            assertThat(e.code())
                                                    .isEqualTo(
                                                            ErrorCode
                                                                    .COMPOSITE_SECONDARY_READ_ONLY))
                            .hasMessageContaining("A.ds")
                            .hasMessageContaining("viewOnly");
                    assertThatThrownBy(() -> a.ds.clear())
                            .isInstanceOf(InvalidRequestException.class);
                    assertThat(a.ds).extracting(d -> d.id).containsExactly(1);
                    a.seen.add(other); // in memory only (RC-97)
                });
        try (Session session = relmap.openSession()) {
            A a = Objects.requireNonNull(session.get(A.class, 1));
            assertThat(a.seen).hasSize(1);
        }
        try (Session session = dynamic(database).openSession()) {
            DynamicEntity a = (DynamicEntity) Objects.requireNonNull(session.get("A", 1));
            assertThatThrownBy(() -> Inspect.of(a).attribute("ds").set(List.of()))
                    .isInstanceOf(InvalidRequestException.class);
        }
    }
}
