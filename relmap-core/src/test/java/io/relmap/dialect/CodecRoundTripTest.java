package io.relmap.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.testsupport.TestDatabase;
import io.relmap.type.Codec;
import io.relmap.type.ColumnType;
import io.relmap.type.Converter;
import io.relmap.type.TypeRegistry;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodecRoundTripTest {

    enum Mood {
        GLAD,
        SAD {
            @Override
            public String toString() {
                return "not glad";
            }
        }
    }

    /** A value of a user's own. */
    record Money(String currency, long cents) {}

    static final class MoneyConverter implements Converter<Money, String> {

        @Override
        public String toDatabase(Money value) {
            return value.currency() + " " + value.cents();
        }

        @Override
        public Money toJava(String stored) {
            String[] parts = stored.split(" ");
            return new Money(parts[0], Long.parseLong(parts[1]));
        }
    }

    private record Sample(ColumnType type, List<Object> values) {

        static Sample of(Class<?> javaType, Object... values) {
            return new Sample(TypeRegistry.typeFor(javaType, 100, 0, 0), List.of(values));
        }
    }

    private static List<Sample> samples() {
        Instant now = Instant.parse("2024-02-29T23:59:59.123456Z");
        List<Sample> all =
                new ArrayList<>(
                        List.of(
                                Sample.of(boolean.class, true, false),
                                Sample.of(byte.class, (byte) 0, (byte) -128),
                                Sample.of(short.class, (short) 0, Short.MIN_VALUE),
                                Sample.of(int.class, 0, Integer.MAX_VALUE),
                                Sample.of(long.class, 0L, Long.MAX_VALUE, Long.MIN_VALUE),
                                Sample.of(float.class, 0f, 1.5f, -3.25e10f),
                                Sample.of(double.class, 0d, 0.1, 1.7e300),
                                Sample.of(char.class, 'x', 'ß', ' '),
                                Sample.of(String.class, "", "it's \"so\" \\ ? % _", "ÄΩ漢😀"),
                                Sample.of(byte[].class, new byte[0], new byte[] {0, -1, 39, 92}),
                                Sample.of(UUID.class, UUID.randomUUID(), new UUID(0, 0)),
                                Sample.of(LocalDate.class, LocalDate.of(2024, 2, 29)),
                                Sample.of(
                                        LocalTime.class,
                                        LocalTime.MIDNIGHT,
                                        LocalTime.of(23, 59, 59, 123_456_000)),
                                Sample.of(
                                        LocalDateTime.class,
                                        LocalDateTime.of(2024, 3, 31, 2, 30),
                                        LocalDateTime.of(1900, 1, 1, 0, 0, 0, 1_000)),
                                Sample.of(Instant.class, now, Instant.EPOCH.minusSeconds(1)),
                                Sample.of(
                                        OffsetDateTime.class,
                                        now.atOffset(ZoneOffset.ofHoursMinutes(-3, -30))),
                                Sample.of(
                                        ZonedDateTime.class,
                                        ZonedDateTime.ofInstant(now, ZoneOffset.UTC)),
                                Sample.of(Date.class, new Date(1_700_000_000_123L)),
                                Sample.of(BigInteger.class, new BigInteger("123456789012345")),
                                Sample.of(Mood.class, Mood.GLAD, Mood.SAD)));
        all.add(
                new Sample(
                        TypeRegistry.numeric(15, 3),
                        List.of(new BigDecimal("0"), new BigDecimal("-12345678.125"))));
        all.add(
                new Sample(
                        TypeRegistry.numeric(0, 0),
                        List.of(new BigDecimal("19.99"), new BigDecimal("1E+3"))));
        all.add(new Sample(TypeRegistry.enumByOrdinal(Mood.class), List.of(Mood.GLAD, Mood.SAD)));
        all.add(new Sample(TypeRegistry.text(), List.of("long ".repeat(50_000))));
        all.add(new Sample(TypeRegistry.character(3), List.of("abc")));
        all.add(
                new Sample(
                        TypeRegistry.varchar(40)
                                .withCodec(TypeRegistry.converted(new MoneyConverter())),
                        List.of(new Money("EUR", 1999))));
        return all;
    }

    @ParameterizedTest
    @EnumSource
    void everyValueComesBackFromAColumnOfItsType(TestDatabase database) throws SQLException {
        try (Connection connection = database.freshDataSource().getConnection()) {
            Dialect dialect = Dialects.of(connection);
            int number = 0;
            for (Sample sample : samples()) {
                roundTrip(connection, dialect, sample, "t" + number++);
            }
        }
    }

    private static void roundTrip(
            Connection connection, Dialect dialect, Sample sample, String table)
            throws SQLException {
        Codec<Object> codec = dialect.codec(sample.type);
        String type = dialect.typeName(sample.type);
        execute(connection, "create table " + table + " (id integer, v " + type + ")");
        List<@Nullable Object> values = new ArrayList<>(sample.values);
        values.add(null);
        for (Object value : values) {
            write(connection, "insert into " + table + " values (1, ?)", codec, value);
            assertThat(codec.same(read(connection, table, codec), value))
                    .as("%s of %s read back as %s", type, value, read(connection, table, codec))
                    .isTrue();
            if (value != null && sample.type.javaType() != Float.class) {
                assertThat(find(connection, table, codec, value))
                        .as("%s = %s", type, value)
                        .isOne();
            }
            execute(connection, "delete from " + table);
        }
    }

    @ParameterizedTest
    @EnumSource
    void valuesOfUnknownColumnsAreFoundByTheirClass(TestDatabase database) throws SQLException {
        try (Connection connection = database.freshDataSource().getConnection()) {
            Dialect dialect = Dialects.of(connection);
            execute(connection, "create table t (id integer, v varchar(100))");
            for (Object value : List.of("x", Mood.SAD)) {
                Codec<Object> codec = dialect.codecFor(value);
                assertThat(codec).isNotNull();
                write(connection, "insert into t values (1, ?)", codec, value);
            }
            assertThat(dialect.codecFor(new Object())).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void momentsSortInTheDatabaseAsTheyDoInJava(TestDatabase database) throws SQLException {
        try (Connection connection = database.freshDataSource().getConnection()) {
            Dialect dialect = Dialects.of(connection);
            ColumnType type = TypeRegistry.typeFor(OffsetDateTime.class, 0, 0, 0);
            execute(connection, "create table t (id integer, v " + dialect.typeName(type) + ")");
            List<OffsetDateTime> values =
                    List.of(
                            OffsetDateTime.parse("2024-01-01T00:00:00+05:00"),
                            OffsetDateTime.parse("2024-01-01T00:00:00Z"),
                            OffsetDateTime.parse("2023-12-31T23:59:59.5-02:00"));
            for (OffsetDateTime value : values) {
                write(connection, "insert into t values (1, ?)", dialect.codec(type), value);
            }
            List<Instant> read = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select v from t order by v")) {
                while (row.next()) {
                    read.add(((OffsetDateTime) dialect.codec(type).read(row, 1)).toInstant());
                }
            }
            assertThat(read).isSorted().hasSize(3);
        }
    }

    private static void write(
            Connection connection, String sql, Codec<Object> codec, @Nullable Object value)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            codec.bind(statement, 1, value);
            statement.executeUpdate();
        }
    }

    private static @Nullable Object read(Connection connection, String table, Codec<Object> codec)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select v from " + table)) {
            assertThat(row.next()).isTrue();
            return codec.read(row, 1);
        }
    }

    private static int find(Connection connection, String table, Codec<Object> codec, Object value)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select count(*) from " + table + " where v = ?")) {
            codec.bind(statement, 1, value);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
