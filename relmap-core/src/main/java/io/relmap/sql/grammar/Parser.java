package io.relmap.sql.grammar;

import io.relmap.sql.grammar.Syntax.Connected;
import io.relmap.sql.grammar.Syntax.Grouped;
import io.relmap.sql.grammar.Syntax.In;
import io.relmap.sql.grammar.Syntax.Infix;
import io.relmap.sql.grammar.Syntax.Is;
import io.relmap.sql.grammar.Syntax.Items;
import io.relmap.sql.grammar.Syntax.Like;
import io.relmap.sql.grammar.Syntax.Minus;
import io.relmap.sql.grammar.Syntax.Negated;
import io.relmap.sql.grammar.Syntax.Ordered;
import io.relmap.sql.grammar.Syntax.Range;
import io.relmap.sql.grammar.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Recursive descent from tokens to a syntax tree: one method per rule of the grammar (RC-133). */
final class Parser {

    private static final Set<String> COMPARISONS =
            Set.of("=", "==", "!=", "<>", "<", "<=", ">", ">=");
    private static final Set<String> SUMS = Set.of("+", "-", "||");
    private static final Set<String> PRODUCTS = Set.of("*", "/", "%");

    private final TokenStream tokens;
    private final PrimaryParser primaries;

    Parser(String text, Origin origin) {
        tokens = new TokenStream(text, origin);
        primaries = new PrimaryParser(tokens, this);
    }

    Position at(int offset) {
        return tokens.at(offset);
    }

    /** A condition, a {@code from} or any other single expression, up to the end. */
    Syntax whole() {
        Syntax syntax = disjunction();
        tokens.expectEnd();
        checkDepth(syntax);
        return syntax;
    }

    /** One item, a list in brackets or items with commas, up to the end. */
    List<Syntax> columns() {
        List<Syntax> items = items();
        tokens.expectEnd();
        items.forEach(this::checkDepth);
        return items.size() == 1 && items.get(0) instanceof Items list ? list.items() : items;
    }

    /** A path and nothing else. */
    List<String> path() {
        List<String> names = new ArrayList<>();
        do {
            if (!tokens.peek().isName()) {
                throw tokens.unexpected("a name");
            }
            names.add(tokens.take().text());
        } while (tokens.accept("."));
        tokens.expectEnd();
        return names;
    }

    /** One item or more, with commas. */
    List<Syntax> items() {
        List<Syntax> items = new ArrayList<>();
        do {
            items.add(item());
            tokens.checkSize(items);
        } while (tokens.accept(",") && !closing());
        return items;
    }

    private boolean closing() {
        return tokens.peek().isSymbol(")") || tokens.peek().isSymbol("]");
    }

    private Syntax item() {
        Syntax operand = disjunction();
        int offset = tokens.peek().offset();
        boolean descending = tokens.acceptWord("desc");
        boolean hasWay = descending || tokens.acceptWord("asc");
        Boolean nullsFirst = null;
        if (tokens.acceptWord("nulls")) {
            nullsFirst = tokens.acceptWord("first");
            if (!nullsFirst) {
                tokens.expectWord("last");
            }
        }
        return hasWay || nullsFirst != null
                ? new Ordered(operand, descending, hasWay, nullsFirst, offset)
                : operand;
    }

    Syntax disjunction() {
        tokens.enter();
        Syntax result = connected(false, "or", this::conjunction);
        tokens.leave();
        return result;
    }

    private Syntax conjunction() {
        return connected(true, "and", this::negation);
    }

    private Syntax connected(boolean and, String word, Supplier<Syntax> operand) {
        int offset = tokens.peek().offset();
        List<Syntax> terms = new ArrayList<>(List.of(operand.get()));
        while (tokens.acceptWord(word)) {
            terms.add(operand.get());
            tokens.checkSize(terms);
        }
        return terms.size() == 1 ? terms.get(0) : new Connected(and, terms, offset);
    }

    private Syntax negation() {
        Token token = tokens.peek();
        if (!tokens.acceptWord("not")) {
            return bitwise(false, "|", () -> bitwise(true, "&", this::predicate));
        }
        tokens.enter();
        Syntax operand = negation();
        tokens.leave();
        return new Negated(operand, token.offset());
    }

    private Syntax bitwise(boolean and, String symbol, Supplier<Syntax> operand) {
        int offset = tokens.peek().offset();
        Syntax first = operand.get();
        List<Syntax> terms = new ArrayList<>(List.of(first));
        while (tokens.peek().isSymbol(symbol)) {
            requireBrackets(terms.get(terms.size() - 1), symbol);
            tokens.take();
            Syntax term = operand.get();
            requireBrackets(term, symbol);
            terms.add(term);
            tokens.checkSize(terms);
        }
        return terms.size() == 1 ? first : new Connected(and, terms, offset);
    }

    private void requireBrackets(Syntax side, String symbol) {
        boolean clear =
                side instanceof Grouped
                        || side instanceof Syntax.Call
                        || side instanceof Syntax.Function
                        || side instanceof Syntax.Applied
                        || side instanceof Negated
                        || side instanceof Connected;
        if (!clear) {
            throw at(tokens.peek().offset())
                    .syntax(
                            "each side of "
                                    + symbol
                                    + " must stand in brackets, since it binds tighter than a"
                                    + " comparison; or write "
                                    + (symbol.equals("&") ? "'and'" : "'or'"));
        }
    }

    private Syntax predicate() {
        Syntax left = sum();
        Syntax result = comparison(left);
        if (result != left && startsComparison()) {
            throw at(tokens.peek().offset())
                    .syntax(
                            "comparisons cannot be chained: found "
                                    + tokens.peek().shown()
                                    + ", expected 'and' between two comparisons");
        }
        return result;
    }

    private boolean startsComparison() {
        Token token = tokens.peek();
        return (token.kind() == Kind.SYMBOL && COMPARISONS.contains(token.text()))
                || token.isWord("operator")
                || token.isWord("like")
                || token.isWord("ilike")
                || token.isWord("in")
                || token.isWord("between")
                || token.isWord("is");
    }

    private Syntax comparison(Syntax left) {
        Token token = tokens.peek();
        if (token.kind() == Kind.SYMBOL && COMPARISONS.contains(token.text())) {
            tokens.take();
            return new Infix(left, token.text(), false, sum(), token.offset());
        } else if (tokens.acceptWord("operator")) {
            tokens.expect("(");
            String symbol = tokens.expect(Kind.OPERATOR_NAME, "an operator").text();
            tokens.expect(")");
            return new Infix(left, symbol, true, sum(), token.offset());
        } else if (tokens.acceptWord("is")) {
            return is(left, token);
        }
        boolean negated = token.isWord("not") && isNegatable(tokens.peek(1));
        if (negated) {
            tokens.take();
        }
        return isNegatable(tokens.peek()) ? worded(left, negated) : left;
    }

    private static boolean isNegatable(Token token) {
        return token.isWord("like")
                || token.isWord("ilike")
                || token.isWord("in")
                || token.isWord("between");
    }

    private Syntax worded(Syntax left, boolean negated) {
        Token word = tokens.take();
        if (word.isWord("in")) {
            return new In(left, inItems(), negated, word.offset());
        } else if (word.isWord("between")) {
            Syntax low = sum();
            tokens.expectWord("and");
            return new Range(left, low, sum(), negated, word.offset());
        }
        Syntax pattern = sum();
        String escape =
                tokens.acceptWord("escape")
                        ? tokens.expect(Kind.STRING, "a string of one character").text()
                        : null;
        return new Like(left, word.isWord("ilike"), pattern, escape, negated, word.offset());
    }

    private List<Syntax> inItems() {
        if (tokens.peek().kind() == Kind.PARAMETER) {
            return List.of(primaries.primary());
        }
        tokens.expect("(");
        List<Syntax> items = new ArrayList<>();
        do {
            items.add(sum());
            tokens.checkSize(items);
        } while (tokens.accept(","));
        tokens.expect(")");
        return items;
    }

    private Syntax is(Syntax left, Token word) {
        int offset = word.offset();
        boolean negated = tokens.acceptWord("not");
        if (tokens.acceptWord("distinct")) {
            tokens.expectWord("from");
            String symbol = negated ? "is not distinct from" : "is distinct from";
            return new Infix(left, symbol, false, sum(), offset);
        }
        Token token = tokens.peek();
        if (tokens.acceptWord("true") || tokens.acceptWord("false")) {
            return new Is(left, token.isWord("true"), negated, offset);
        } else if (tokens.acceptWord("null") || tokens.acceptWord("none")) {
            return new Is(left, null, negated, offset);
        }
        throw tokens.unexpected("null, true, false or distinct from");
    }

    private Syntax sum() {
        return infix(SUMS, this::product);
    }

    private Syntax product() {
        return infix(PRODUCTS, this::unary);
    }

    private Syntax infix(Set<String> symbols, Supplier<Syntax> operand) {
        Syntax result = operand.get();
        while (tokens.peek().kind() == Kind.SYMBOL && symbols.contains(tokens.peek().text())) {
            Token symbol = tokens.take();
            result = new Infix(result, symbol.text(), false, operand.get(), symbol.offset());
        }
        return result;
    }

    private Syntax unary() {
        Token token = tokens.peek();
        boolean minus = tokens.accept("-");
        if (!minus && !tokens.accept("~")) {
            return primaries.postfix();
        }
        tokens.enter();
        Syntax operand = unary();
        tokens.leave();
        return minus ? new Minus(operand, token.offset()) : new Negated(operand, token.offset());
    }

    /** Chains such as {@code a + b + c} nest without recursion of the parser: look for them here. */
    private void checkDepth(Syntax root) {
        Deque<Map.Entry<Syntax, Integer>> open = new ArrayDeque<>();
        open.push(Map.entry(root, 1));
        while (!open.isEmpty()) {
            Map.Entry<Syntax, Integer> entry = open.pop();
            int depth = entry.getValue();
            if (depth > TokenStream.MAX_DEPTH) {
                throw at(entry.getKey().offset())
                        .syntax("the text is nested more than " + TokenStream.MAX_DEPTH + " deep");
            }
            entry.getKey().children().forEach(child -> open.push(Map.entry(child, depth + 1)));
        }
    }
}
