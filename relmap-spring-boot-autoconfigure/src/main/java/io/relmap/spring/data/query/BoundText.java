package io.relmap.spring.data.query;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.repository.query.Parameter;
import org.springframework.data.repository.query.Parameters;
import org.springframework.data.repository.query.ValueExpressionDelegate;
import org.springframework.data.repository.query.ValueExpressionQueryRewriter;
import org.springframework.data.repository.query.ValueExpressionQueryRewriter.QueryExpressionEvaluator;

/**
 * A text of {@code @Query} with the values that stand in it: by name, by place, by expressions of Spring Data. relmap sees
 * names alone. What stands in quotes and comments is left alone.
 */
final class BoundText {

    /** What names of relmap's own begin with, and nobody's parameters. */
    private static final String PLACE = "place__";

    private static final String EXPRESSION = "expression__";
    private static final Pattern TOKENS =
            Pattern.compile(
                    "'(?:[^']|'')*'|\"[^\"]*\"|`[^`]*`|--[^\\n]*|/\\*.*?\\*/"
                            + "|\\$(?<tag>\\w*)\\$.*?\\$\\k<tag>\\$|::|\\?(?<place>\\d+)|:(?<name>[A-Za-z_]\\w*)",
                    Pattern.DOTALL);

    private final String text;
    private final Set<String> names = new LinkedHashSet<>();
    private final QueryExpressionEvaluator expressions;

    private BoundText(String written, Parameters<?, ?> parameters, ValueExpressionDelegate values) {
        this.expressions =
                ValueExpressionQueryRewriter.of(
                                values, (i, e) -> EXPRESSION + i, (prefix, name) -> ":" + name)
                        .parse(written, parameters);
        this.text = byName(expressions.getQueryString());
    }

    /** A text of a method with these parameters. */
    static BoundText of(
            String written, Parameters<?, ?> parameters, ValueExpressionDelegate values) {
        return new BoundText(written, parameters, values);
    }

    private String byName(String written) {
        StringBuilder named = new StringBuilder();
        Matcher token = TOKENS.matcher(written);
        while (token.find()) {
            String place = token.group("place");
            String name = place == null ? token.group("name") : PLACE + place;
            if (name != null) {
                names.add(name);
            }
            token.appendReplacement(
                    named, Matcher.quoteReplacement(place == null ? token.group() : ":" + name));
        }
        return token.appendTail(named).toString();
    }

    /** The text, with names alone. */
    String text() {
        return text;
    }

    /** The names of its values. */
    Set<String> names() {
        return names;
    }

    /**
     * Checks that texts of a method take what it gives.
     *
     * @throws IllegalArgumentException if they do not
     */
    static void check(Collection<BoundText> texts, Parameters<?, ?> parameters) {
        Set<String> wanted = new LinkedHashSet<>();
        texts.forEach(one -> wanted.addAll(one.names));
        boolean expressions = wanted.removeIf(name -> name.startsWith(EXPRESSION));
        boolean places = wanted.stream().anyMatch(name -> name.startsWith(PLACE));
        Set<String> given = new LinkedHashSet<>();
        int place = 1;
        for (Parameter parameter : parameters.getBindableParameters()) {
            given.add(places ? PLACE + place++ : name(parameter, expressions));
        }
        if (expressions ? !given.containsAll(wanted) : !wanted.equals(given)) {
            throw new IllegalArgumentException(
                    "The query \""
                            + String.join("\", \"", texts.stream().map(BoundText::text).toList())
                            + "\" takes the values "
                            + wanted
                            + ", and the method gives "
                            + given
                            + "; give the method's parameters the names after the colons, annotate"
                            + " them with @Param, or count them (?1) all");
        }
    }

    private static String name(Parameter parameter, boolean optional) {
        return parameter
                .getName()
                .orElseGet(
                        () -> {
                            if (optional) {
                                return "";
                            }
                            throw new IllegalArgumentException(
                                    "A parameter of a @Query method has no name: compile with"
                                            + " -parameters, annotate it with @Param, or count it"
                                            + " (?1)");
                        });
    }

    /** The values of a call, by name. */
    Map<String, @Nullable Object> values(MethodArguments arguments) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        int place = 0;
        for (Parameter parameter : arguments.getParameters().getBindableParameters()) {
            Object value = arguments.getBindableValue(place++);
            values.put(PLACE + place, value);
            parameter.getName().ifPresent(name -> values.put(name, value));
        }
        if (names.stream().anyMatch(name -> name.startsWith(EXPRESSION))) {
            values.putAll(expressions.evaluate(arguments.all()));
        }
        values.keySet().retainAll(names);
        return values;
    }

    /** Texts of a method. */
    static List<BoundText> all(
            String[] written, Parameters<?, ?> parameters, ValueExpressionDelegate values) {
        return List.of(written).stream().map(one -> of(one, parameters, values)).toList();
    }

    @Override
    public String toString() {
        return text;
    }
}
