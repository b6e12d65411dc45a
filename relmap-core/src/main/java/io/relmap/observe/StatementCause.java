package io.relmap.observe;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Why a statement was sent: the kind of work, and a sentence that is made when it is asked for. */
public final class StatementCause {

    /** The kinds of work that send statements. */
    public enum Kind {
        FLUSH,
        QUERY,
        LAZY_LOAD,
        EAGER_LOAD,
        REFRESH,
        GET,
        DDL,
        BULK,
        NATIVE
    }

    private final Kind kind;
    private final Supplier<String> text;
    private final @Nullable String relationship;

    private StatementCause(Kind kind, Supplier<String> text, @Nullable String relationship) {
        this.kind = kind;
        this.text = text;
        this.relationship = relationship;
    }

    /** A cause whose sentence costs something to make. */
    public static StatementCause of(Kind kind, Supplier<String> text) {
        return new StatementCause(kind, text, null);
    }

    /** A cause with its sentence. */
    public static StatementCause of(Kind kind, String text) {
        return new StatementCause(kind, () -> text, null);
    }

    /**
     * A load of one relationship.
     *
     * @param relationship the relationship, as {@code Author.books}
     */
    public static StatementCause ofLoad(Kind kind, String relationship, String text) {
        return new StatementCause(kind, () -> text, relationship);
    }

    /** The kind of work. */
    public Kind kind() {
        return kind;
    }

    /**
     * Why, in words: {@code lazy load of Author.books}, {@code update of Book: Book#3 (book.author_id by Author.books)}.
     * Holds no values but the keys by which objects are named. To be asked for while the statement is told of.
     */
    public String text() {
        return text.get();
    }

    /**
     * The relationship that is loaded, as {@code Author.books}; null if the statement is not sent for one alone. One of
     * those that are mapped, so that it may be the tag of a meter.
     */
    public @Nullable String relationship() {
        return relationship;
    }

    @Override
    public String toString() {
        return text();
    }
}
