package io.relmap.sql.grammar;

import io.relmap.sql.grammar.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a text into tokens (spec RC-132). */
final class Lexer {

    static final int MAX_LENGTH = 10_000;

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");
    private static final Pattern OPERATOR_NAME = Pattern.compile("[-+*/<>=~!@#%^&|?]{1,8}");

    /** Longer symbols first. */
    private static final List<String> SYMBOLS =
            List.of(
                    "==", "!=", "<>", "<=", ">=", "||", "=", "<", ">", "+", "-", "*", "/", "%", "&",
                    "|", "~", "(", ")", "[", "]", ",", ".");

    private final Origin origin;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text, Origin origin) {
        this.text = text;
        this.origin = origin;
    }

    static List<Token> tokens(String text, Origin origin) {
        if (text.length() > MAX_LENGTH) {
            throw new Position(origin, text, MAX_LENGTH)
                    .syntax("the text is longer than " + MAX_LENGTH + " characters");
        }
        return new Lexer(text, origin).run();
    }

    private List<Token> run() {
        while (true) {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (at == text.length()) {
                tokens.add(new Token(Kind.END, "", at));
                return tokens;
            }
            if (operatorNameExpected()) {
                match(
                        Kind.OPERATOR_NAME,
                        OPERATOR_NAME,
                        "the name of an operator, << for instance");
            } else {
                next(text.charAt(at));
            }
        }
    }

    private void next(char c) {
        if (c == '\'') {
            quoted(Kind.STRING, c);
        } else if (c == '"') {
            quoted(Kind.QUOTED_NAME, c);
        } else if (isDigit(c)) {
            match(Kind.NUMBER, NUMBER, "a number");
        } else if (isNameStart(c)) {
            match(Kind.NAME, NAME, "a name");
        } else if (c == ':') {
            at++;
            match(Kind.PARAMETER, NAME, "the name of a parameter after ':'");
        } else {
            symbol();
        }
    }

    /** After {@code operator(}, unless it is an attribute of that name, signs make one token. */
    private boolean operatorNameExpected() {
        int n = tokens.size();
        return n >= 2
                && tokens.get(n - 1).isSymbol("(")
                && tokens.get(n - 2).isWord("operator")
                && (n == 2 || !tokens.get(n - 3).isSymbol("."));
    }

    private void match(Kind kind, Pattern pattern, String expected) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw here().syntax("found " + charAt() + ", expected " + expected);
        }
        tokens.add(new Token(kind, matcher.group(), at));
        at = matcher.end();
    }

    /** A string or quoted name; the quote doubled stands for itself. */
    private void quoted(Kind kind, char quote) {
        int start = at++;
        StringBuilder content = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != quote) {
                content.append(c);
            } else if (at < text.length() && text.charAt(at) == quote) {
                content.append(quote);
                at++;
            } else {
                tokens.add(new Token(kind, content.toString(), start));
                return;
            }
        }
        at = start;
        throw here().syntax("the " + quote + " is never closed");
    }

    private void symbol() {
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, at)) {
                tokens.add(new Token(Kind.SYMBOL, symbol, at));
                at += symbol.length();
                return;
            }
        }
        throw here().syntax("the character " + charAt() + " means nothing here");
    }

    private String charAt() {
        if (at >= text.length()) {
            return "the end of the text";
        }
        char c = text.charAt(at);
        return c > ' ' && c < 127 ? "'" + c + "'" : String.format("U+%04X", (int) c);
    }

    private Position here() {
        return new Position(origin, text, at);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
