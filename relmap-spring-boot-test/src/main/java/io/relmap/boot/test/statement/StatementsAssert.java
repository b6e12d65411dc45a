package io.relmap.boot.test.statement;

import io.relmap.observe.StatementCause;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Assertions on {@link Statements}. Each failure lists what was sent, and why. Not thread-safe. */
public final class StatementsAssert extends AbstractAssert<StatementsAssert, Statements> {

    private final List<SentStatement> sent;

    StatementsAssert(Statements statements) {
        super(statements, StatementsAssert.class);
        sent = statements.all();
    }

    /** So many in all; a batch of rows is one, and what a flush asks for itself counts, too. */
    public StatementsAssert hasCount(int expected) {
        return check("statements", expected, sent);
    }

    /** Nothing was sent. */
    public StatementsAssert isEmpty() {
        return hasCount(0);
    }

    /** So many that read rows for the program. */
    public StatementsAssert hasSelects(int expected) {
        return has(SentStatement.Kind.SELECT, expected);
    }

    /** So many that insert; all rows of a batch by one. */
    public StatementsAssert hasInserts(int expected) {
        return has(SentStatement.Kind.INSERT, expected);
    }

    /** So many that update. */
    public StatementsAssert hasUpdates(int expected) {
        return has(SentStatement.Kind.UPDATE, expected);
    }

    /** So many that delete. */
    public StatementsAssert hasDeletes(int expected) {
        return has(SentStatement.Kind.DELETE, expected);
    }

    /** So many of this kind. */
    public StatementsAssert has(SentStatement.Kind kind, int expected) {
        return check("statements of kind " + kind, expected, where(each -> each.kind() == kind));
    }

    /** So many that were sent for this kind of work, as {@code LAZY_LOAD}. */
    public StatementsAssert has(StatementCause.Kind cause, int expected) {
        return check("statements for " + cause, expected, where(each -> each.cause() == cause));
    }

    /** So many that name this table. */
    public StatementsAssert hasCountOn(String table, int expected) {
        String name = table.toLowerCase(Locale.ROOT);
        return check(
                "statements on " + table, expected, where(each -> each.tables().contains(name)));
    }

    /** No other tables than these are named. */
    public StatementsAssert touchesOnly(String... tables) {
        Set<String> others =
                sent.stream()
                        .flatMap(each -> each.tables().stream())
                        .collect(Collectors.toCollection(TreeSet::new));
        Arrays.stream(tables).map(each -> each.toLowerCase(Locale.ROOT)).forEach(others::remove);
        if (!others.isEmpty()) {
            failWithMessage(
                    "Expected statements on %s only, but there are some on %s:%n%s",
                    Arrays.toString(tables), others, actual);
        }
        return this;
    }

    /** So many lazy loads: one that takes siblings along counts once. */
    public StatementsAssert hasLazyLoads(int expected) {
        return has(StatementCause.Kind.LAZY_LOAD, expected);
    }

    /** No relationship was loaded lazily more than once: what a loader option would spare. */
    public StatementsAssert hasNoRepeatedLazyLoad() {
        Map<String, Long> repeated =
                new TreeMap<>(
                        where(each -> each.cause() == StatementCause.Kind.LAZY_LOAD).stream()
                                .map(SentStatement::relationship)
                                .filter(Objects::nonNull)
                                .collect(
                                        Collectors.groupingBy(
                                                each -> each, Collectors.counting())));
        repeated.values().removeIf(loads -> loads < 2);
        if (!repeated.isEmpty()) {
            failWithMessage(
                    "Expected no relationship to be loaded lazily more than once, but: %s. Load it"
                            + " with its owners, by a loader option such as Load.selectIn(...) or"
                            + " @LoadWith.%n%s",
                    repeated, actual);
        }
        return this;
    }

    private List<SentStatement> where(Predicate<SentStatement> filter) {
        return sent.stream().filter(filter).toList();
    }

    private StatementsAssert check(String what, int expected, List<SentStatement> found) {
        if (found.size() != expected) {
            failWithMessage(
                    "Expected %s %s, but there are %s:%n%s", expected, what, found.size(), actual);
        }
        return this;
    }
}
