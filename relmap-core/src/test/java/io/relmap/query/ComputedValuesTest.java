package io.relmap.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Inspect;
import io.relmap.Relmap;
import io.relmap.annotation.Column;
import io.relmap.annotation.Convert;
import io.relmap.annotation.Entity;
import io.relmap.annotation.Id;
import io.relmap.error.InvalidRequestException;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import io.relmap.type.Converter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Values beside computed expressions mean the same on every database (QU-16)")
class ComputedValuesTest {

    static final class Mirrored implements Converter<String, String> {
        @Override
        public String toDatabase(String value) {
            return new StringBuilder(value).reverse().toString();
        }

        @Override
        public String toJava(String stored) {
            return toDatabase(stored);
        }
    }

    enum Grade {
        GOOD,
        POOR
    }

    @Entity
    static class Ware {
        @Id @Nullable Integer id;
        int amount;

        @Column(precision = 12, scale = 4)
        @Nullable BigDecimal fine;

        @Column(precision = 12, scale = 2)
        @Nullable BigDecimal coarse;

        @Nullable BigInteger big;
        @Nullable Long wide;
        @Nullable String name;

        @Convert(Mirrored.class)
        @Nullable String code;

        @Convert(Mirrored.class)
        @Nullable String other;

        @Nullable Grade grade;
    }

    private static Ware ware(int id, int amount, String fine, String coarse, long big) {
        Ware ware = new Ware();
        ware.id = id;
        ware.amount = amount;
        ware.fine = new BigDecimal(fine);
        ware.coarse = new BigDecimal(coarse);
        ware.big = BigInteger.valueOf(big);
        ware.wide = big;
        ware.name = "ware " + id;
        return ware;
    }

    /** Two wares: 5 and 6 of them, for 0.1000 and 0.2000, with the codes abc and none. */
    private static void withWares(TestDatabase database, Consumer<Session> work) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Ware.class)
                        .build();
        relmap.schema().createAll();
        relmap.inTransaction(
                session -> {
                    Ware first = ware(1, 5, "0.1000", "1.50", 100);
                    first.code = "abc";
                    session.add(first);
                    session.add(ware(2, 6, "0.2000", "2.50", 101));
                });
        relmap.inTransaction(work);
    }

    private static List<Integer> found(Session session, String condition) {
        return session.query(Ware.class).where(condition).orderBy("id").list().stream()
                .map(ware -> Objects.requireNonNull(ware.id))
                .toList();
    }

    private static List<Integer> found(Session session, String condition, Object value) {
        return session
                .query(Ware.class)
                .where(condition, Map.of("value", value))
                .orderBy("id")
                .list()
                .stream()
                .map(ware -> Objects.requireNonNull(ware.id))
                .toList();
    }

    /** Whether the one group of all wares has it. */
    private static boolean has(Session session, String condition) {
        return !session.query(Ware.class).having(condition).select("count(*)").list().isEmpty();
    }

    private static @Nullable Object selected(Session session, String value) {
        return session.query(Ware.class).where("id = 1").select(value).list().get(0)[0];
    }

    private static BigDecimal decimal(Session session, String value) {
        return (BigDecimal) Objects.requireNonNull(selected(session, value));
    }

    private static Ware reloaded(Session session) {
        Ware ware = Objects.requireNonNull(session.get(Ware.class, 1));
        session.refresh(ware);
        return ware;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Decimals are compared with aggregates as numbers")
    void decimalsAreComparedWithAggregatesAsNumbers(TestDatabase database) {
        withWares(
                database,
                session -> {
                    assertThat(has(session, "avg(amount) > 5.25")).isTrue();
                    assertThat(has(session, "avg(amount) < 5.25")).isFalse();
                    assertThat(has(session, "sum(amount) > 10.5")).isTrue();
                    assertThat(has(session, "max(fine) = 0.2")).isTrue();
                    assertThat(has(session, "sum(fine) between 0.25 and 0.35")).isTrue();
                    assertThat(has(session, "count(*) > 1.5 and count(*) < 2.5")).isTrue();
                    assertThat(has(session, "count(*) in (1.5, 2.0)")).isTrue();
                    assertThat(
                                    session.query(Ware.class)
                                            .having(
                                                    "max(fine) in :all and avg(amount) > :low",
                                                    Map.of(
                                                            "all",
                                                            List.of(new BigDecimal("0.2")),
                                                            "low",
                                                            new BigDecimal("5.25")))
                                            .select("count(*)")
                                            .list())
                            .hasSize(1);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Decimals are compared with what is computed as numbers")
    void decimalsAreComparedWithWhatIsComputedAsNumbers(TestDatabase database) {
        withWares(
                database,
                session -> {
                    assertThat(found(session, "abs(amount) < 5.5")).containsExactly(1);
                    assertThat(found(session, "5.5 > abs(amount)")).containsExactly(1);
                    assertThat(found(session, "fine * 2 = 0.4")).containsExactly(2);
                    assertThat(found(session, "amount + 1 > 6.5")).containsExactly(2);
                    assertThat(found(session, "amount + 1 > :value", new BigDecimal("6.5")))
                            .containsExactly(2);
                    assertThat(found(session, "fine * 2 in :value", List.of(new BigDecimal("0.4"))))
                            .containsExactly(2);
                    assertThat(found(session, "big + 0 = :value", BigInteger.valueOf(101)))
                            .containsExactly(2);
                    assertThat(found(session, "coalesce(fine, 0.5) < 0.15")).containsExactly(1);
                    assertThat(found(session, "fine * 2 is distinct from 0.4")).containsExactly(1);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A bulk statement finds the same rows in memory as in the database (QU-30)")
    void aBulkStatementFindsTheSameRowsInMemory(TestDatabase database) {
        withWares(
                database,
                session -> {
                    List<Ware> wares = session.query(Ware.class).orderBy("id").list();
                    int rows =
                            session.query(Ware.class)
                                    .where("amount + 1 > 6.5")
                                    .update(Map.of("name", "many"), Synchronize.EVALUATE);
                    assertThat(rows).isEqualTo(1);
                    assertThat(wares)
                            .extracting(ware -> ware.name)
                            .containsExactly("ware 1", "many");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Arithmetic with a fraction keeps it, whatever the other operand's type")
    void arithmeticKeepsFractions(TestDatabase database) {
        withWares(
                database,
                session -> {
                    assertThat(decimal(session, "amount * 1.5")).isEqualByComparingTo("7.5");
                    assertThat(decimal(session, "1.5 * amount")).isEqualByComparingTo("7.5");
                    assertThat(decimal(session, "amount + 0.25")).isEqualByComparingTo("5.25");
                    assertThat(decimal(session, "amount - 0.5")).isEqualByComparingTo("4.5");
                    assertThat(decimal(session, "round(amount / 4.5, 2)"))
                            .isEqualByComparingTo("1.11");
                    assertThat(decimal(session, "coarse * 1.234")).isEqualByComparingTo("1.851");
                    assertThat(decimal(session, "coalesce(coarse - coarse, 0.125) + 0.125"))
                            .isEqualByComparingTo("0.125");
                    assertThat(found(session, "amount * 1.5 > 8")).containsExactly(2);
                    assertThat(found(session, "amount * :value > 8", new BigDecimal("1.5")))
                            .containsExactly(2);
                    assertThat(found(session, "amount * :value > 8", 1.5)).containsExactly(2);
                    assertThat(found(session, "coarse * :value = 1.851", new BigDecimal("1.234")))
                            .containsExactly(1);
                    assertThat(found(session, "abs(:value) > amount", new BigDecimal("5.25")))
                            .containsExactly(1);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("An update computes with fractions (QU-30)")
    void anUpdateComputesWithFractions(TestDatabase database) {
        withWares(
                database,
                session -> {
                    session.query(Ware.class)
                            .update(Map.of("fine", Computed.of("amount * 1.5"), "name", "new"));
                    assertThat(reloaded(session).fine).isEqualByComparingTo("7.5");
                    session.query(Ware.class)
                            .update(
                                    Map.of(
                                            "fine",
                                            Computed.of(
                                                    "amount / :by",
                                                    Map.of("by", new BigDecimal("2.5")))));
                    assertThat(reloaded(session).fine).isEqualByComparingTo("2");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A division by a decimal is no division of whole numbers, even by 4.0")
    void aDivisionByADecimalKeepsTheFraction(TestDatabase database) {
        withWares(
                database,
                session -> {
                    assertThat(found(session, "amount / 4.0 = 1.25")).containsExactly(1);
                    assertThat(decimal(session, "amount / 4.0")).isEqualByComparingTo("1.25");
                    assertThat(selected(session, "amount / 4")).isEqualTo(1L);
                    assertThat(found(session, "amount / :value = 1.25", new BigDecimal("4")))
                            .containsExactly(1);
                    assertThat(decimal(session, "(fine + 0.9) / 4")).isEqualByComparingTo("0.25");
                    assertThat(decimal(session, "amount * 2.0 / 4")).isEqualByComparingTo("2.5");
                    assertThat(found(session, "amount = 5.0")).containsExactly(1);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "Values beside coalesce and nullif, and compared with min and max, are converted (QU-16)")
    void valuesOfFunctionsAreConverted(TestDatabase database) {
        withWares(
                database,
                session -> {
                    assertThat(
                                    session
                                            .query(Ware.class)
                                            .orderBy("id")
                                            .select("coalesce(code, 'none')")
                                            .list()
                                            .stream()
                                            .map(row -> row[0]))
                            .containsExactly("abc", "none");
                    assertThat(selected(session, "nullif(code, 'abc')")).isNull();
                    assertThat(found(session, "coalesce(code, 'none') = 'none'"))
                            .containsExactly(2);
                    assertThat(found(session, "coalesce(code, :value) = 'none'", "none"))
                            .containsExactly(2);
                    assertThat(found(session, "coalesce(code, 'none') in :value", List.of("none")))
                            .containsExactly(2);
                    assertThat(has(session, "max(code) = 'abc' and min(distinct code) = 'abc'"))
                            .isTrue();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A computed value is converted as the attribute that it is for (QU-30)")
    void aComputedValueIsConverted(TestDatabase database) {
        withWares(
                database,
                session -> {
                    session.query(Ware.class)
                            .where("id = 1")
                            .update(Map.of("code", Computed.of("coalesce(other, 'xyz')")));
                    assertThat(reloaded(session).code).isEqualTo("xyz");
                    session.query(Ware.class)
                            .where("id = 1")
                            .update(Map.of("grade", Computed.of("'GOOD'")));
                    assertThat(reloaded(session).grade).isEqualTo(Grade.GOOD);
                    session.query(Ware.class)
                            .where("id = 2")
                            .update(Map.of("grade", Computed.of("coalesce(grade, 'POOR')")));
                    session.query(Ware.class)
                            .where("coalesce(grade, 'GOOD') = 'POOR'")
                            .update(Map.of("grade", Computed.of("nullif(grade, 'POOR')")));
                    assertThat(found(session, "grade is null")).containsExactly(2);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("coalesce is read as what all its arguments fit")
    void coalesceIsReadAsWhatAllFit(TestDatabase database) {
        withWares(
                database,
                session -> {
                    assertThat(decimal(session, "coalesce(nullif(amount, 5), 0.5)"))
                            .isEqualByComparingTo("0.5");
                    assertThat(selected(session, "coalesce(amount, wide)")).isEqualTo(5L);
                    assertThat(selected(session, "coalesce(amount, 0)")).isEqualTo(5);
                    assertThat(selected(session, "coalesce(null, name)")).isEqualTo("ware 1");
                    assertThat(selected(session, "coalesce(null, 'none')")).isEqualTo("none");
                    assertThat(selected(session, "coalesce(null, 7, null)")).isEqualTo(7);
                    for (Object given : List.of("ware 1", "none")) {
                        assertThat(
                                        session.query(Ware.class)
                                                .where(
                                                        "name = coalesce(null, :x)",
                                                        Map.of("x", given))
                                                .exists())
                                .isEqualTo(given.equals("ware 1"));
                    }
                    assertThat(decimal(session, "coalesce(max(nullif(amount, 5)), 0.5)"))
                            .isEqualByComparingTo("0.5");
                    assertThatThrownBy(() -> selected(session, "coalesce(amount, name)"))
                            .isInstanceOf(InvalidRequestException.class)
                            .hasMessageContaining("coalesce")
                            .hasMessageContaining("Integer")
                            .hasMessageContaining("String")
                            .hasMessageContaining("cast");
                    assertThatThrownBy(() -> selected(session, "coalesce(code, name)"))
                            .isInstanceOf(InvalidRequestException.class)
                            .hasMessageContaining("Mirrored");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A decimal that the column rounds is not known in memory (QU-30)")
    void aDecimalThatTheColumnRoundsIsReloaded(TestDatabase database) {
        withWares(
                database,
                session -> {
                    Ware ware = Objects.requireNonNull(session.get(Ware.class, 1));
                    session.query(Ware.class).update(Map.of("fine", new BigDecimal("1.2345")));
                    session.query(Ware.class).update(Map.of("coarse", Computed.of("fine")));
                    session.get(Ware.class, 1);
                    BigDecimal known = ware.coarse;
                    session.refresh(ware);
                    assertThat(known).isEqualByComparingTo(ware.coarse);
                    session.query(Ware.class).update(Map.of("coarse", new BigDecimal("1.239")));
                    session.get(Ware.class, 1);
                    known = ware.coarse;
                    session.refresh(ware);
                    assertThat(known).isEqualByComparingTo(ware.coarse);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A BigInteger divided is a decimal, a long divided is whole")
    void aBigIntegerDividedIsADecimal(TestDatabase database) {
        withWares(
                database,
                session -> {
                    assertThat(decimal(session, "sum(big) / 8")).isEqualByComparingTo("12.5");
                    assertThat(decimal(session, "big / 8")).isEqualByComparingTo("12.5");
                    assertThat(selected(session, "big * 2")).isEqualTo(BigInteger.valueOf(200));
                    assertThat(selected(session, "sum(wide) / 8")).isEqualTo(12L);
                    assertThat(has(session, "sum(wide) / 8 = 25")).isTrue();
                    assertThat(has(session, "(sum(wide) + 1) / 4 = 50")).isTrue();
                    assertThat(selected(session, "wide / 8")).isEqualTo(12L);
                    assertThat(found(session, "big / 8 = 12.5")).containsExactly(1);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("An aggregate takes a value")
    void anAggregateTakesAValue(TestDatabase database) {
        withWares(
                database,
                session -> {
                    assertThat(
                                    session.query(Ware.class)
                                            .select("sum(1)", "count(1)", "max(7)", "avg(2)")
                                            .list())
                            .containsExactly(new Object[] {2L, 2L, 7, 2.0});
                    assertThat(decimal(session, "sum(1.5)")).isEqualByComparingTo("1.5");
                    assertThat(has(session, "sum(1) = 2")).isTrue();
                    assertThat(
                                    session.query(Ware.class)
                                            .having("sum(:n) = 4", Map.of("n", 2))
                                            .select("count(*)")
                                            .list())
                            .hasSize(1);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("An attribute set to an expression keeps fractions and is converted")
    void anAttributeSetToAnExpressionKeepsFractions(TestDatabase database) {
        withWares(
                database,
                session -> {
                    Ware ware = Objects.requireNonNull(session.get(Ware.class, 1));
                    Inspect.of(ware)
                            .attribute("fine")
                            .setExpression("amount * :by", Map.of("by", new BigDecimal("1.5")));
                    Inspect.of(ware)
                            .attribute("code")
                            .setExpression("coalesce(nullif(other, 'a'), 'xyz')", Map.of());
                    Inspect.of(ware).attribute("grade").setExpression("'POOR'", Map.of());
                    Inspect.of(ware)
                            .attribute("other")
                            .setExpression(":text", Map.of("text", "uvw"));
                    session.flush();
                    assertThat(reloaded(session).fine).isEqualByComparingTo("7.5");
                    assertThat(ware.code).isEqualTo("xyz");
                    assertThat(ware.other).isEqualTo("uvw");
                    assertThat(ware.grade).isEqualTo(Grade.POOR);
                });
    }
}
