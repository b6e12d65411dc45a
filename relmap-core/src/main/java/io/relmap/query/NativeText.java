package io.relmap.query;

import io.relmap.dialect.Capability;
import io.relmap.dialect.Dialect;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the named parameters of a statement in the database's own words. Only as much of it is understood as that needs:
 * what stands in quotes and comments is left alone. Used once; not thread-safe.
 */
final class NativeText {

    private final String sql;
    private final Dialect dialect;
    private final List<String> texts = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    /** Where semicolons stand behind which nothing was said yet. */
    private final List<Integer> endings = new ArrayList<>();

    private int start;
    private int brackets;

    NativeText(String sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
        int at = 0;
        while (at < sql.length()) {
            at = next(at);
        }
        StringBuilder last = new StringBuilder(sql.substring(start));
        endings.forEach(place -> last.setCharAt(place - start, ' '));
        // what may end in a comment must not swallow what follows
        texts.add(last + (sql.contains("--") ? "\n" : ""));
    }

    /** The text before, between and behind the parameters; a semicolon at the end is left out. */
    List<String> texts() {
        return texts;
    }

    /** The parameters, as often as they stand there. */
    List<String> names() {
        return names;
    }

    private int next(int at) {
        char c = sql.charAt(at);
        if (Character.isWhitespace(c)) {
            return at + 1;
        } else if (sql.startsWith("--", at)) {
            return endOfLine(at);
        } else if (sql.startsWith("/*", at)) {
            return endOfComment(at);
        } else if (c == ';') {
            endings.add(at);
            return at + 1;
        }
        endings.clear();
        if (c == ':') {
            return colon(at);
        } else if (c == '?') {
            return questionMark(at);
        }
        return quotedOrOne(at);
    }

    /** A parameter, a cast of PostgreSQL, or what separates the bounds of a slice or a name from its value. */
    private int colon(int at) {
        if (at + 1 < sql.length() && sql.charAt(at + 1) == ':') {
            return at + 2;
        } else if (at + 1 == sql.length()
                || !isNameStart(sql.charAt(at + 1))
                || isBehindValue(at)) {
            return at + 1;
        }
        texts.add(sql.substring(start, at));
        start = endOfName(at + 1);
        names.add(sql.substring(at + 1, start));
        return start;
    }

    /** Whether what stands here, without a space, is the end of a value: no parameter follows one. */
    private boolean isBehindValue(int at) {
        if (at == 0) {
            return false;
        }
        char before = sql.charAt(at - 1);
        return "'\")]".indexOf(before) >= 0 || (brackets > 0 && isNamePart(before));
    }

    private int questionMark(int at) {
        if (at + 1 < sql.length() && sql.charAt(at + 1) == '?') {
            return at + 2;
        }
        throw NativeSql.error(
                sql,
                "has a ? at position "
                        + (at + 1)
                        + ". Name parameters (:name); an operator with ? is written with ??");
    }

    private int quotedOrOne(int at) {
        char c = sql.charAt(at);
        if (c == '\'') {
            return endOfQuoted(at, c, isEscapeString(at));
        } else if (c == '"' || c == '`') {
            return endOfQuoted(at, c, false);
        } else if (c == '$' && (at == 0 || !isNamePart(sql.charAt(at - 1)))) {
            return endOfDollars(at);
        } else if (c == '[') {
            brackets++;
        } else if (c == ']') {
            brackets--;
        }
        return at + 1;
    }

    private int endOfLine(int start) {
        int at = start;
        while (at < sql.length() && !endsLine(sql.charAt(at))) {
            at++;
        }
        return at;
    }

    private boolean endsLine(char c) {
        return c == '\n'
                || (c == '\r' && dialect.supports(Capability.CARRIAGE_RETURN_ENDS_COMMENT));
    }

    private int endOfComment(int start) {
        int depth = 1;
        int at = start + 2;
        while (at < sql.length() && depth > 0) {
            if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else if (sql.startsWith("/*", at) && dialect.supports(Capability.NESTED_COMMENTS)) {
                depth++;
                at += 2;
            } else {
                at++;
            }
        }
        return at;
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
        int at = endOfName(start + 1);
        boolean isTag = at == start + 1 || isNameStart(sql.charAt(start + 1));
        if (at >= sql.length() || sql.charAt(at) != '$' || !isTag) {
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
}
