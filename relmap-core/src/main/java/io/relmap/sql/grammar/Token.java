package io.relmap.sql.grammar;

/**
 * One token.
 *
 * @param kind what it is
 * @param text the name, the string's content, the number or symbol
 * @param offset where it begins
 */
record Token(Kind kind, String text, int offset) {

    enum Kind {
        NAME,
        QUOTED_NAME,
        STRING,
        NUMBER,
        PARAMETER,
        SYMBOL,
        OPERATOR_NAME,
        END
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** Whether it is this word, in any letter case, not quoted. */
    boolean isWord(String word) {
        return kind == Kind.NAME && text.equalsIgnoreCase(word);
    }

    boolean isName() {
        return kind == Kind.NAME || kind == Kind.QUOTED_NAME;
    }

    /** As messages show it. */
    String shown() {
        return switch (kind) {
            case END -> "the end of the text";
            case STRING -> "'" + text + "'";
            case QUOTED_NAME -> "\"" + text + "\"";
            case PARAMETER -> ":" + text;
            case NAME, NUMBER, SYMBOL, OPERATOR_NAME -> text;
        };
    }
}
