package io.relmap.spring.data.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort.Direction;

/**
 * The name of a query method cut into its words, by the rules of Spring Data: subject, terms joined by {@code And} and
 * {@code Or}, order. The words have no meaning yet. {@code Distinct} says nothing: no object is found twice.
 *
 * @param kind what the method is for
 * @param limit what {@code First} or {@code Top} says, or null
 * @param anyOf terms that must all hold, of which one list must
 * @param order the order
 */
record DerivedName(
        QueryKind kind, @Nullable Integer limit, List<List<Term>> anyOf, List<OrderTerm> order) {

    private static final Pattern SUBJECT =
            Pattern.compile(
                    "^(find|read|get|query|search|stream|count|exists|delete|remove)(\\p{Lu}.*?)??By");
    private static final Pattern LIMIT =
            Pattern.compile("^(?:Distinct)?(?:First|Top)(\\d*)(?=\\p{Lu}|$)");
    private static final Pattern ALL_IGNORE_CASE = Pattern.compile("AllIgnor(?:ing|e)Case");
    private static final Pattern IGNORE_CASE = Pattern.compile("Ignor(?:ing|e)Case");
    private static final Pattern ORDER_TERM = Pattern.compile("(.+?)(Asc|Desc)?$");
    private static final Pattern BETWEEN_ORDER_TERMS = Pattern.compile("(?<=Asc|Desc)(?=\\p{Lu})");

    /**
     * One condition.
     *
     * @param words path and keyword, {@code BooksTitleContaining}
     * @param ignoreCase whether the term itself asks for it
     * @param ignoreCaseWherePossible whether the whole name asks for it
     */
    record Term(String words, boolean ignoreCase, boolean ignoreCaseWherePossible) {}

    /**
     * One term of the order.
     *
     * @param words the path
     * @param direction which way
     */
    record OrderTerm(String words, Direction direction) {}

    /** Cuts a method's name. */
    static DerivedName of(String methodName) {
        Matcher subject = SUBJECT.matcher(methodName);
        if (!subject.find()) {
            throw new IllegalArgumentException(
                    methodName
                            + " does not say what it is for: begin with find...By, count...By,"
                            + " exists...By or delete...By, or write the condition in @Query");
        }
        String what = subject.group(2) == null ? "" : subject.group(2);
        String rest = methodName.substring(subject.end());
        boolean ignoreCase = ALL_IGNORE_CASE.matcher(rest).find();
        List<String> parts = split(ALL_IGNORE_CASE.matcher(rest).replaceAll(""), "OrderBy");
        if (parts.size() > 2) {
            throw new IllegalArgumentException(methodName + " has OrderBy more than once");
        }
        QueryKind kind = QueryKind.of(subject.group(1));
        return new DerivedName(
                kind,
                kind == QueryKind.FIND || kind == QueryKind.DELETE ? limit(what) : null,
                terms(parts.get(0), ignoreCase),
                parts.size() == 1 ? List.of() : order(parts.get(1)));
    }

    private static @Nullable Integer limit(String what) {
        Matcher limit = LIMIT.matcher(what);
        if (!limit.find()) {
            return null;
        }
        return limit.group(1).isEmpty() ? Integer.valueOf(1) : Integer.valueOf(limit.group(1));
    }

    private static List<List<Term>> terms(String predicate, boolean ignoreCase) {
        List<List<Term>> anyOf = new ArrayList<>();
        for (String alternative : split(predicate, "Or")) {
            List<Term> allOf =
                    split(alternative, "And").stream()
                            .filter(words -> !words.isBlank())
                            .map(words -> term(words, ignoreCase))
                            .toList();
            if (!allOf.isEmpty()) {
                anyOf.add(allOf);
            }
        }
        return List.copyOf(anyOf);
    }

    private static Term term(String words, boolean ignoreCase) {
        Matcher own = IGNORE_CASE.matcher(words);
        return own.find()
                ? new Term(own.replaceAll(""), true, ignoreCase)
                : new Term(words, false, ignoreCase);
    }

    private static List<OrderTerm> order(String clause) {
        List<OrderTerm> terms = new ArrayList<>();
        for (String words : BETWEEN_ORDER_TERMS.split(clause)) {
            Matcher term = ORDER_TERM.matcher(words);
            if (!term.matches()) {
                throw new IllegalArgumentException("OrderBy" + clause + " names no attribute");
            }
            terms.add(
                    new OrderTerm(
                            term.group(1),
                            "Desc".equals(term.group(2)) ? Direction.DESC : Direction.ASC));
        }
        return List.copyOf(terms);
    }

    /** Splits at a keyword that begins a new word. */
    private static List<String> split(String text, String keyword) {
        return Arrays.asList(
                Pattern.compile(keyword + "(?=\\p{Lu}|\\P{InBASIC_LATIN})").split(text, -1));
    }
}
