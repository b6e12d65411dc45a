package io.relmap.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** Numbers and truth values. A class for each, since every row passes through them. */
final class NumberCodecs {

    private NumberCodecs() {}

    static final Codec<Boolean> BOOLEAN = new BooleanCodec();
    static final Codec<Byte> BYTE = new ByteCodec();
    static final Codec<Short> SHORT = new ShortCodec();
    static final Codec<Integer> INTEGER = new IntegerCodec();
    static final Codec<Long> LONG = new LongCodec();
    static final Codec<Float> FLOAT = new FloatCodec();
    static final Codec<Double> DOUBLE = new DoubleCodec();
    static final Codec<BigDecimal> DECIMAL = new DecimalCodec();
    static final Codec<BigInteger> BIG_INTEGER = new BigIntegerCodec();

    private static final class BooleanCodec extends BasicCodec<Boolean> {

        BooleanCodec() {
            super(Boolean.class, Types.BOOLEAN);
        }

        @Override
        public @Nullable Boolean read(ResultSet row, int index) throws SQLException {
            boolean value = row.getBoolean(index);
            return (!value && row.wasNull()) ? null : (Boolean) value;
        }

        @Override
        protected void bindValue(PreparedStatement statement, int index, Boolean value)
                throws SQLException {
            statement.setBoolean(index, value);
        }
    }

    private static final class ByteCodec extends BasicCodec<Byte> {

        ByteCodec() {
            super(Byte.class, Types.SMALLINT);
        }

        @Override
        public @Nullable Byte read(ResultSet row, int index) throws SQLException {
            byte value = row.getByte(index);
            return (value == 0 && row.wasNull()) ? null : (Byte) value;
        }

        @Override
        protected void bindValue(PreparedStatement statement, int index, Byte value)
                throws SQLException {
            statement.setShort(index, value);
        }

        @Override
        public Object element(Byte value) {
            return value.shortValue();
        }
    }

    private static final class ShortCodec extends BasicCodec<Short> {

        ShortCodec() {
            super(Short.class, Types.SMALLINT);
        }

        @Override
        public @Nullable Short read(ResultSet row, int index) throws SQLException {
            short value = row.getShort(index);
            return (value == 0 && row.wasNull()) ? null : (Short) value;
        }

        @Override
        protected void bindValue(PreparedStatement statement, int index, Short value)
                throws SQLException {
            statement.setShort(index, value);
        }
    }

    private static final class IntegerCodec extends BasicCodec<Integer> {

        IntegerCodec() {
            super(Integer.class, Types.INTEGER);
        }

        @Override
        public @Nullable Integer read(ResultSet row, int index) throws SQLException {
            int value = row.getInt(index);
            return (value == 0 && row.wasNull()) ? null : (Integer) value;
        }

        @Override
        protected void bindValue(PreparedStatement statement, int index, Integer value)
                throws SQLException {
            statement.setInt(index, value);
        }
    }

    private static final class LongCodec extends BasicCodec<Long> {

        LongCodec() {
            super(Long.class, Types.BIGINT);
        }

        @Override
        public @Nullable Long read(ResultSet row, int index) throws SQLException {
            long value = row.getLong(index);
            return (value == 0 && row.wasNull()) ? null : (Long) value;
        }

        @Override
        protected void bindValue(PreparedStatement statement, int index, Long value)
                throws SQLException {
            statement.setLong(index, value);
        }
    }

    private static final class FloatCodec extends BasicCodec<Float> {

        FloatCodec() {
            super(Float.class, Types.REAL);
        }

        @Override
        public @Nullable Float read(ResultSet row, int index) throws SQLException {
            float value = row.getFloat(index);
            return (value == 0 && row.wasNull()) ? null : (Float) value;
        }

        @Override
        protected void bindValue(PreparedStatement statement, int index, Float value)
                throws SQLException {
            statement.setFloat(index, value);
        }
    }

    private static final class DoubleCodec extends BasicCodec<Double> {

        DoubleCodec() {
            super(Double.class, Types.DOUBLE);
        }

        @Override
        public @Nullable Double read(ResultSet row, int index) throws SQLException {
            double value = row.getDouble(index);
            return (value == 0 && row.wasNull()) ? null : (Double) value;
        }

        @Override
        protected void bindValue(PreparedStatement statement, int index, Double value)
                throws SQLException {
            statement.setDouble(index, value);
        }
    }

    private static final class DecimalCodec extends BasicCodec<BigDecimal> {

        DecimalCodec() {
            super(BigDecimal.class, Types.NUMERIC);
        }

        @Override
        public @Nullable BigDecimal read(ResultSet row, int index) throws SQLException {
            return row.getBigDecimal(index);
        }

        @Override
        protected void bindValue(PreparedStatement statement, int index, BigDecimal value)
                throws SQLException {
            statement.setBigDecimal(index, value);
        }

        /** 1.0 and 1.00 are one number, and a column has one scale for both. */
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
            BigDecimal value = row.getBigDecimal(index);
            return value == null ? null : value.toBigIntegerExact();
        }

        @Override
        protected void bindValue(PreparedStatement statement, int index, BigInteger value)
                throws SQLException {
            statement.setBigDecimal(index, new BigDecimal(value));
        }

        @Override
        public Object element(BigInteger value) {
            return new BigDecimal(value);
        }
    }
}
