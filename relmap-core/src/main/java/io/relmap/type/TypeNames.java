package io.relmap.type;

import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names under which people and databases know the column types. */
final class TypeNames {

    private static final Pattern TYPE =
            Pattern.compile(
                    "\\s*([A-Za-z_][\\w ]*?)\\s*(?:\\(\\s*(\\d+(?:\\s*,\\s*\\d+)*)?\\s*\\))?"
                            + "(\\s+[A-Za-z][A-Za-z ]*?)?\\s*");

    private static final Map<String, Function<int[], ColumnType>> NAMES = new HashMap<>();

    static {
        add(n -> TypeRegistry.bool(), "boolean", "bool");
        add(n -> TypeRegistry.smallint(), "smallint", "smallinteger", "int2", "tinyint", "short");
        add(n -> TypeRegistry.integer(), "integer", "int", "int4", "mediumint", "serial");
        add(n -> TypeRegistry.bigint(), "bigint", "biginteger", "int8", "long", "bigserial");
        add(
                n -> TypeRegistry.numeric(n[0], n[1]),
                "numeric",
                "decimal",
                "number",
                "bigdecimal",
                "decfloat");
        add(n -> TypeRegistry.real(), "real", "float4");
        add(n -> TypeRegistry.doublePrecision(), "double", "double precision", "float", "float8");
        add(n -> TypeRegistry.character(n[0]), "char", "character", "bpchar", "nchar");
        add(n -> TypeRegistry.varchar(n[0]), "varchar", "character varying", "string");
        add(
                n -> TypeRegistry.varchar(n[0]),
                "varchar2",
                "nvarchar",
                "unicode",
                "varchar_ignorecase");
        add(n -> TypeRegistry.text(), "text", "clob", "character large object", "unicodetext");
        add(n -> TypeRegistry.text(), "longtext", "mediumtext");
        add(n -> TypeRegistry.binary(), "binary", "varbinary", "binary varying", "largebinary");
        add(n -> TypeRegistry.binary(), "bytea", "blob", "binary large object", "bytes");
        add(n -> TypeRegistry.date(), "date", "localdate");
        add(n -> TypeRegistry.time(), "time", "localtime", "time without time zone");
        add(n -> TypeRegistry.timestamp(), "timestamp", "datetime", "localdatetime");
        add(n -> TypeRegistry.timestamp(), "timestamp without time zone");
        add(n -> TypeRegistry.instant(), "timestamptz", "timestamp with time zone", "instant");
        add(n -> TypeRegistry.uuid(), "uuid");
    }

    private TypeNames() {}

    private static void add(Function<int[], ColumnType> factory, String... names) {
        for (String name : names) {
            NAMES.put(name, factory);
        }
    }

    static ColumnType parse(String text) {
        Matcher matcher = TYPE.matcher(text);
        if (!matcher.matches()) {
            return nativeType(text.strip());
        }
        String digits = matcher.group(2);
        String tail = matcher.group(3);
        String name = matcher.group(1) + (tail == null ? "" : " " + tail.strip());
        List<Integer> arguments =
                digits == null
                        ? List.of()
                        : Arrays.stream(digits.split(","))
                                .map(number -> Integer.valueOf(number.strip()))
                                .toList();
        return isKnown(name) ? named(name, arguments) : nativeType(text.strip());
    }

    static ColumnType named(String name, List<Integer> arguments) {
        Function<int[], ColumnType> factory = NAMES.get(normal(name));
        if (factory == null) {
            String tail =
                    arguments.isEmpty()
                            ? ""
                            : arguments.stream()
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(", ", "(", ")"));
            return nativeType(name + tail);
        }
        int[] padded = new int[Math.max(2, arguments.size())];
        for (int i = 0; i < arguments.size(); i++) {
            padded[i] = arguments.get(i);
        }
        return factory.apply(padded);
    }

    private static boolean isKnown(String name) {
        return NAMES.containsKey(normal(name));
    }

    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " ");
    }

    /** The name goes into statements as it is, so it may hold nothing but a type. */
    private static ColumnType nativeType(String name) {
        if (!name.matches("[\\w\"][\\w\" .,()\\[\\]]*")) {
            throw new MappingException(
                    ErrorCode.INVALID_ARGUMENT, "This is not the name of a type: " + name);
        }
        return TypeRegistry.nativeType(name, String.class);
    }
}
