package io.relmap.type;

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
import java.time.ZonedDateTime;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Dates and times, by the classes that JDBC 4.2 wants drivers to know. */
final class TemporalCodecs {

    private TemporalCodecs() {}

    static final Codec<LocalDate> DATE = new ObjectCodec<>(LocalDate.class, Types.DATE);
    static final Codec<LocalTime> TIME = new ObjectCodec<>(LocalTime.class, Types.TIME);
    static final Codec<LocalDateTime> DATE_TIME =
            new ObjectCodec<>(LocalDateTime.class, Types.TIMESTAMP);
    static final Codec<OffsetDateTime> OFFSET_DATE_TIME = new OffsetDateTimeCodec();
    static final Codec<Instant> INSTANT = new InstantCodec();
    static final Codec<ZonedDateTime> ZONED_DATE_TIME =
            new ConvertedCodec<>(
                    ZonedDateTime.class, new ZonedDateTimeConverter(), OFFSET_DATE_TIME);
    static final Codec<Date> UTIL_DATE =
            new ConvertedCodec<>(Date.class, new DateConverter(), INSTANT);

    private static final class ObjectCodec<T> extends BasicCodec<T> {

        ObjectCodec(Class<T> javaType, int sqlType) {
            super(javaType, sqlType);
        }

        @Override
        public @Nullable T read(ResultSet row, int index) throws SQLException {
            return row.getObject(index, javaType());
        }

        @Override
        protected void bindValue(PreparedStatement statement, int index, T value)
                throws SQLException {
            statement.setObject(index, value);
        }
    }

    private static final class OffsetDateTimeCodec extends BasicCodec<OffsetDateTime> {

        OffsetDateTimeCodec() {
            super(OffsetDateTime.class, Types.TIMESTAMP_WITH_TIMEZONE);
        }

        @Override
        public @Nullable OffsetDateTime read(ResultSet row, int index) throws SQLException {
            return row.getObject(index, OffsetDateTime.class);
        }

        @Override
        protected void bindValue(PreparedStatement statement, int index, OffsetDateTime value)
                throws SQLException {
            statement.setObject(index, value);
        }

        /** Most databases keep the moment and forget the offset. */
        @Override
        public boolean same(@Nullable OffsetDateTime left, @Nullable OffsetDateTime right) {
            if (left == null || right == null) {
                return left == null && right == null;
            }
            return left.isEqual(right);
        }
    }

    private static final class InstantCodec extends BasicCodec<Instant> {

        InstantCodec() {
            super(Instant.class, Types.TIMESTAMP_WITH_TIMEZONE);
        }

        @Override
        public @Nullable Instant read(ResultSet row, int index) throws SQLException {
            OffsetDateTime value = row.getObject(index, OffsetDateTime.class);
            return value == null ? null : value.toInstant();
        }

        @Override
        protected void bindValue(PreparedStatement statement, int index, Instant value)
                throws SQLException {
            statement.setObject(index, value.atOffset(ZoneOffset.UTC));
        }

        @Override
        public Object element(Instant value) {
            return value.atOffset(ZoneOffset.UTC);
        }
    }

    /** Keeps the moment; what is read is in UTC. */
    private record ZonedDateTimeConverter() implements Converter<ZonedDateTime, OffsetDateTime> {

        @Override
        public OffsetDateTime toDatabase(ZonedDateTime value) {
            return value.toOffsetDateTime();
        }

        @Override
        public ZonedDateTime toJava(OffsetDateTime stored) {
            return stored.atZoneSameInstant(ZoneOffset.UTC);
        }
    }

    private record DateConverter() implements Converter<Date, Instant> {

        @Override
        public Instant toDatabase(Date value) {
            return Instant.ofEpochMilli(value.getTime()); // java.sql.Date refuses toInstant()
        }

        @Override
        public Date toJava(Instant stored) {
            return Date.from(stored);
        }

        @Override
        public boolean mutable() {
            return true;
        }
    }
}
