package io.relmap.observe;

import java.util.function.Supplier;

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

    private StatementCause(Kind kind, Supplier<String> text) {
        this.kind = kind;
        this.text = text;
    }

    /** A cause whose sentence costs something to make. */
    public static StatementCause of(Kind kind, Supplier<String> text) {
        return new StatementCause(kind, text);
    }

    /** A cause with its sentence. */
    public static StatementCause of(Kind kind, String text) {
        return new StatementCause(kind, () -> text);
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

    @Override
    public String toString() {
        return text();
    }
}
