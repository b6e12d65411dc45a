package io.relmap.load.cases;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement without what does not count: how many keys a list has, whether LIMIT has an offset of none, quotes, the letters' case of keywords, the names of aliases and labels, the order
 * of what is selected and of the two sides of an equality.
 */
final class SqlShape {

    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\s*(\"[^\"]*\"|'[^']*'|[A-Za-z_]\\w*|\\d+|<>|!=|<=|>=|\\|\\||<<|\\S)");

    private static final Set<String> KEYWORDS =
            Set.of(
                    "SELECT",
                    "FROM",
                    "WHERE",
                    "AS",
                    "LEFT",
                    "OUTER",
                    "INNER",
                    "JOIN",
                    "ON",
                    "ORDER",
                    "BY",
                    "GROUP",
                    "HAVING",
                    "LIMIT",
                    "OFFSET",
                    "AND",
                    "OR",
                    "NOT",
                    "IN",
                    "IS",
                    "NULL",
                    "EXISTS",
                    "DISTINCT",
                    "DESC",
                    "ASC",
                    "LIKE",
                    "VALUES",
                    "CAST",
                    "UNION",
                    "ALL",
                    "INSERT",
                    "INTO",
                    "UPDATE",
                    "SET",
                    "DELETE",
                    "BETWEEN",
                    "FULL");

    private final List<String> tokens = new ArrayList<>();
    private final Map<String, String> aliases = new LinkedHashMap<>();
    private final boolean isWrite;
    private int at;

    private SqlShape(String sql) {
        Matcher matcher = TOKEN.matcher(sql.strip());
        while (matcher.lookingAt()) {
            tokens.add(plain(matcher.group(1)));
            matcher.region(matcher.end(), matcher.regionEnd());
        }
        isWrite = !tokens.isEmpty() && Set.of("UPDATE", "DELETE").contains(tokens.get(0));
    }

    static String of(String sql) {
        SqlShape shape = new SqlShape(sql);
        shape.nameAliases();
        return shape.written()
                .replaceAll(" +", " ")
                .replaceAll("SELECT \\? FROM", "SELECT 1 FROM")
                .replaceAll("IN \\( \\?(?: , \\?)+ \\)", "IN ( ? )")
                .replaceAll("= ANY \\( \\? \\)", "IN ( ? )")
                .replaceAll("IN \\( \\d+ x \\? \\)", "IN ( ? )")
                .replaceAll("IN \\( VALUES (\\( \\?[ ,?]* \\))(?: , \\1)+ \\)", "IN ( VALUES $1 )")
                .replaceAll("LIMIT - 1 OFFSET \\?", "LIMIT ?")
                .replaceAll("= \\( ([\\w#.?]+ [-+*/] [\\w#.?]+) \\)", "= $1")
                .replaceAll("\\( (EXISTS \\(.*\\)) \\)", "$1")
                .replaceAll("LIMIT \\? OFFSET \\?", "LIMIT ?")
                .replaceAll("\\( (\\S+ \\|\\| \\S+) \\)", "$1");
    }

    private static String plain(String token) {
        if (token.startsWith("\"")) {
            return token.substring(1, token.length() - 1);
        }
        String upper = token.toUpperCase(Locale.ROOT);
        return KEYWORDS.contains(upper) ? upper : token.equals("!=") ? "<>" : token;
    }

    // Aliases ---------------------------------------------------------------------------------

    /** Tables and SELECTs in FROM get numbers, in the order in which they stand there. */
    private void nameAliases() {
        Map<String, Integer> count = new HashMap<>();
        for (int i = 0; i < tokens.size(); i++) {
            boolean isPlace =
                    Set.of("FROM", "JOIN").contains(tokens.get(i))
                            || (tokens.get(i).equals(",") && isInFrom(i));
            if (isPlace) {
                place(i + 1, count);
            }
        }
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).equals(")")
                    && tokens.get(i + 1).equals("AS")
                    && i + 2 < tokens.size()) {
                String alias = tokens.get(i + 2);
                aliases.computeIfAbsent(alias, a -> "sub#" + number("sub", count));
            }
        }
    }

    private void place(int start, Map<String, Integer> count) {
        int i = start;
        while (i < tokens.size() && tokens.get(i).equals("(")) {
            i++;
        }
        if (i >= tokens.size() || !isName(tokens.get(i))) {
            return;
        }
        String table = tokens.get(i);
        int next = i + 1;
        if (next < tokens.size() && tokens.get(next).equals("AS")) {
            next++;
        }
        String alias = next < tokens.size() && isName(tokens.get(next)) ? tokens.get(next) : table;
        aliases.computeIfAbsent(alias, a -> table + "#" + number(table, count));
    }

    private static int number(String name, Map<String, Integer> count) {
        return count.merge(name, 1, Integer::sum);
    }

    /** Whether a comma stands between tables. */
    private boolean isInFrom(int comma) {
        int depth = 0;
        for (int i = comma - 1; i >= 0; i--) {
            String token = tokens.get(i);
            depth += token.equals(")") ? 1 : token.equals("(") ? -1 : 0;
            if (depth < 0) {
                return false;
            } else if (depth == 0 && KEYWORDS.contains(token) && !token.equals("AS")) {
                return token.equals("FROM") || token.equals("ON");
            }
        }
        return false;
    }

    private static boolean isName(String token) {
        return token.matches("[A-Za-z_]\\w*") && !KEYWORDS.contains(token);
    }

    // Writing ---------------------------------------------------------------------------------

    private String written() {
        StringBuilder result = new StringBuilder();
        while (at < tokens.size()) {
            result.append(part()).append(' ');
        }
        return result.toString().strip();
    }

    /** One token; a bracket or a select list as a whole. */
    private String part() {
        String token = tokens.get(at++);
        if (token.equals("(")) {
            StringBuilder inner = new StringBuilder();
            while (at < tokens.size() && !tokens.get(at).equals(")")) {
                inner.append(part()).append(' ');
            }
            at++;
            return "( " + inner + ")";
        } else if (token.equals("SELECT")) {
            return selectList();
        } else if (token.equals("INNER") || token.equals("OUTER") || token.equals("ASC")) {
            return "";
        } else if (token.equals("AS") || isAlias(at - 1)) {
            return "";
        }
        if (at < tokens.size() && tokens.get(at).equals(".")) {
            if (isWrite) {
                at++;
                return part();
            }
            String column = tokens.get(at + 1);
            at += 2;
            String place = aliases.getOrDefault(token, token);
            return place + "." + (place.startsWith("sub#") ? "*" : column);
        }
        boolean isTable = at >= 2 && Set.of("FROM", "JOIN", ",").contains(tokens.get(at - 2));
        return isTable ? aliases.getOrDefault(tableAlias(token), token) : token;
    }

    private String tableAlias(String table) {
        int next = at < tokens.size() && tokens.get(at).equals("AS") ? at + 1 : at;
        return next < tokens.size() && isName(tokens.get(next)) ? tokens.get(next) : table;
    }

    /** A name behind a table, a bracket or AS gives a name only. */
    private boolean isAlias(int i) {
        if (i == 0 || !isName(tokens.get(i))) {
            return false;
        }
        String before = tokens.get(i - 1);
        return before.equals("AS")
                || before.equals(")")
                || (isName(before) && !(i + 1 < tokens.size() && tokens.get(i + 1).equals("(")));
    }

    private String selectList() {
        List<String> items = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        boolean distinct = at < tokens.size() && tokens.get(at).equals("DISTINCT");
        at += distinct ? 1 : 0;
        while (at < tokens.size()
                && !tokens.get(at).equals("FROM")
                && !tokens.get(at).equals(")")) {
            if (tokens.get(at).equals(",")) {
                at++;
                items.add(item.toString().strip());
                item.setLength(0);
            } else {
                item.append(part()).append(' ');
            }
        }
        items.add(item.toString().strip());
        List<String> distinctItems = items.stream().distinct().sorted().toList();
        return (distinct ? "SELECT DISTINCT " : "SELECT ") + String.join(", ", distinctItems);
    }
}
