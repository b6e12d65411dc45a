package io.relmap.boot.test.statement;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the tables that a statement names, in the SQL that relmap renders and in most of what people write. */
final class SqlTables {

    /** A comment, a quoted text, a quoted name, a word, or one character. */
    private static final Pattern TOKEN =
            Pattern.compile(
                    "--[^\\n]*|/\\*(?s:.*?)\\*/"
                            + "|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|[\\p{L}_][\\p{L}\\p{N}_$]*|\\S");

    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*|/\\*(?s:.*)");

    private static final Set<String> BEFORE_A_TABLE =
            Set.of("from", "join", "into", "update", "using");

    /** What makes such a word say something else: {@code for update}, {@code is distinct from}. */
    private static final Map<String, Set<String>> BEFORE_NO_TABLE =
            Map.of("update", Set.of("for", "key", "do", "on"), "from", Set.of("distinct"));

    private static final Set<String> END_OF_LIST =
            Set.of(
                    "where",
                    "on",
                    "set",
                    "group",
                    "order",
                    "limit",
                    "having",
                    "union",
                    "values",
                    "select",
                    "returning",
                    "offset",
                    "fetch",
                    "for");
    private static final Set<String> NO_TABLE = Set.of("(", "select", "lateral", "unnest", "only");

    /** Functions with a FROM of their own between their parentheses. */
    private static final Set<String> FUNCTIONS =
            Set.of("extract", "overlay", "position", "substring", "trim");

    private final List<String> tokens;
    private final Set<String> found = new LinkedHashSet<>();
    private final Deque<Place> places = new ArrayDeque<>(List.of(Place.ELSEWHERE));

    /** What stands at this place of the statement: one for each open parenthesis. */
    private enum Place {
        TABLES,
        FUNCTION,
        ELSEWHERE
    }

    private SqlTables(List<String> tokens) {
        this.tokens = tokens;
    }

    static Set<String> of(String sql) {
        SqlTables tables =
                new SqlTables(
                        TOKEN.matcher(sql)
                                .results()
                                .map(MatchResult::group)
                                .filter(token -> !COMMENT.matcher(token).matches())
                                .toList());
        tables.search();
        tables.found.removeAll(tables.defined());
        return tables.found;
    }

    private void search() {
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i).toLowerCase(Locale.ROOT);
            Place place = places.element();
            if (token.equals("(")) {
                boolean isFunction =
                        i > 0 && FUNCTIONS.contains(tokens.get(i - 1).toLowerCase(Locale.ROOT));
                places.push(isFunction ? Place.FUNCTION : Place.ELSEWHERE);
            } else if (token.equals(")") && places.size() > 1) {
                places.pop();
            } else if (BEFORE_A_TABLE.contains(token)
                    && place != Place.FUNCTION
                    && !BEFORE_NO_TABLE.getOrDefault(token, Set.of()).contains(word(i - 1))) {
                now(Place.TABLES);
                take(i + 1);
            } else if (token.equals(",") && place == Place.TABLES) {
                take(i + 1);
            } else if (END_OF_LIST.contains(token) && place == Place.TABLES) {
                now(Place.ELSEWHERE);
            }
        }
    }

    private String word(int at) {
        return at < 0 || at >= tokens.size() ? "" : tokens.get(at).toLowerCase(Locale.ROOT);
    }

    /** What the statement itself defines by WITH: {@code name as (} or {@code name(columns) as (}. */
    private Set<String> defined() {
        Set<String> names = new HashSet<>();
        if (!word(0).equals("with")) {
            return names;
        }
        for (int i = 1; i + 1 < tokens.size(); i++) {
            if (word(i).equals("as") && word(i + 1).equals("(")) {
                int name = i - 1;
                if (word(name).equals(")")) {
                    name = tokens.subList(0, i).lastIndexOf("(") - 1;
                }
                names.add(word(name));
            }
        }
        return names;
    }

    private void now(Place place) {
        places.pop();
        places.push(place);
    }

    /** The name that begins here, without its schema, unless it is a function or a subquery. */
    private void take(int start) {
        int at = start;
        while (at + 2 < tokens.size() && tokens.get(at + 1).equals(".")) {
            at += 2;
        }
        if (at >= tokens.size()
                || (at + 1 < tokens.size()
                        && tokens.get(at + 1).equals("(")
                        && !isColumnList(start))) {
            return;
        }
        String name = tokens.get(at).toLowerCase(Locale.ROOT);
        Matcher quoted = Pattern.compile("\"(.*)\"").matcher(name);
        if (quoted.matches()) {
            found.add(quoted.group(1).replace("\"\"", "\""));
        } else if (Character.isLetter(name.charAt(0)) && !NO_TABLE.contains(name)) {
            found.add(name);
        }
    }

    /** In {@code insert into book (title)} it is columns that stand in parentheses. */
    private boolean isColumnList(int start) {
        return start > 0 && tokens.get(start - 1).equalsIgnoreCase("into");
    }
}
