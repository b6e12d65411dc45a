package io.relmap.boot.test.statement;

import io.relmap.observe.StatementCause;
import io.relmap.observe.StatementExecution;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A statement that was sent to the database.
 *
 * @param kind what it does
 * @param tables the tables that it names, in lower case and without schema
 * @param rows how many rows of values were sent with it
 * @param cause what kind of work it was sent for
 * @param reason the same in words, as {@code lazy load of Author.books}
 * @param relationship the relationship that it loads, as {@code Author.books}, or null
 * @param sql its text, with placeholders for values
 * @param failed whether the database refused it
 */
public record SentStatement(
        Kind kind,
        Set<String> tables,
        int rows,
        StatementCause.Kind cause,
        String reason,
        @Nullable String relationship,
        String sql,
        boolean failed) {

    /** What statements do. */
    public enum Kind {
        /** Reads rows for the program. */
        SELECT,
        /** Inserts rows: as one batch, whatever their number. */
        INSERT,
        UPDATE,
        DELETE,
        /** What a flush asks for its own use: numbers for keys, whether a row is still there. Databases differ in it. */
        FLUSH_SELECT,
        /** Anything else, as DDL. */
        OTHER
    }

    /** Behind comments and parentheses. */
    private static final Pattern FIRST_WORD =
            Pattern.compile("(?:[\\s(]|--[^\\n]*\\n|/\\*(?s:.*?)\\*/)*+(\\p{L}*)");

    public SentStatement {
        tables = Set.copyOf(tables);
    }

    static SentStatement of(StatementExecution execution) {
        StatementCause cause = execution.cause();
        return new SentStatement(
                kind(execution.sql(), cause.kind()),
                SqlTables.of(execution.sql()),
                execution.batchSize(),
                cause.kind(),
                cause.text(),
                cause.relationship(),
                execution.sql(),
                execution.failure() != null);
    }

    private static Kind kind(String sql, StatementCause.Kind cause) {
        Matcher first = FIRST_WORD.matcher(sql);
        return switch (first.lookingAt() ? first.group(1).toLowerCase(Locale.ROOT) : "") {
            case "select", "with", "values" ->
                    cause == StatementCause.Kind.FLUSH ? Kind.FLUSH_SELECT : Kind.SELECT;
            case "insert" -> Kind.INSERT;
            case "update" -> Kind.UPDATE;
            case "delete" -> Kind.DELETE;
            default -> Kind.OTHER;
        };
    }

    @Override
    public String toString() {
        return kind + " (" + reason + (failed ? ", FAILED" : "") + "): " + sql;
    }
}
