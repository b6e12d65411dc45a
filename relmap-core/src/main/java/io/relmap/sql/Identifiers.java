package io.relmap.sql;

import io.relmap.annotation.Internal;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import java.util.Set;

/**
 * Quotes names where they need it: reserved words, and all that is not lower case letters, digits and
 * underscores. Names in lower case stay unquoted, so that they mean what the same name means in
 * statements written by hand, whichever way the database folds case.
 *
 * @param open the quote before a name
 * @param close the quote after a name; doubled inside
 * @param reserved the database's reserved words in lower case
 */
@Internal
public record Identifiers(char open, char close, Set<String> reserved) {

    public Identifiers {
        reserved = Set.copyOf(reserved);
    }

    /** Names in double quotes, as the standard has them. */
    public static Identifiers standard(Set<String> reserved) {
        return new Identifiers('"', '"', reserved);
    }

    /** The name as a statement writes it. */
    public String quote(String name) {
        return isPlain(name) && !reserved.contains(name) ? name : quoted(name);
    }

    /** The name with its schema as a statement writes it. */
    public String quote(TableName name) {
        return name.schema() == null
                ? quote(name.name())
                : quote(name.schema()) + "." + quote(name.name());
    }

    /** The table's name as a statement writes it. */
    public String quote(Table table) {
        return quote(table.tableName());
    }

    /** The name in quotes, so that no letter's case is changed. */
    public String quoted(String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("No name for a table or column: '" + name + "'");
        }
        String end = String.valueOf(close);
        return open + name.replace(end, end + end) + close;
    }

    private static boolean isPlain(String name) {
        if (name.isEmpty() || !isLetter(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isLetter(c) && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || c == '_';
    }
}
