package io.relmap.load.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens of a step, and how far they are read. Not thread-safe. */
final class Tokens {

    /** An apostrophe inside a word belongs to it: "the session's back". */
    private static final Pattern TOKEN =
            Pattern.compile(
                    "(?<space>\\s*)(?:(?<word>[A-Za-z_]\\w*(?:'[a-z]\\w*)?)|(?<number>\\d+)|'(?<text>[^']*)'"
                            + "|(?<sign>->|<>|!=|<=|>=|\\S))");

    private final List<Token> all;
    private int at;

    private Tokens(List<Token> all) {
        this.all = all;
    }

    static Tokens of(String text) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text.strip());
        while (matcher.lookingAt()) {
            tokens.add(token(matcher));
            matcher.region(matcher.end(), matcher.regionEnd());
        }
        return new Tokens(tokens);
    }

    private static Token token(Matcher matcher) {
        boolean spaced = !String.valueOf(matcher.group("space")).isEmpty();
        if (matcher.group("word") != null) {
            return new Token(Token.Kind.WORD, matcher.group("word"), spaced);
        } else if (matcher.group("number") != null) {
            return new Token(Token.Kind.NUMBER, matcher.group("number"), spaced);
        } else if (matcher.group("text") != null) {
            return new Token(Token.Kind.TEXT, matcher.group("text"), spaced);
        }
        String sign = Objects.requireNonNull(matcher.group("sign"));
        return new Token(Token.Kind.SIGN, sign, spaced);
    }

    boolean atEnd() {
        return at >= all.size();
    }

    Token peek() {
        return peek(0);
    }

    Token peek(int ahead) {
        return at + ahead < all.size() ? all.get(at + ahead) : Token.END;
    }

    /** Whether the word at this place is called like a method. */
    boolean isCall(int ahead) {
        Token bracket = peek(ahead + 1);
        return peek(ahead).kind() == Token.Kind.WORD && bracket.is("(") && !bracket.spaced();
    }

    boolean atStart() {
        return at == 0;
    }

    Token next() {
        Token token = peek();
        at++;
        return token;
    }

    int mark() {
        return at;
    }

    void reset(int mark) {
        at = mark;
    }

    /** Whether these come next. */
    boolean sees(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!peek(i).is(words[i])) {
                return false;
            }
        }
        return true;
    }

    /** Reads these if they come next. */
    boolean accept(String... words) {
        if (!sees(words)) {
            return false;
        }
        at += words.length;
        return true;
    }

    /** Reads one of these words if it comes next. */
    boolean acceptAny(String... words) {
        for (String word : words) {
            if (accept(word)) {
                return true;
            }
        }
        return false;
    }

    void expect(String... words) {
        if (!accept(words)) {
            throw notUnderstood();
        }
    }

    String word() {
        return take(Token.Kind.WORD);
    }

    int number() {
        boolean negative = accept("-");
        int value = Integer.parseInt(take(Token.Kind.NUMBER));
        return negative ? -value : value;
    }

    private String take(Token.Kind kind) {
        if (peek().kind() != kind) {
            throw notUnderstood();
        }
        return next().text();
    }

    /** Leaves out a remark in brackets; whether there was one. */
    boolean skipBrackets() {
        if (!sees("(")) {
            return false;
        }
        int depth = 0;
        do {
            Token token = next();
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
        } while (depth > 0 && !atEnd());
        return true;
    }

    /** Goes on behind the next colon that stands outside of brackets; whether there is one. */
    boolean skipToColon() {
        int depth = 0;
        for (int i = at; i < all.size(); i++) {
            Token token = all.get(i);
            depth += token.is("(") || token.is("{") ? 1 : token.is(")") || token.is("}") ? -1 : 0;
            if (depth == 0 && token.is(":")) {
                at = i + 1;
                return true;
            }
        }
        return false;
    }

    NotUnderstoodException notUnderstood() {
        StringBuilder rest = new StringBuilder();
        for (int i = at; i < Math.min(all.size(), at + 6); i++) {
            rest.append(all.get(i).text()).append(' ');
        }
        return new NotUnderstoodException("from \"" + rest.toString().strip() + "\"");
    }
}
