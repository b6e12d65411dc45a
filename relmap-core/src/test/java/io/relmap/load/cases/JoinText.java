package io.relmap.load.cases;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** A recorded join condition, written as relmap's mapping takes it: with constants, and with the roles of its columns. */
final class JoinText {

    private static final Pattern CONSTANT = Pattern.compile("(\\w+)( ?\\S+ ?):(\\w+)");
    private static final Pattern COLUMN = Pattern.compile("\\b([a-z_]\\w*)\\.(\\w+)");

    private final JsonNode recorded;

    /**
     * @param recorded the case: the constants of a condition stand among the values of its statements
     */
    JoinText(JsonNode recorded) {
        this.recorded = recorded;
    }

    /** The condition of a relationship between two tables. */
    String of(JsonNode relationship, String owner, String target) {
        String join = withConstants(relationship.path("join").asString());
        boolean isPlain = !join.matches("(?s).*([(<>]|LIKE|\\|\\|).*");
        return isPlain
                ? join
                : marked(
                        join,
                        owner,
                        target,
                        relationship.path("direction").asString().equals("MANYTOONE"));
    }

    private String withConstants(String join) {
        Matcher constant = CONSTANT.matcher(join);
        StringBuilder result = new StringBuilder();
        while (constant.find()) {
            String value = constantOf(constant.group(1) + constant.group(2));
            constant.appendReplacement(
                    result,
                    Matcher.quoteReplacement(constant.group(1) + constant.group(2) + value));
        }
        return constant.appendTail(result).toString();
    }

    /** What is bound behind such an expression in a statement of the case. */
    private String constantOf(String before) {
        Pattern place = Pattern.compile("(?:\\w+\\.)?" + Pattern.quote(before.strip()) + "\\s*\\?");
        for (JsonNode step : recorded.path("steps")) {
            for (JsonNode sent : step.path("sql")) {
                String text = sent.path("text").asString();
                Matcher found = place.matcher(text);
                if (found.find()) {
                    int index =
                            (int)
                                            text.substring(0, found.end())
                                                    .chars()
                                                    .filter(c -> c == '?')
                                                    .count()
                                    - 1;
                    JsonNode value = sent.path("params").path(index);
                    return value.isNumber() ? value.toString() : "'" + value.asString() + "'";
                }
            }
        }
        throw new NotUnderstoodException("no value for the constant behind " + before);
    }

    /** The target's columns are remote; foreign are those of the side that refers. */
    private static String marked(String join, String owner, String target, boolean toOne) {
        Matcher column = COLUMN.matcher(join);
        StringBuilder result = new StringBuilder();
        boolean isFirst = true;
        while (column.find()) {
            boolean isRemote = owner.equals(target) ? isFirst : column.group(1).equals(target);
            String name = column.group();
            if (isRemote != toOne) {
                name = "foreign(" + name + ")";
            }
            column.appendReplacement(result, isRemote ? "remote(" + name + ")" : name);
            isFirst = false;
        }
        return column.appendTail(result)
                .toString()
                .replace(" << ", " operator(<<) ")
                .replaceAll("\\b(lower|upper)\\(", "func.$1(");
    }
}
