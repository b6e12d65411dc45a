package io.relmap.query;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.sql.Expression;
import io.relmap.sql.Literal;
import io.relmap.sql.NativeTable;
import io.relmap.sql.TableRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A SELECT in the database's own words with named parameters. Only as much of it is understood as is needed to find the
 * parameters: what stands in quotes and comments is left alone.
 */
final class NativeSql {

    private final String sql;
    private final Map<String, @Nullable Object> parameters;
    private final List<String> texts = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    NativeSql(String sql, Map<String, ?> parameters) {
        this.sql = sql.strip().replaceFirst(";$", "");
        this.parameters = new LinkedHashMap<>(parameters);
        split();
        Set<String> unused = new LinkedHashSet<>(parameters.keySet());
        names.forEach(unused::remove);
        if (!unused.isEmpty()) {
            throw error("has no parameters " + unused + ", for which values are given");
        }
    }

    String text() {
        return sql;
    }

    /** As it stands in FROM, with the values bound. */
    NativeTable at(TableRef place, QueryNames queried) {
        List<String> pieces = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        pieces.add(texts.get(0));
        for (int i = 0; i < names.size(); i++) {
            String separator = "";
            for (Object each : values(names.get(i))) {
                if (!separator.isEmpty()) {
                    pieces.add(separator);
                }
                values.add(new Literal(queried.plainValue(each), null));
                separator = ", ";
            }
            pieces.add(texts.get(i + 1));
        }
        return new NativeTable(place, pieces, values);
    }

    /** The value of a parameter; several of a collection. */
    private Collection<?> values(String name) {
        Object value = parameters.get(name);
        if (value == null && !parameters.containsKey(name)) {
            throw error("needs a value for :" + name + "; given are " + parameters.keySet());
        } else if (value instanceof Collection<?> all) {
            if (all.isEmpty()) {
                throw error(
                        "has an empty collection for :"
                                + name
                                + ", and SQL no empty list. Leave the condition out, or use a query"
                                + " that is not native");
            }
            return all;
        }
        List<@Nullable Object> one = new ArrayList<>();
        one.add(value);
        return one;
    }

    private void split() {
        int start = 0;
        int at = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == ':' && at + 1 < sql.length() && sql.charAt(at + 1) == ':') {
                at += 2; // a cast of PostgreSQL
            } else if (c == ':' && at + 1 < sql.length() && isNameStart(sql.charAt(at + 1))) {
                texts.add(sql.substring(start, at));
                start = endOfName(at + 1);
                names.add(sql.substring(at + 1, start));
                at = start;
            } else if (c == '?') {
                at = questionMark(at);
            } else {
                at = skipped(at);
            }
        }
        // what may end in a comment must not swallow what follows
        texts.add(sql.substring(start) + (sql.contains("--") ? "\n" : ""));
    }

    private int questionMark(int at) {
        if (at + 1 < sql.length() && sql.charAt(at + 1) == '?') {
            return at + 2;
        }
        throw error(
                "has a ? at position "
                        + (at + 1)
                        + ". Name parameters (:name); an operator with ? is written with ??");
    }

    /** Behind what is left alone at this place: a text in quotes, a comment, or one character. */
    private int skipped(int at) {
        char c = sql.charAt(at);
        if (c == '\'') {
            return endOfQuoted(at, c, isEscapeString(at));
        } else if (c == '"' || c == '`') {
            return endOfQuoted(at, c, false);
        } else if (sql.startsWith("--", at)) {
            int end = sql.indexOf('\n', at);
            return end < 0 ? sql.length() : end;
        } else if (sql.startsWith("/*", at)) {
            int end = sql.indexOf("*/", at + 2);
            return end < 0 ? sql.length() : end + 2;
        } else if (c == '$' && (at == 0 || !isNamePart(sql.charAt(at - 1)))) {
            return endOfDollars(at);
        }
        return at + 1;
    }

    /** PostgreSQL's E'...', in which a backslash takes away the next sign's meaning. */
    private boolean isEscapeString(int at) {
        return at > 0
                && (sql.charAt(at - 1) == 'E' || sql.charAt(at - 1) == 'e')
                && (at == 1 || !isNamePart(sql.charAt(at - 2)));
    }

    private int endOfQuoted(int start, char quote, boolean backslashes) {
        int at = start + 1;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (backslashes && c == '\\') {
                at++;
            } else if (c == quote) {
                return at + 1; // a doubled quote begins the next quoted part
            }
            at++;
        }
        return sql.length();
    }

    /** PostgreSQL's $tag$...$tag$. */
    private int endOfDollars(int start) {
        int at = start + 1;
        while (at < sql.length() && isNamePart(sql.charAt(at))) {
            at++;
        }
        if (at >= sql.length() || sql.charAt(at) != '$') {
            return start + 1;
        }
        String tag = sql.substring(start, at + 1);
        int end = sql.indexOf(tag, at + 1);
        return end < 0 ? sql.length() : end + tag.length();
    }

    private int endOfName(int start) {
        int at = start;
        while (at < sql.length() && isNamePart(sql.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isNameStart(char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || (c >= '0' && c <= '9');
    }

    private InvalidRequestException error(String what) {
        return new InvalidRequestException(
                ErrorCode.INVALID_QUERY, "The native SQL \"" + sql + "\" " + what + ".");
    }
}
