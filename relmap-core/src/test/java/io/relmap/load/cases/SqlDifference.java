package io.relmap.load.cases;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why a statement has another shape than the recorded one, told by what has become of it: see "Statements" in {@code
 * docs/differences.md}. What is not recognised is a fault.
 */
enum SqlDifference {
    /** LO-90, QU-12, QU-15: an association table is asked for by EXISTS, where the reference puts it into FROM. */
    ASSOCIATION_BY_EXISTS(
            (recorded, sent) ->
                    associationInFrom(sent).equals(recorded)
                            || negatedContains(recorded).equals(sent)
                            || countOf(recorded).equals(associationInFrom(sent))),

    /** QU-12, QU-13: what is not equal is written as NOT, which is as unknown for NULL. */
    NEGATION_AS_NOT(
            (recorded, sent) ->
                    sent.replaceAll("NOT \\( (\\S+) = (\\S+) \\)", "$1 <> $2").equals(recorded)),

    /** QU-12: a member whose key is null is contained nowhere. */
    NULL_KEY_IS_FALSE(
            (recorded, sent) -> recorded.replaceAll("\\w+#1\\.\\w+ = \\?$", "? = ?").equals(sent)),

    /** QU-27: a query whose rows are what is counted is counted by itself, not as a subquery. */
    COUNT_WITHOUT_SUBQUERY((recorded, sent) -> countOf(recorded).equals(sent)),

    /** LO-28: what is loaded of one object is told by its key, which is read along. */
    KEY_READ_ALONG(
            (recorded, sent) -> {
                Matcher key =
                        Pattern.compile("SELECT (.*) FROM .* WHERE (\\w+#1\\.\\w+) = \\?")
                                .matcher(sent);
                return key.matches()
                        && !recorded.equals(sent)
                        && sent.replaceFirst(Pattern.quote(key.group(2)) + "(, )?", "")
                                .equals(recorded);
            }),

    /** LO-81: the owners of a self-referential many-to-many need not be joined either. */
    OWNER_LEFT_OUT_OF_ASSOCIATION(
            (recorded, sent) -> {
                Matcher whole =
                        Pattern.compile(
                                        "SELECT (.*) FROM (\\w+)#1 JOIN (\\w+)#1 ON \\2#1\\.(\\w+) = (\\3#1\\.\\w+) JOIN \\2#2 ON (\\S+ = \\S+) WHERE \\2#1\\.\\4 IN \\( \\? \\)(.*)")
                                .matcher(recorded);
                Matcher brief =
                        Pattern.compile(
                                        "SELECT (.*) FROM (\\w+)#1 JOIN (\\w+)#1 ON (\\S+ = \\S+) WHERE (\\S+) IN \\( \\? \\)(.*)")
                                .matcher(sent);
                if (!whole.matches() || !brief.matches()) {
                    return false;
                }
                String owner = whole.group(2);
                UnaryOperator<String> shortened =
                        part ->
                                part.replace(owner + "#1." + whole.group(4), whole.group(5))
                                        .replace(owner + "#2.", owner + "#1.");
                return parts(shortened.apply(whole.group(1)), ", ")
                                .equals(parts(brief.group(1), ", "))
                        && whole.group(3).equals(brief.group(2))
                        && owner.equals(brief.group(3))
                        && parts(shortened.apply(whole.group(6)), " = ")
                                .equals(parts(brief.group(4), " = "))
                        && whole.group(5).equals(brief.group(5))
                        && shortened.apply(whole.group(7)).equals(brief.group(6));
            }),

    /** QU-54: where the association holds the target's table, has() asks for the target beside it. */
    TARGET_BESIDE_ASSOCIATION(
            (recorded, sent) -> {
                Matcher beside =
                        Pattern.compile("EXISTS \\( SELECT 1 FROM (\\w+)#1 , \\w+#1 JOIN \\1#2 ")
                                .matcher(sent);
                return beside.find()
                        && sent.replace("FROM " + beside.group(1) + "#1 , ", "FROM ")
                                .replace(beside.group(1) + "#2", beside.group(1) + "#1")
                                .equals(recorded);
            }),

    /** QU-10: a table inside EXISTS has a name of its own, where the reference hides the outer one of the same name. */
    NAME_INSIDE_EXISTS(
            (recorded, sent) -> {
                int inside = sent.indexOf("EXISTS (");
                return inside > 0
                        && recorded.startsWith(sent.substring(0, inside))
                        && sent.replace("#2", "#1").equals(recorded)
                        && !namesHidden(sent.substring(inside));
            });

    private final BiPredicate<String, String> explains;

    SqlDifference(BiPredicate<String, String> explains) {
        this.explains = explains;
    }

    /** The difference between two shapes, or null if none is known that explains it. */
    static @Nullable SqlDifference between(String recorded, String sent) {
        return Arrays.stream(values())
                .filter(difference -> difference.explains.test(recorded, sent))
                .findFirst()
                .orElse(null);
    }

    /**
     * Whether the words of a step say less than its record: no order, or no condition. What they do not say, they cannot
     * have asked for.
     */
    static boolean isUnsaid(String words, String recorded, String sent) {
        String plain = words.toLowerCase(Locale.ROOT);
        String said = recorded;
        String asked = sent;
        Matcher order = Pattern.compile(" ORDER BY ([^()]*)$").matcher(sent);
        if (order.find()
                && recorded.matches(Pattern.quote(sent) + "( , [\\w#.*]+( DESC)?)+")
                && order.group(1).split(" , ").length >= ordersOf(plain)) {
            return true;
        }
        if (!plain.contains("order by")) {
            said = withoutOrder(said);
            asked = withoutOrder(asked);
        }
        if (!plain.contains("where")) {
            said = said.replaceAll(" WHERE \\w+#1\\.\\w+ = \\?$", "");
        }
        return said.equals(asked);
    }

    /** Parts of which the order does not count. */
    private static Set<String> parts(String text, String separator) {
        return Set.copyOf(List.of(text.split(Pattern.quote(separator))));
    }

    /** Whether what stands inside EXISTS speaks of a table outside that has a second place inside. */
    private static boolean namesHidden(String exists) {
        String inside = exists.substring(0, exists.lastIndexOf(')'));
        return Pattern.compile("(\\w+)#2")
                .matcher(inside)
                .results()
                .anyMatch(place -> inside.contains(" " + place.group(1) + "#1"));
    }

    /** How many terms of an order the words name. */
    private static int ordersOf(String words) {
        int start = words.indexOf("order by");
        if (start < 0) {
            return 0;
        }
        String terms = words.substring(start).split(" limit | offset |\\(|;|:|, [a-z_]+\\(", 2)[0];
        return terms.split(",").length;
    }

    private static String withoutOrder(String shape) {
        return shape.replaceAll(" ORDER BY [\\w#.*]+( DESC)?( , [\\w#.*]+( DESC)?)*", "");
    }

    /** With associations that are asked for by EXISTS in the outer FROM, behind the first table. */
    private static String associationInFrom(String sent) {
        Pattern exists =
                Pattern.compile("(?<!NOT )EXISTS \\( SELECT 1 FROM (\\w+#\\d) WHERE ([^()]*) \\)");
        StringBuilder tables = new StringBuilder();
        Matcher matcher = exists.matcher(sent);
        while (matcher.find()) {
            tables.append(" , ").append(matcher.group(1));
        }
        String plain = exists.matcher(sent).replaceAll("$2");
        return plain.replaceFirst("( FROM \\w+#1)", "$1" + tables);
    }

    /** The reference joins the target, whose key the association holds. */
    private static String negatedContains(String recorded) {
        return recorded.replaceAll(
                "NOT EXISTS \\( SELECT 1 FROM (\\w+)#1 , (\\w+#1) WHERE (.*) AND \\1#1\\.(\\w+) = (\\2\\.\\w+) AND \\1#1\\.\\4 = \\? \\)",
                "NOT EXISTS ( SELECT 1 FROM $2 WHERE $3 AND ? = $5 )");
    }

    /** The count of a query's rows as that query alone; any other statement as it is. */
    private static String countOf(String shape) {
        String inner =
                shape.replaceAll(
                        "^SELECT count \\( \\* \\) FROM \\( SELECT (?!DISTINCT ).*? FROM (.*) \\)$",
                        "SELECT count ( * ) FROM $1");
        return inner.equals(shape) ? shape : withoutOrder(inner);
    }
}
