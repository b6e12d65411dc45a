package io.relmap.type;

import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The column types that relmap knows: by Java type, by name, and one factory for each common one.
 */
public final class TypeRegistry {

    /** Longer texts are stored without a limit. */
    private static final int LONGEST_VARCHAR = 65_535;

    /** What {@code @Column} says of a length that nobody gave. */
    private static final int DEFAULT_LENGTH = 255;

    private static final Map<Class<?>, Standard> STANDARD = new HashMap<>();

    static {
        add(SqlKind.BOOLEAN, NumberCodecs.BOOLEAN, boolean.class);
        add(SqlKind.SMALLINT, NumberCodecs.BYTE, byte.class);
        add(SqlKind.SMALLINT, NumberCodecs.SHORT, short.class);
        add(SqlKind.INTEGER, NumberCodecs.INTEGER, int.class);
        add(SqlKind.BIGINT, NumberCodecs.LONG, long.class);
        add(SqlKind.REAL, NumberCodecs.FLOAT, float.class);
        add(SqlKind.DOUBLE, NumberCodecs.DOUBLE, double.class);
        add(SqlKind.CHAR, TextCodecs.CHARACTER, char.class);
        add(SqlKind.NUMERIC, NumberCodecs.DECIMAL);
        add(SqlKind.NUMERIC, NumberCodecs.BIG_INTEGER);
        add(SqlKind.VARCHAR, TextCodecs.STRING);
        add(SqlKind.BINARY, TextCodecs.BYTES);
        add(SqlKind.UUID, TextCodecs.UUID);
        add(SqlKind.DATE, TemporalCodecs.DATE);
        add(SqlKind.TIME, TemporalCodecs.TIME);
        add(SqlKind.TIMESTAMP, TemporalCodecs.DATE_TIME);
        add(SqlKind.TIMESTAMP_WITH_TIME_ZONE, TemporalCodecs.INSTANT);
        add(SqlKind.TIMESTAMP_WITH_TIME_ZONE, TemporalCodecs.OFFSET_DATE_TIME);
        add(SqlKind.TIMESTAMP_WITH_TIME_ZONE, TemporalCodecs.ZONED_DATE_TIME);
        add(SqlKind.TIMESTAMP_WITH_TIME_ZONE, TemporalCodecs.UTIL_DATE);
    }

    private TypeRegistry() {}

    private record Standard(SqlKind kind, Codec<?> codec) {}

    private static void add(SqlKind kind, Codec<?> codec, Class<?>... primitives) {
        Standard standard = new Standard(kind, codec);
        STANDARD.put(codec.javaType(), standard);
        for (Class<?> primitive : primitives) {
            STANDARD.put(primitive, standard);
        }
    }

    /** Whether {@link #typeFor} knows the type without a converter. */
    public static boolean knows(Class<?> javaType) {
        return STANDARD.containsKey(javaType) || javaType.isEnum();
    }

    /** The codec of a Java type that needs no converter, or null; enums go by name. */
    public static @Nullable Codec<?> codecFor(Class<?> javaType) {
        Standard standard = STANDARD.get(javaType);
        if (standard != null) {
            return standard.codec;
        }
        if (Enum.class.isAssignableFrom(javaType) && javaType != Enum.class) {
            // A constant with a body is of an anonymous subclass.
            return enumCodec(javaType.isEnum() ? javaType : javaType.getSuperclass(), true);
        }
        return null;
    }

    /**
     * The column type for a field.
     *
     * @param javaType the field's type; an enum is stored by name
     * @param length characters or bytes, for types that have a length, else 0
     * @param precision digits of a decimal number, or 0
     * @param scale digits after the point of a decimal number
     * @throws MappingException if relmap knows no column type for it
     */
    public static ColumnType typeFor(Class<?> javaType, int length, int precision, int scale) {
        Standard standard = STANDARD.get(javaType);
        if (standard == null && javaType.isEnum()) {
            return varchar(length).withCodec(enumCodec(javaType, true));
        }
        if (standard == null) {
            throw new MappingException(
                    ErrorCode.UNSUPPORTED_TYPE,
                    "There is no column type for "
                            + javaType.getName()
                            + "; write a Converter and name it with @Convert");
        }
        return switch (standard.kind) {
            case VARCHAR -> varchar(length).withCodec(standard.codec);
            case CHAR -> new ColumnType(SqlKind.CHAR, 1, 0, 0, null, standard.codec);
            case BINARY ->
                    new ColumnType(
                            SqlKind.BINARY,
                            length > DEFAULT_LENGTH ? length : 0,
                            0,
                            0,
                            null,
                            standard.codec);
            case NUMERIC -> decimal(javaType, precision, scale).withCodec(standard.codec);
            default -> plain(standard.kind, standard.codec);
        };
    }

    private static ColumnType decimal(Class<?> javaType, int precision, int scale) {
        boolean whole = javaType == BigInteger.class;
        return numeric(precision == 0 && whole ? 38 : precision, scale);
    }

    /** The column type for a field whose values a converter carries. */
    public static <J, D> ColumnType converted(
            Class<J> javaType, Class<D> storedType, Converter<J, D> converter, ColumnType stored) {
        if (stored.javaType() != storedType) {
            throw new IllegalArgumentException(
                    "The converter makes " + storedType + ", the column holds " + stored);
        }
        @SuppressWarnings("unchecked") // just checked
        Codec<D> codec = (Codec<D>) stored.codec();
        return stored.withCodec(new ConvertedCodec<>(javaType, converter, codec));
    }

    /**
     * A codec made of a converter, its types read from the class's {@code implements} clause.
     *
     * @throws MappingException if the class does not name its types, or stores one that relmap does
     *     not know
     */
    @SuppressWarnings({"unchecked", "rawtypes"}) // the classes are those of the converter's clause
    public static ConvertedCodec<?, ?> converted(Converter<?, ?> converter) {
        Class<?> @Nullable [] types = ConverterTypes.of(converter.getClass());
        Codec<?> stored = types == null ? null : codecFor(types[1]);
        if (types == null || stored == null) {
            throw new MappingException(
                    ErrorCode.UNSUPPORTED_TYPE,
                    "The converter "
                            + converter.getClass().getName()
                            + " has to be a class that implements Converter<J, D>"
                            + " with a D that relmap knows");
        }
        return new ConvertedCodec(types[0], converter, stored);
    }

    /** An enum by the names of its constants. */
    public static <E extends Enum<E>> ColumnType enumByName(Class<E> type, int length) {
        return varchar(length).withCodec(enumCodec(type, true));
    }

    /** An enum by the positions of its constants. */
    public static <E extends Enum<E>> ColumnType enumByOrdinal(Class<E> type) {
        return plain(SqlKind.SMALLINT, enumCodec(type, false));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // callers have seen that it is an enum
    private static Codec<?> enumCodec(Class<?> type, boolean byName) {
        return byName
                ? new ConvertedCodec(type, new EnumConverters.ByName(type), TextCodecs.STRING)
                : new ConvertedCodec(type, new EnumConverters.ByOrdinal(type), NumberCodecs.SHORT);
    }

    private static ColumnType plain(SqlKind kind, Codec<?> codec) {
        return new ColumnType(kind, 0, 0, 0, null, codec);
    }

    /** BOOLEAN as {@link Boolean}. */
    public static ColumnType bool() {
        return plain(SqlKind.BOOLEAN, NumberCodecs.BOOLEAN);
    }

    /** SMALLINT as {@link Short}. */
    public static ColumnType smallint() {
        return plain(SqlKind.SMALLINT, NumberCodecs.SHORT);
    }

    /** INTEGER as {@link Integer}. */
    public static ColumnType integer() {
        return plain(SqlKind.INTEGER, NumberCodecs.INTEGER);
    }

    /** BIGINT as {@link Long}. */
    public static ColumnType bigint() {
        return plain(SqlKind.BIGINT, NumberCodecs.LONG);
    }

    /** NUMERIC as {@link BigDecimal}; precision 0 leaves it to the database. */
    public static ColumnType numeric(int precision, int scale) {
        return new ColumnType(SqlKind.NUMERIC, 0, precision, scale, null, NumberCodecs.DECIMAL);
    }

    /** REAL as {@link Float}. */
    public static ColumnType real() {
        return plain(SqlKind.REAL, NumberCodecs.FLOAT);
    }

    /** DOUBLE PRECISION as {@link Double}. */
    public static ColumnType doublePrecision() {
        return plain(SqlKind.DOUBLE, NumberCodecs.DOUBLE);
    }

    /** CHAR(n) as {@link String}. */
    public static ColumnType character(int length) {
        return new ColumnType(SqlKind.CHAR, length, 0, 0, null, TextCodecs.STRING);
    }

    /** VARCHAR(n) as {@link String}; 0 for no limit. */
    public static ColumnType varchar(int length) {
        return length > LONGEST_VARCHAR
                ? text()
                : new ColumnType(SqlKind.VARCHAR, length, 0, 0, null, TextCodecs.STRING);
    }

    /** A text of any length as {@link String}. */
    public static ColumnType text() {
        return plain(SqlKind.TEXT, TextCodecs.STRING);
    }

    /** Bytes as {@code byte[]}. */
    public static ColumnType binary() {
        return plain(SqlKind.BINARY, TextCodecs.BYTES);
    }

    /** DATE as {@link LocalDate}. */
    public static ColumnType date() {
        return plain(SqlKind.DATE, TemporalCodecs.DATE);
    }

    /** TIME as {@link LocalTime}. */
    public static ColumnType time() {
        return plain(SqlKind.TIME, TemporalCodecs.TIME);
    }

    /** TIMESTAMP as {@link LocalDateTime}. */
    public static ColumnType timestamp() {
        return plain(SqlKind.TIMESTAMP, TemporalCodecs.DATE_TIME);
    }

    /** TIMESTAMP WITH TIME ZONE as {@link Instant}. */
    public static ColumnType instant() {
        return plain(SqlKind.TIMESTAMP_WITH_TIME_ZONE, TemporalCodecs.INSTANT);
    }

    /** UUID as {@link java.util.UUID}. */
    public static ColumnType uuid() {
        return plain(SqlKind.UUID, TextCodecs.UUID);
    }

    /**
     * A type of one database by the name that it has there.
     *
     * @param name the name, with arguments if any: {@code jsonb}, {@code inet}
     * @param javaType how values are carried; {@link String} where nothing else fits
     */
    public static ColumnType nativeType(String name, Class<?> javaType) {
        Codec<?> codec = codecFor(javaType);
        if (codec == null) {
            codec = typeFor(javaType, 0, 0, 0).codec(); // throws
        }
        return new ColumnType(SqlKind.NATIVE, 0, 0, 0, name, codec);
    }

    /**
     * The column type of a text such as {@code varchar(30)}, {@code Integer}, {@code String(50)} or
     * {@code numeric(10, 2)}; a type that relmap does not know is {@link #nativeType native}.
     */
    public static ColumnType parse(String text) {
        return TypeNames.parse(text);
    }

    /** {@link #parse} for a name and its arguments. */
    public static ColumnType named(String name, List<Integer> arguments) {
        return TypeNames.named(name, arguments);
    }
}
