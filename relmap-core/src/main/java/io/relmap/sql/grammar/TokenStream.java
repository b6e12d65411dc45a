package io.relmap.sql.grammar;

import io.relmap.error.MappingException;
import io.relmap.sql.grammar.Token.Kind;
import java.util.List;

/** The tokens of one text, read from left to right, and the limits of what a text may hold. */
final class TokenStream {

    static final int MAX_DEPTH = 100;
    static final int MAX_ITEMS = 1_000;

    private final Origin origin;
    private final String text;
    private final List<Token> tokens;
    private int next;
    private int depth;

    TokenStream(String text, Origin origin) {
        this.origin = origin;
        this.text = text;
        tokens = Lexer.tokens(text, origin);
    }

    Token peek() {
        return tokens.get(next);
    }

    /** The token so many further on; the end, past the end. */
    Token peek(int ahead) {
        return tokens.get(Math.min(next + ahead, tokens.size() - 1));
    }

    Token take() {
        Token token = peek();
        if (token.kind() != Kind.END) {
            next++;
        }
        return token;
    }

    boolean accept(String symbol) {
        return acceptIf(peek().isSymbol(symbol));
    }

    boolean acceptWord(String word) {
        return acceptIf(peek().isWord(word));
    }

    private boolean acceptIf(boolean matches) {
        if (matches) {
            next++;
        }
        return matches;
    }

    void expect(String symbol) {
        if (!accept(symbol)) {
            throw unexpected("'" + symbol + "'");
        }
    }

    void expectWord(String word) {
        if (!acceptWord(word)) {
            throw unexpected("'" + word + "'");
        }
    }

    Token expect(Kind kind, String expected) {
        if (peek().kind() != kind) {
            throw unexpected(expected);
        }
        return take();
    }

    void expectEnd() {
        if (peek().kind() != Kind.END) {
            throw unexpected("the end of the text");
        }
    }

    void enter() {
        if (++depth > MAX_DEPTH) {
            throw at(peek().offset()).syntax("the text is nested more than " + MAX_DEPTH + " deep");
        }
    }

    void leave() {
        depth--;
    }

    void checkSize(List<?> items) {
        if (items.size() > MAX_ITEMS) {
            throw at(peek().offset()).syntax("the list has more than " + MAX_ITEMS + " parts");
        }
    }

    MappingException unexpected(String expected) {
        return at(peek().offset()).syntax("found " + peek().shown() + ", expected " + expected);
    }

    Position at(int offset) {
        return new Position(origin, text, offset);
    }
}
