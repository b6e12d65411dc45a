package io.relmap.sql.grammar;

import io.relmap.sql.grammar.Syntax.Applied;
import io.relmap.sql.grammar.Syntax.Argument;
import io.relmap.sql.grammar.Syntax.Call;
import io.relmap.sql.grammar.Syntax.CastTo;
import io.relmap.sql.grammar.Syntax.Function;
import io.relmap.sql.grammar.Syntax.Grouped;
import io.relmap.sql.grammar.Syntax.Items;
import io.relmap.sql.grammar.Syntax.Path;
import io.relmap.sql.grammar.Syntax.TypeName;
import io.relmap.sql.grammar.Syntax.Value;
import io.relmap.sql.grammar.Token.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The innermost rules of the grammar: values, paths, calls and what stands in brackets. */
final class PrimaryParser {

    /** Words that cannot begin a value. */
    private static final Set<String> RESERVED =
            Set.of("and", "or", "like", "ilike", "in", "is", "between", "not");

    /** Arguments given by name; {@code x = ...} is a comparison for every other x. */
    private static final Set<String> ARGUMENT_NAMES =
            Set.of("escape", "autoescape", "precedence", "is_comparison", "onclause");

    private static final Set<String> OPERATOR_CALLS = Set.of("op", "bool_op");

    private final TokenStream tokens;
    private final Parser parser;

    PrimaryParser(TokenStream tokens, Parser parser) {
        this.tokens = tokens;
        this.parser = parser;
    }

    Syntax postfix() {
        Syntax result = primary();
        while (true) {
            Token token = tokens.peek();
            if (tokens.accept(".")) {
                result = method(result);
            } else if (token.isSymbol("(")
                    && result instanceof Call call
                    && call.receiver() != null
                    && OPERATOR_CALLS.contains(call.name())) {
                result = new Applied(call, arguments(), token.offset());
            } else {
                return result;
            }
        }
    }

    private Syntax method(Syntax receiver) {
        if (!tokens.peek().isName()) {
            throw tokens.unexpected("a name after '.'");
        }
        Token name = tokens.take();
        if (!tokens.peek().isSymbol("(")) {
            throw tokens.unexpected("'(': only a path has attributes");
        }
        if (name.isWord("cast")) {
            tokens.expect("(");
            TypeName type = type();
            tokens.expect(")");
            return new CastTo(receiver, type, name.offset());
        }
        if (receiver instanceof Path path && path.names().equals(List.of("func"))) {
            return new Function(name.text(), arguments(), name.offset());
        }
        return new Call(receiver, name.text(), arguments(), name.offset());
    }

    Syntax primary() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case STRING -> new Value(tokens.take().text(), token.offset());
            case NUMBER -> new Value(number(tokens.take().text()), token.offset());
            case PARAMETER -> new Syntax.Named(tokens.take().text(), token.offset());
            case SYMBOL -> bracketed(token);
            case QUOTED_NAME -> path();
            case NAME -> named(token);
            case OPERATOR_NAME, END -> throw tokens.unexpected("a value or a name");
        };
    }

    private Syntax named(Token token) {
        boolean call = tokens.peek(1).isSymbol("(");
        if (RESERVED.stream().anyMatch(token::isWord) && !(call && token.isWord("between"))) {
            throw tokens.unexpected("a value or a name");
        } else if (call) {
            return token.isWord("cast") ? cast(token) : call();
        } else if (tokens.peek(1).isSymbol(".")) {
            return path();
        } else if (token.isWord("null") || token.text().equals("None")) {
            return new Value(null, tokens.take().offset());
        } else if (token.isWord("true") || token.isWord("false")) {
            return new Value(tokens.take().isWord("true"), token.offset());
        }
        return path();
    }

    private Call call() {
        Token name = tokens.take();
        return new Call(null, name.text(), arguments(), name.offset());
    }

    /** The names up to one that is called. */
    private Path path() {
        Token first = tokens.take();
        List<String> names = new ArrayList<>(List.of(first.text()));
        while (tokens.peek().isSymbol(".")
                && tokens.peek(1).isName()
                && !tokens.peek(2).isSymbol("(")) {
            tokens.take();
            names.add(tokens.take().text());
        }
        return new Path(names, first.offset());
    }

    private Syntax cast(Token word) {
        tokens.take();
        tokens.expect("(");
        Syntax operand = parser.disjunction();
        if (!tokens.accept(",")) {
            tokens.expectWord("as");
        }
        TypeName type = type();
        tokens.expect(")");
        return new CastTo(operand, type, word.offset());
    }

    private TypeName type() {
        Token name = tokens.expect(Kind.NAME, "the name of a type");
        List<Integer> arguments = new ArrayList<>();
        if (tokens.accept("(")) {
            do {
                arguments.add(typeArgument());
            } while (tokens.accept(",") && arguments.size() < 3);
            tokens.expect(")");
        }
        return new TypeName(name.text(), arguments, name.offset());
    }

    private Integer typeArgument() {
        Token token = tokens.peek();
        Object value = token.kind() == Kind.NUMBER ? number(token.text()) : null;
        if (!(value instanceof Integer length)) {
            throw tokens.unexpected("a whole number");
        }
        tokens.take();
        return length;
    }

    private Syntax bracketed(Token open) {
        boolean square = open.isSymbol("[");
        if (!square && !open.isSymbol("(")) {
            throw tokens.unexpected("a value or a name");
        }
        tokens.take();
        tokens.enter();
        List<Syntax> items = parser.items();
        boolean comma = tokens.peek(-1).isSymbol(",");
        tokens.expect(square ? "]" : ")");
        tokens.leave();
        return square || comma || items.size() > 1
                ? new Items(items, open.offset())
                : new Grouped(items.get(0), open.offset());
    }

    private List<Argument> arguments() {
        tokens.expect("(");
        List<Argument> arguments = new ArrayList<>();
        if (tokens.accept(")")) {
            return arguments;
        }
        do {
            String name = null;
            if (ARGUMENT_NAMES.contains(tokens.peek().text()) && tokens.peek(1).isSymbol("=")) {
                name = tokens.take().text();
                tokens.take();
            }
            arguments.add(new Argument(name, argument()));
            tokens.checkSize(arguments);
        } while (tokens.accept(","));
        tokens.expect(")");
        return arguments;
    }

    private Syntax argument() {
        Token token = tokens.peek();
        if (token.isSymbol("*") && tokens.peek(1).isSymbol(")")) {
            return new Syntax.Everything(tokens.take().offset());
        } else if (token.isWord("distinct") && beginsValue(tokens.peek(1))) {
            tokens.take();
            return new Syntax.Once(parser.disjunction(), token.offset());
        }
        return parser.disjunction();
    }

    /** Whether a word before this is no name of an attribute, since two values would follow each other. */
    private static boolean beginsValue(Token token) {
        return switch (token.kind()) {
            case STRING, NUMBER, PARAMETER, QUOTED_NAME -> true;
            case SYMBOL -> token.isSymbol("(");
            case NAME -> RESERVED.stream().noneMatch(token::isWord);
            case OPERATOR_NAME, END -> false;
        };
    }

    private static Object number(String text) {
        if (text.indexOf('.') < 0 && text.length() <= 18) {
            long value = Long.parseLong(text);
            if (value == (int) value) {
                return (int) value;
            }
            return value;
        }
        return new BigDecimal(text);
    }
}
