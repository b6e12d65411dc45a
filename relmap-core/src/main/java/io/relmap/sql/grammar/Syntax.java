package io.relmap.sql.grammar;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The syntax tree: what was written, before any name has a meaning. */
sealed interface Syntax {

    /** Where it begins, or its operator stands. */
    int offset();

    /** The nodes directly below, from left to right. */
    List<Syntax> children();

    /** A dotted path. */
    record Path(List<String> names, int offset) implements Syntax {
        public Path {
            names = List.copyOf(names);
        }

        @Override
        public List<Syntax> children() {
            return List.of();
        }
    }

    /** A string, number, truth value or null. */
    record Value(@Nullable Object value, int offset) implements Syntax {
        @Override
        public List<Syntax> children() {
            return List.of();
        }
    }

    /** A parameter of a query. */
    record Named(String name, int offset) implements Syntax {
        @Override
        public List<Syntax> children() {
            return List.of();
        }
    }

    /** Something in round brackets. */
    record Grouped(Syntax inner, int offset) implements Syntax {
        @Override
        public List<Syntax> children() {
            return List.of(inner);
        }
    }

    /** Several in square brackets, or in round ones with commas. */
    record Items(List<Syntax> items, int offset) implements Syntax {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public List<Syntax> children() {
            return items;
        }
    }

    /** {@code and}, {@code or}, {@code &}, {@code |}. */
    record Connected(boolean and, List<Syntax> terms, int offset) implements Syntax {
        public Connected {
            terms = List.copyOf(terms);
        }

        @Override
        public List<Syntax> children() {
            return terms;
        }
    }

    /** {@code not} or {@code ~}. */
    record Negated(Syntax operand, int offset) implements Syntax {
        @Override
        public List<Syntax> children() {
            return List.of(operand);
        }
    }

    /** A minus before a number. */
    record Minus(Syntax operand, int offset) implements Syntax {
        @Override
        public List<Syntax> children() {
            return List.of(operand);
        }
    }

    /** Two operands and a symbol, or {@code operator(...)}. */
    record Infix(Syntax left, String symbol, boolean custom, Syntax right, int offset)
            implements Syntax {
        @Override
        public List<Syntax> children() {
            return List.of(left, right);
        }
    }

    /** {@code like} and {@code ilike}. */
    record Like(
            Syntax left,
            boolean ignoreCase,
            Syntax pattern,
            @Nullable String escape,
            boolean negated,
            int offset)
            implements Syntax {
        @Override
        public List<Syntax> children() {
            return List.of(left, pattern);
        }
    }

    /** {@code in}. */
    record In(Syntax left, List<Syntax> items, boolean negated, int offset) implements Syntax {
        public In {
            items = List.copyOf(items);
        }

        @Override
        public List<Syntax> children() {
            return Stream.concat(Stream.of(left), items.stream()).toList();
        }
    }

    /** {@code between}. */
    record Range(Syntax left, Syntax low, Syntax high, boolean negated, int offset)
            implements Syntax {
        @Override
        public List<Syntax> children() {
            return List.of(left, low, high);
        }
    }

    /** {@code is null}, {@code is true}, {@code is false}. */
    record Is(Syntax left, @Nullable Boolean value, boolean negated, int offset) implements Syntax {
        @Override
        public List<Syntax> children() {
            return List.of(left);
        }
    }

    /** {@code cast}. */
    record CastTo(Syntax operand, TypeName type, int offset) implements Syntax {
        @Override
        public List<Syntax> children() {
            return List.of(operand);
        }
    }

    /** A call: of a word of the language without a receiver, of a method with one. */
    record Call(@Nullable Syntax receiver, String name, List<Argument> arguments, int offset)
            implements Syntax {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public List<Syntax> children() {
            Stream<Syntax> values = arguments.stream().map(Argument::value);
            return (receiver == null ? values : Stream.concat(Stream.of(receiver), values))
                    .toList();
        }
    }

    /** {@code func.NAME(...)}: a function of the database. */
    record Function(String name, List<Argument> arguments, int offset) implements Syntax {
        public Function {
            arguments = List.copyOf(arguments);
        }

        @Override
        public List<Syntax> children() {
            return arguments.stream().map(Argument::value).toList();
        }
    }

    /** {@code distinct} before the argument of an aggregate. */
    record Once(Syntax operand, int offset) implements Syntax {
        @Override
        public List<Syntax> children() {
            return List.of(operand);
        }
    }

    /** The star of {@code count(*)}. */
    record Everything(int offset) implements Syntax {
        @Override
        public List<Syntax> children() {
            return List.of();
        }
    }

    /** The right operand given to {@code op(...)} or {@code bool_op(...)}. */
    record Applied(Call operator, List<Argument> arguments, int offset) implements Syntax {
        public Applied {
            arguments = List.copyOf(arguments);
        }

        @Override
        public List<Syntax> children() {
            return Stream.concat(Stream.of(operator), arguments.stream().map(Argument::value))
                    .toList();
        }
    }

    /** Something with an order. */
    record Ordered(
            Syntax operand,
            boolean descending,
            boolean hasWay,
            @Nullable Boolean nullsFirst,
            int offset)
            implements Syntax {
        @Override
        public List<Syntax> children() {
            return List.of(operand);
        }
    }

    /** An argument, perhaps with its name. */
    record Argument(@Nullable String name, Syntax value) {}

    /** A type as CAST names it; {@code offset} is where. */
    record TypeName(String name, List<Integer> arguments, int offset) {
        public TypeName {
            arguments = List.copyOf(arguments);
        }
    }
}
