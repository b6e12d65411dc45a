package io.relmap.mapping.config;

import java.util.Locale;

/** How tables and columns are called that are not given a name. Implementations are thread-safe. */
public interface NamingStrategy {

    /** {@code OrderLine} is stored in {@code order_line}. */
    NamingStrategy SNAKE_CASE =
            new NamingStrategy() {
                @Override
                public String table(String className) {
                    return snake(className);
                }

                @Override
                public String column(String fieldName) {
                    return snake(fieldName);
                }
            };

    /** The table of a class, by the class's simple name. */
    String table(String className);

    /** The column of a field or record component, by its name. */
    String column(String fieldName);

    /** What the names of the columns of an embedded record begin with. */
    default String prefix(String fieldName) {
        return column(fieldName) + "_";
    }

    /** The column that a foreign key on a holder declares: {@code author} and {@code id} give {@code author_id}. */
    default String foreignKeyColumn(String holderName, String referencedColumn) {
        return column(holderName) + "_" + referencedColumn;
    }

    private static String snake(String name) {
        return name.replaceAll("([A-Z]+)([A-Z][a-z])", "$1_$2")
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }
}
