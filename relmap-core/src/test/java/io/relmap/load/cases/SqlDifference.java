package io.relmap.load.cases;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiPredicate;
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
                                        "SELECT (\\w+)#1\\.(\\w+), .* FROM \\1#1 JOIN (\\w+)#1 ON \\1#1\\.\\2 = (\\3#1\\.\\w+) JOIN \\1#2 ON .* WHERE \\1#1\\.\\2 IN \\( \\? \\)")
                                .matcher(recorded);
                return whole.matches()
                        && sent.matches(
                                "SELECT "
                                        + Pattern.quote(whole.group(4))
                                        + ", .* FROM "
                                        + whole.group(3)
                                        + "#1 JOIN .* WHERE "
                                        + Pattern.quote(whole.group(4))
                                        + " IN \\( \\? \\)");
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
                        && sent.replace("#2", "#1").equals(recorded);
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
        boolean ordersMore = recorded.startsWith(sent + " , ");
        if (ordersMore) {
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
                        "^SELECT count \\( \\* \\) FROM \\( SELECT .*? FROM (.*) \\)$",
                        "SELECT count ( * ) FROM $1");
        return inner.equals(shape) ? shape : withoutOrder(inner);
    }
}
