package io.relmap.load.cases;

import io.relmap.load.cases.Names.Attribute;
import io.relmap.mapping.Mapper;
import io.relmap.query.ColumnPath;
import io.relmap.query.Condition;
import io.relmap.query.Paths;
import io.relmap.query.RelationshipPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads conditions: comparisons, {@code any}, {@code has} and {@code contains}, joined by and, or, not. */
final class ConditionParser {

    private final Tokens tokens;
    private final Scene scene;
    private final Names names;

    ConditionParser(Tokens tokens, Scene scene, Names names) {
        this.tokens = tokens;
        this.scene = scene;
        this.names = names;
    }

    /** Conditions with commas between them, which must all hold. */
    Supplier<Condition> conditions() {
        Supplier<Condition> all = condition();
        while (tokens.accept(",")) {
            Supplier<Condition> first = all;
            Supplier<Condition> second = condition();
            all = () -> first.get().and(second.get());
        }
        return all;
    }

    Supplier<Condition> condition() {
        Supplier<Condition> left = conjunction();
        while (tokens.accept("or")) {
            Supplier<Condition> first = left;
            Supplier<Condition> second = conjunction();
            left = () -> first.get().or(second.get());
        }
        return left;
    }

    private Supplier<Condition> conjunction() {
        Supplier<Condition> left = term();
        while (tokens.accept("and")) {
            Supplier<Condition> first = left;
            Supplier<Condition> second = term();
            left = () -> first.get().and(second.get());
        }
        return left;
    }

    private Supplier<Condition> term() {
        if (tokens.accept("not")) {
            Supplier<Condition> negated = term();
            return () -> negated.get().not();
        } else if (tokens.accept("(")) {
            Supplier<Condition> inner = condition();
            tokens.expect(")");
            return inner;
        }
        List<String> words = new ArrayList<>(List.of(tokens.word()));
        while (tokens.sees(".") && !tokens.peek(2).is("(")) {
            tokens.expect(".");
            words.add(tokens.word());
        }
        Attribute attribute = names.attribute(words);
        return attribute.relationship() == null
                ? ofColumn(Paths.of(attribute.path()))
                : ofRelationship(attribute);
    }

    // Columns ---------------------------------------------------------------------------------

    private Supplier<Condition> ofColumn(ColumnPath<Object, Object> column) {
        if (tokens.accept("is")) {
            boolean negated = tokens.accept("not");
            tokens.expect("null");
            return () -> negated ? column.isNotNull() : column.isNull();
        } else if (tokens.accept("like")) {
            Value pattern = new ValueParser(tokens, scene).value();
            return () -> column.like(String.valueOf(pattern.get()));
        } else if (tokens.accept("between")) {
            Value low = plain();
            tokens.expect("and");
            Value high = plain();
            return () ->
                    column.between(
                            Objects.requireNonNull(low.get()), Objects.requireNonNull(high.get()));
        } else if (tokens.accept("in")) {
            Value values = values();
            return () -> column.in((List<?>) Objects.requireNonNull(values.get()));
        }
        String operator = tokens.next().text();
        Value value = plain();
        return () -> compared(column, operator, value.get());
    }

    private static Condition compared(
            ColumnPath<Object, Object> column, String operator, @Nullable Object value) {
        return switch (operator) {
            case "=" -> column.eq(value);
            case "<>", "!=" -> column.ne(value);
            case "<" -> column.lt(Objects.requireNonNull(value));
            case "<=" -> column.le(Objects.requireNonNull(value));
            case ">" -> column.gt(Objects.requireNonNull(value));
            case ">=" -> column.ge(Objects.requireNonNull(value));
            default -> throw new NotUnderstoodException("the operator " + operator);
        };
    }

    /** A value that stands in the text; attributes and expressions are compared in other words. */
    private Value plain() {
        boolean isWord = tokens.peek().kind() == Token.Kind.WORD;
        if (isWord && !tokens.sees("null") && !tokens.sees("true") && !tokens.sees("false")) {
            throw tokens.notUnderstood();
        }
        return new ValueParser(tokens, scene).value();
    }

    private Value values() {
        if (tokens.sees("[")) {
            return new ValueParser(tokens, scene).value();
        }
        tokens.expect("(");
        List<Value> values = new ArrayList<>();
        do {
            values.add(plain());
        } while (tokens.accept(","));
        tokens.expect(")");
        return () -> values.stream().map(Value::get).toList();
    }

    // Relationships ---------------------------------------------------------------------------

    private Supplier<Condition> ofRelationship(Attribute attribute) {
        RelationshipPath<Object, Object> path = Paths.relationship(attribute.path());
        Mapper target = Objects.requireNonNull(attribute.relationship()).target();
        if (tokens.accept("=")) {
            Value value = new ValueParser(tokens, scene).value();
            return () -> path.eq(value.get());
        } else if (tokens.accept("!=") || tokens.accept("<>")) {
            Value value = new ValueParser(tokens, scene).value();
            return () -> path.ne(value.get());
        }
        String alias = null;
        if (tokens.accept(".", "of_type", "(")) {
            alias = tokens.word();
            tokens.expect(")");
        }
        tokens.expect(".");
        if (tokens.accept("contains", "(")) {
            Value value = new ValueParser(tokens, scene).value();
            tokens.expect(")");
            return () -> path.contains(Objects.requireNonNull(value.get()));
        }
        boolean any = tokens.sees("any");
        if (!any) {
            tokens.expect("has");
        } else {
            tokens.expect("any");
        }
        tokens.expect("(");
        if (tokens.accept(")")) {
            return () -> any ? path.any() : path.has();
        }
        Supplier<Condition> inner = inside(target, alias);
        return () -> any ? path.any(inner.get()) : path.has(inner.get());
    }

    /** What targets must satisfy. */
    private Supplier<Condition> inside(Mapper target, @Nullable String alias) {
        Names inner = new Names(target);
        if (alias != null) {
            inner.alias(alias, inner.root());
        }
        Supplier<Condition> all = new ConditionParser(tokens, scene, inner).conditions();
        tokens.expect(")");
        return all;
    }
}
