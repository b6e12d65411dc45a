package io.relmap.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToOne;
import io.relmap.join.Direction;
import io.relmap.schema.Table;
import io.relmap.sql.Binary;
import io.relmap.sql.Cast;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.ColumnRole;
import io.relmap.sql.Expression;
import io.relmap.testsupport.TestDatabase;
import io.relmap.type.ColumnType;
import io.relmap.type.TypeRegistry;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A join without any foreign key, over PostgreSQL's type {@code inet}. */
@DisplayName("Seeds: Creating Custom Foreign Conditions")
class CreatingCustomForeignConditionsTest {

    private static final ColumnType INET = TypeRegistry.nativeType("inet", String.class);
    private static final Table HOST_ENTRY =
            Tables.named("host_entry").id().column("ip_address", INET).text("content").build();

    static class Arguments {
        @Entity
        static class HostEntry {
            @Id @GeneratedValue Integer id;

            @Column(type = "inet")
            String ipAddress;

            @Column(length = 50)
            String content;

            @Relationship(
                    primaryJoin = "HostEntry.ip_address == cast(HostEntry.content, INET)",
                    foreignKeys = "HostEntry.content",
                    remoteSide = "HostEntry.ip_address")
            final ToOne<HostEntry> parentHost = ToOne.of(this);
        }
    }

    static class Marks {
        @Entity
        static class HostEntry {
            @Id @GeneratedValue Integer id;

            @Column(type = "inet")
            String ipAddress;

            @Column(length = 50)
            String content;

            @Relationship(
                    primaryJoin =
                            "remote(HostEntry.ip_address) == cast(foreign(HostEntry.content), INET)")
            final ToOne<HostEntry> parentHost = ToOne.of(this);
        }
    }

    static class Plain {
        static class HostEntry {
            Integer id;
            String ipAddress;
            String content;
            final ToOne<HostEntry> parentHost = ToOne.of(this);
        }
    }

    private static void arguments(Code m) {
        m.map(
                "HostEntry",
                HOST_ENTRY,
                h ->
                        h.reference(
                                "parentHost",
                                "HostEntry",
                                r ->
                                        r.primaryJoin(() -> join(ip(), content()))
                                                .foreignKeys(HOST_ENTRY.column("content"))
                                                .remoteSide(HOST_ENTRY.column("ip_address"))));
    }

    private static void marks(Code m) {
        m.map(
                "HostEntry",
                HOST_ENTRY,
                h ->
                        h.reference(
                                "parentHost",
                                "HostEntry",
                                r ->
                                        r.primaryJoin(
                                                () ->
                                                        join(
                                                                ip().with(ColumnRole.REMOTE),
                                                                content()
                                                                        .with(
                                                                                ColumnRole
                                                                                        .FOREIGN)))));
    }

    private static Expression join(ColumnRef ip, ColumnRef content) {
        return Binary.eq(ip, new Cast(content, INET));
    }

    private static ColumnRef ip() {
        return ColumnRef.of(HOST_ENTRY.column("ip_address"));
    }

    private static ColumnRef content() {
        return ColumnRef.of(HOST_ENTRY.column("content"));
    }

    static Stream<Example> onPostgres() {
        return Example.on(
                TestDatabase.POSTGRESQL,
                Way.annotated(Arguments.HostEntry.class).with("arguments"),
                Way.annotated(Marks.HostEntry.class).with("foreign() and remote()"),
                inCode(CreatingCustomForeignConditionsTest::arguments).with("arguments"),
                inCode(CreatingCustomForeignConditionsTest::marks).with("foreign() and remote()"),
                Way.dynamic(CreatingCustomForeignConditionsTest::arguments).with("arguments"),
                Way.dynamic(CreatingCustomForeignConditionsTest::marks)
                        .with("foreign() and remote()"));
    }

    private static Way inCode(Consumer<Code> mapping) {
        return Way.inCode(mapping, Plain.HostEntry.class);
    }

    @ParameterizedTest
    @MethodSource("onPostgres")
    @DisplayName(
            "The join looks through a cast, and so does the flush (RC-41, RC-42, RC-47, RC-59, RC-62)")
    void theJoinLooksThroughACast(Example example) {
        var parentHost = example.relationship("HostEntry", "parentHost");
        assertThat(parentHost.direction()).isEqualTo(Direction.MANY_TO_ONE);
        assertThat(parentHost.join().useGet()).isFalse();
        assertThat(example.copies("HostEntry", "parentHost"))
                .containsExactly("host_entry.ip_address -> host_entry.content");
        Object parent = example.make("HostEntry", "ip_address", "10.0.0.1");
        Object host = example.make("HostEntry", "ip_address", "10.0.0.2");
        example.set(host, "parentHost", parent);

        example.save(host);

        assertThat(example.rows("select ip_address, content from host_entry order by ip_address"))
                .containsExactly("10.0.0.1, null", "10.0.0.2, 10.0.0.1");
        example.session(
                session -> {
                    Object found = session.query("HostEntry").where("content is not null").one();
                    assertThat(example.get(example.get(found, "parentHost"), "ip_address"))
                            .isEqualTo("10.0.0.1");
                });
    }

    @ParameterizedTest
    @MethodSource("onPostgres")
    @DisplayName("A query joins the table to itself by the cast (RC-83, RC-84)")
    void aQueryJoinsTheTableToItself(Example example) {
        Object parent = example.make("HostEntry", "ip_address", "10.0.0.1");
        example.save(
                parent, example.make("HostEntry", "ip_address", "10.0.0.2", "content", "10.0.0.1"));
        example.session(
                session -> {
                    assertThat(
                                    session.query("HostEntry")
                                            .join("parentHost")
                                            .where("parentHost.id is not null")
                                            .list())
                            .extracting(host -> example.get(host, "ip_address"))
                            .containsExactly("10.0.0.2");
                    assertThat(example.selects().get(0)).contains("CAST(").containsOnlyOnce("JOIN");
                });
    }
}
