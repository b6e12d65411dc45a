package io.relmap.spring.data.query;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
    public void write(ConditionText out, Iterator<@Nullable Object> arguments) {
        switch (type) {
            case IS_NULL -> out.append(path.text()).append(" is null");
            case IS_NOT_NULL -> out.append(path.text()).append(" is not null");
            case TRUE -> compare(out, " = ", true);
            case FALSE -> compare(out, " = ", false);
            case BETWEEN -> {
                compare(out, " between ", arguments.next());
                out.append(" and ").parameter(folded(arguments.next()));
            }
            case IN -> in(out, " in ", arguments.next());
            case NOT_IN -> in(out, " not in ", arguments.next());
            case SIMPLE_PROPERTY -> equal(out, " = ", " is null", arguments.next());
            case NEGATING_SIMPLE_PROPERTY -> equal(out, " != ", " is not null", arguments.next());
            case LESS_THAN, BEFORE -> compare(out, " < ", arguments.next());
            case LESS_THAN_EQUAL -> compare(out, " <= ", arguments.next());
            case GREATER_THAN, AFTER -> compare(out, " > ", arguments.next());
            case GREATER_THAN_EQUAL -> compare(out, " >= ", arguments.next());
            case LIKE -> compare(out, " like ", arguments.next());
            case NOT_LIKE -> compare(out, " not like ", arguments.next());
            case STARTING_WITH -> pattern(out, " like ", escaped(arguments.next()) + "%");
            case ENDING_WITH -> pattern(out, " like ", "%" + escaped(arguments.next()));
            case CONTAINING -> pattern(out, " like ", "%" + escaped(arguments.next()) + "%");
            case NOT_CONTAINING ->
                    pattern(out, " not like ", "%" + escaped(arguments.next()) + "%");
            default -> throw new IllegalStateException(type + " was refused before");
        }
    }

    private String left() {
        return ignoreCase ? "func.lower(" + path.text() + ")" : path.text();
    }

    private @Nullable Object folded(@Nullable Object value) {
        return ignoreCase && value instanceof CharSequence text
                ? text.toString().toLowerCase(Locale.ROOT)
                : value;
    }

    private void compare(ConditionText out, String operator, @Nullable Object value) {
        out.append(left()).append(operator).parameter(folded(value));
    }

    private void equal(ConditionText out, String operator, String forNull, @Nullable Object value) {
        if (value == null) {
            out.append(path.text()).append(forNull);
        } else {
            compare(out, operator, value);
        }
    }

    private void in(ConditionText out, String operator, @Nullable Object values) {
        List<@Nullable Object> folded = new ArrayList<>();
        Criterion.elements(values).forEach(value -> folded.add(folded(value)));
        out.append(left()).append(operator).parameter(folded);
    }

    private void pattern(ConditionText out, String operator, String pattern) {
        compare(out, operator, pattern);
        out.append(" escape '" + ESCAPE + "'");
    }

    /** The text with what a pattern takes for a wildcard made ordinary. */
    private static String escaped(@Nullable Object value) {
        String mark = String.valueOf(ESCAPE);
        return String.valueOf(value)
                .replace(mark, mark + mark)
                .replace("%", mark + "%")
                .replace("_", mark + "_");
    }
}
