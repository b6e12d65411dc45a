package io.relmap.dialect;

import io.relmap.type.BasicCodec;
import io.relmap.type.Codec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values that SQLite has no type for, as texts. Moments are in UTC and all texts of one type of one
 * length, so that their order is that of time; they begin as CURRENT_TIMESTAMP and the like do.
 */
final class SqliteCodecs {

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder()
                    .appendPattern("HH:mm:ss")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 6, 9, true)
                    .toFormatter();

    private static final DateTimeFormatter TIME_READ =
            new DateTimeFormatterBuilder()
                    .appendPattern("HH:mm[:ss]")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .toFormatter();

    private static final Map<Class<?>, Codec<?>> CODECS = new HashMap<>();

    static {
        add(new TextCodec<>(UUID.class, UUID::toString, UUID::fromString));
        add(new TextCodec<>(LocalDate.class, LocalDate::toString, SqliteCodecs::date));
        add(new TextCodec<>(LocalTime.class, TIME::format, SqliteCodecs::time));
        add(new TextCodec<>(LocalDateTime.class, SqliteCodecs::text, SqliteCodecs::dateTime));
        add(
                new TextCodec<>(
                        Instant.class,
                        value -> text(value.atOffset(ZoneOffset.UTC).toLocalDateTime()) + "Z",
                        text -> moment(text).toInstant()));
        add(new MomentCodec());
        add(new DecimalCodec());
        add(new BigIntegerCodec());
    }

    private SqliteCodecs() {}

    private static void add(Codec<?> codec) {
        CODECS.put(codec.javaType(), codec);
    }

    /** The codec that carries the same Java type here. */
    static Codec<?> insteadOf(Codec<?> codec) {
        return codec instanceof BasicCodec
                ? CODECS.getOrDefault(codec.javaType(), codec)
                : codec; // the user's own knows what it does
    }

    private static String text(LocalDateTime value) {
        return value.toLocalDate() + " " + TIME.format(value);
    }

    private static LocalDate date(String text) {
        return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
    }

    private static LocalTime time(String text) {
        return LocalTime.parse(text, TIME_READ);
    }

    private static LocalDateTime dateTime(String text) {
        return moment(text).toLocalDateTime();
    }

    /** A date, with a time or without, with an offset or without (then it is UTC). */
    private static OffsetDateTime moment(String text) {
        if (text.length() <= 10) {
            return date(text).atStartOfDay().atOffset(ZoneOffset.UTC);
        }
        int end = 11;
        while (end < text.length() && "+-Zz".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String offset = text.substring(end).strip();
        return LocalDateTime.of(date(text), time(text.substring(11, end).strip()))
                .atOffset(
                        offset.isEmpty()
                                ? ZoneOffset.UTC
                                : ZoneOffset.of(offset.toUpperCase(Locale.ROOT)));
    }

    private static class TextCodec<T> extends BasicCodec<T> {

        private final Function<T, String> write;
        private final Function<String, T> read;

        TextCodec(Class<T> javaType, Function<T, String> write, Function<String, T> read) {
            super(javaType, Types.VARCHAR);
            this.write = write;
            this.read = read;
        }

        @Override
        public @Nullable T read(ResultSet row, int index) throws SQLException {
            String text = row.getString(index);
            return text == null ? null : read.apply(text);
        }

        @Override
        protected void bindValue(PreparedStatement statement, int index, T value)
                throws SQLException {
            statement.setString(index, write.apply(value));
        }
    }

    private static final class MomentCodec extends TextCodec<OffsetDateTime> {

        MomentCodec() {
            super(
                    OffsetDateTime.class,
                    value ->
                            text(value.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime())
                                    + "Z",
                    SqliteCodecs::moment);
        }

        @Override
        public boolean same(@Nullable OffsetDateTime left, @Nullable OffsetDateTime right) {
            if (left == null || right == null) {
                return left == null && right == null;
            }
            return left.isEqual(right);
        }
    }

    private static final class DecimalCodec extends BasicCodec<BigDecimal> {

        DecimalCodec() {
            super(BigDecimal.class, Types.NUMERIC);
        }

        @Override
        public @Nullable BigDecimal read(ResultSet row, int index) throws SQLException {
            String text = row.getString(index);
            return text == null ? null : new BigDecimal(text);
        }

        @Override
        protected void bindValue(PreparedStatement statement, int index, BigDecimal value)
                throws SQLException {
            statement.setString(index, value.toPlainString());
        }

        @Override
        public boolean same(@Nullable BigDecimal left, @Nullable BigDecimal right) {
            if (left == null || right == null) {
                return left == null && right == null;
            }
            return left.compareTo(right) == 0;
        }
    }

    private static final class BigIntegerCodec extends BasicCodec<BigInteger> {

        BigIntegerCodec() {
            super(BigInteger.class, Types.NUMERIC);
        }

        @Override
        public @Nullable BigInteger read(ResultSet row, int index) throws SQLException {
            String text = row.getString(index);
            return text == null ? null : new BigDecimal(text).toBigIntegerExact();
        }

        @Override
        protected void bindValue(PreparedStatement statement, int index, BigInteger value)
                throws SQLException {
            statement.setString(index, value.toString());
        }
    }
}
