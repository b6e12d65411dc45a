package io.relmap.spring.data.query;

import io.relmap.mapping.ColumnAttribute;
import io.relmap.query.Condition;
import io.relmap.query.Paths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.data.repository.query.parser.Part;

/**
 * A condition on a column attribute.
 *
 * @param path the attribute
 * @param type what must hold
 * @param ignoreCase whether letters' case is left out of account
 */
record ColumnCriterion(AttributePath path, Part.Type type, boolean ignoreCase)
        implements Criterion {

    private static final Set<Part.Type> UNSUPPORTED =
            Set.of(
                    Part.Type.NEAR,
                    Part.Type.WITHIN,
                    Part.Type.REGEX,
                    Part.Type.EXISTS,
                    Part.Type.IS_EMPTY,
                    Part.Type.IS_NOT_EMPTY);

    private static final char ESCAPE = '/';

    ColumnCriterion {
        if (UNSUPPORTED.contains(type)) {
            throw Criterion.impossible(type, path);
        }
    }

    @Override
    public int arguments() {
        return type.getNumberOfArguments();
    }

    @Override
    public void checkParameter(ResolvableType parameter) {
        ColumnAttribute column = Objects.requireNonNull(path.column());
        boolean several = type == Part.Type.IN || type == Part.Type.NOT_IN;
        ParameterTypes.check(column.javaType(), parameter, several, this);
    }

    @Override
    public Criterion from(int step) {
        return new ColumnCriterion(path.from(step), type, ignoreCase);
    }

    @Override
    public Condition condition(Arguments arguments) {
        return switch (type) {
            case IS_NULL -> text(" is null");
            case IS_NOT_NULL -> text(" is not null");
            case TRUE -> compare(" = ", true);
            case FALSE -> compare(" = ", false);
            case BETWEEN -> between(arguments.next(), arguments.next());
            case IN -> in(" in ", arguments.next());
            case NOT_IN -> in(" not in ", arguments.next());
            case SIMPLE_PROPERTY -> equal(" = ", " is null", arguments.next());
            case NEGATING_SIMPLE_PROPERTY -> equal(" != ", " is not null", arguments.next());
            case LESS_THAN, BEFORE -> compare(" < ", arguments.next());
            case LESS_THAN_EQUAL -> compare(" <= ", arguments.next());
            case GREATER_THAN, AFTER -> compare(" > ", arguments.next());
            case GREATER_THAN_EQUAL -> compare(" >= ", arguments.next());
            case LIKE -> compare(" like ", arguments.next());
            case NOT_LIKE -> compare(" not like ", arguments.next());
            case STARTING_WITH -> pattern(" like ", escaped(arguments) + "%");
            case ENDING_WITH -> pattern(" like ", "%" + escaped(arguments));
            case CONTAINING -> pattern(" like ", "%" + escaped(arguments) + "%");
            case NOT_CONTAINING -> pattern(" not like ", "%" + escaped(arguments) + "%");
            default -> throw new IllegalStateException(type + " was refused before");
        };
    }

    private Condition text(String rest) {
        return Paths.condition(path.text() + rest, Map.of());
    }

    private String left() {
        return ignoreCase ? "func.lower(" + path.text() + ")" : path.text();
    }

    private @Nullable Object folded(@Nullable Object value) {
        return ignoreCase && value instanceof CharSequence text
                ? text.toString().toLowerCase(Locale.ROOT)
                : value;
    }

    private Condition compare(String operator, @Nullable Object value) {
        return parameters(left() + operator + ":value", folded(value));
    }

    private Condition between(@Nullable Object low, @Nullable Object high) {
        Map<String, @Nullable Object> bounds = new HashMap<>();
        bounds.put("low", folded(low));
        bounds.put("high", folded(high));
        return Paths.condition(left() + " between :low and :high", bounds);
    }

    private static Condition parameters(String text, @Nullable Object value) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("value", value);
        return Paths.condition(text, parameters);
    }

    private Condition equal(String operator, String forNull, @Nullable Object value) {
        return value == null ? text(forNull) : compare(operator, value);
    }

    private Condition in(String operator, @Nullable Object values) {
        List<@Nullable Object> folded = new ArrayList<>();
        Criterion.elements(values).forEach(value -> folded.add(folded(value)));
        return parameters(left() + operator + ":value", folded);
    }

    private Condition pattern(String operator, String pattern) {
        return parameters(left() + operator + ":value escape '" + ESCAPE + "'", folded(pattern));
    }

    /** The text with what a pattern takes for a wildcard made ordinary. */
    private String escaped(Arguments arguments) {
        Object value = arguments.next();
        if (value == null) {
            throw new IllegalArgumentException(
                    "null is no text to look for in " + path + " (" + type + ")");
        }
        String mark = String.valueOf(ESCAPE);
        return value.toString()
                .replace(mark, mark + mark)
                .replace("%", mark + "%")
                .replace("_", mark + "_");
    }

    /** {@code year IS_BETWEEN}, for messages. */
    @Override
    public String toString() {
        return path + " " + type;
    }
}
