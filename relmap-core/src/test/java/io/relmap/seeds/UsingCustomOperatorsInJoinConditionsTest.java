package io.relmap.seeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.holder.ToList;
import io.relmap.join.Direction;
import io.relmap.schema.Table;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.ColumnRole;
import io.relmap.sql.Operator;
import io.relmap.testsupport.TestDatabase;
import io.relmap.type.TypeRegistry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** PostgreSQL's "is contained within" between {@code inet} and {@code cidr}. */
@DisplayName("Seeds: Using custom operators in join conditions")
class UsingCustomOperatorsInJoinConditionsTest {

    private static final Table IP_ADDRESS =
            Tables.named("ip_address")
                    .id()
                    .column("v4address", TypeRegistry.nativeType("inet", String.class))
                    .build();
    private static final Table NETWORK =
            Tables.named("network")
                    .id()
                    .column("v4representation", TypeRegistry.nativeType("cidr", String.class))
                    .build();

    static class Annotated {
        @Entity(table = "ip_address")
        static class IPA {
            @Id @GeneratedValue Integer id;

            @Column(name = "v4address", type = "inet")
            String v4address;

            @Relationship(
                    primaryJoin =
                            "IPA.v4address.op('<<', is_comparison=True)"
                                    + "(foreign(Network.v4representation))",
                    viewOnly = true)
            final ToList<Network> network = ToList.of(this);
        }

        @Entity
        static class Network {
            @Id @GeneratedValue Integer id;

            @Column(name = "v4representation", type = "cidr")
            String v4representation;
        }
    }

    static class Plain {
        static class IPA {
            Integer id;
            String v4address;
            final ToList<Network> network = ToList.of(this);
        }

        static class Network {
            Integer id;
            String v4representation;
        }
    }

    private static void text(Code m, String join) {
        m.map(
                "IPA",
                IP_ADDRESS,
                i -> i.list("network", "Network", r -> r.primaryJoin(join).viewOnly()));
        m.map("Network", NETWORK);
    }

    private static void likeSql(Code m) {
        text(m, "IPA.v4address operator(<<) foreign(Network.v4representation)");
    }

    private static void lambda(Code m) {
        m.map(
                "IPA",
                IP_ADDRESS,
                i ->
                        i.list(
                                "network",
                                "Network",
                                r ->
                                        r.primaryJoin(
                                                        () ->
                                                                new Binary(
                                                                        ColumnRef.of(
                                                                                IP_ADDRESS.column(
                                                                                        "v4address")),
                                                                        new Operator("<<", true, 5),
                                                                        foreignNetwork()))
                                                .viewOnly()));
        m.map("Network", NETWORK);
    }

    private static ColumnRef foreignNetwork() {
        return ColumnRef.of(NETWORK.column("v4representation")).with(ColumnRole.FOREIGN);
    }

    static Stream<Example> onPostgres() {
        return Example.on(
                TestDatabase.POSTGRESQL,
                Way.annotated(Annotated.IPA.class, Annotated.Network.class),
                Way.inCode(
                                UsingCustomOperatorsInJoinConditionsTest::lambda,
                                Plain.IPA.class,
                                Plain.Network.class)
                        .with("a lambda"),
                Way.inCode(
                                UsingCustomOperatorsInJoinConditionsTest::likeSql,
                                Plain.IPA.class,
                                Plain.Network.class)
                        .with("SQL's spelling"),
                Way.dynamic(UsingCustomOperatorsInJoinConditionsTest::lambda));
    }

    /** An address in two of three networks, and one in none. */
    private static void save(Example example) {
        for (String network : List.of("10.0.0.0/8", "10.1.0.0/16", "192.168.0.0/16")) {
            example.save(example.make("Network", "v4representation", network));
        }
        example.save(
                example.make("IPA", "v4address", "10.1.2.3"),
                example.make("IPA", "v4address", "172.16.0.1"));
    }

    @ParameterizedTest
    @MethodSource("onPostgres")
    @DisplayName(
            "An operator that compares makes a relationship, to be read only (RC-58, RC-64, RC-136)")
    void anOperatorThatComparesMakesARelationship(Example example) {
        assertThat(example.relationship("IPA", "network").direction())
                .isEqualTo(Direction.ONE_TO_MANY);
        assertThat(example.copies("IPA", "network")).isEmpty();
        save(example);
        example.session(
                session -> {
                    Object address = session.query("IPA").where("id = 1").one();
                    assertThat(example.all(address, "network"))
                            .extracting(network -> example.get(network, "v4representation"))
                            .containsExactlyInAnyOrder("10.0.0.0/8", "10.1.0.0/16");
                });
    }

    @ParameterizedTest
    @MethodSource("onPostgres")
    @DisplayName("A query joins by the operator (RC-83)")
    void aQueryJoinsByTheOperator(Example example) {
        save(example);
        example.session(
                session -> {
                    assertThat(session.query("IPA").join("network").list())
                            .extracting(address -> example.get(address, "v4address"))
                            .containsExactly("10.1.2.3");
                    assertThat(example.selects().get(0)).contains(" << ");
                });
    }

    static Stream<Example> withoutIsComparison() {
        String join = "IPA.v4address.op('<<')(foreign(Network.v4representation))";
        return Example.on(TestDatabase.H2, Way.dynamic(m -> text(m, join)));
    }

    @ParameterizedTest
    @MethodSource("withoutIsComparison")
    @DisplayName("An operator that is not said to compare makes no pairs (RC-58, RC-66)")
    void anOperatorThatIsNotSaidToCompareMakesNoPairs(Example example) {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(example::relmap)
                .satisfies(
                        failure ->
                                assertThat(failure.code())
                                        .isEqualTo(ErrorCode.NO_LOCAL_REMOTE_PAIRS));
    }
}
