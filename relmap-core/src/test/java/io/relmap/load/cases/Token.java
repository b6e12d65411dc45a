package io.relmap.load.cases;

/**
 * A word, number, quoted text or sign of a step.
 *
 * @param text as it is written; of a quoted text what is between the quotes
 * @param spaced whether it stands apart from what is before
 */
record Token(Kind kind, String text, boolean spaced) {

    static final Token END = new Token(Kind.END, "", true);

    enum Kind {
        WORD,
        NUMBER,
        TEXT,
        SIGN,
        END
    }

    /** A word whatever its case, or a sign. */
    boolean is(String expected) {
        return (kind == Kind.WORD || kind == Kind.SIGN) && text.equalsIgnoreCase(expected);
    }
}
