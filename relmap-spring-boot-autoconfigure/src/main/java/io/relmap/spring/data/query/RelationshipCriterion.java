package io.relmap.spring.data.query;

import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import java.util.Collection;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.springframework.data.repository.query.parser.Part;

/**
 * A condition on a relationship: that it leads to an object, to one of several, or to none. Objects are compared by their
 * keys.
 *
 * @param path the relationship
 * @param type what must hold
 * @param target the entity it leads to
 */
record RelationshipCriterion(AttributePath path, Part.Type type, Mapper target)
        implements Criterion {

    RelationshipCriterion {
        switch (type) {
            case SIMPLE_PROPERTY,
                    NEGATING_SIMPLE_PROPERTY,
                    CONTAINING,
                    NOT_CONTAINING,
                    IN,
                    NOT_IN,
                    IS_EMPTY,
                    IS_NOT_EMPTY,
                    IS_NULL,
                    IS_NOT_NULL -> {}
            default -> throw Criterion.impossible(type, path);
        }
    }

    @Override
    public int arguments() {
        boolean emptiness = type == Part.Type.IS_EMPTY || type == Part.Type.IS_NOT_EMPTY;
        return emptiness ? 0 : type.getNumberOfArguments();
    }

    @Override
    public void write(ConditionText out, Iterator<@Nullable Object> arguments) {
        switch (type) {
            case IS_NULL, IS_EMPTY -> none(out);
            case IS_NOT_NULL, IS_NOT_EMPTY -> any(out);
            case IN -> oneOf(out, Criterion.elements(arguments.next()));
            case NOT_IN -> {
                out.append("not (");
                oneOf(out, Criterion.elements(arguments.next()));
                out.append(")");
            }
            case NEGATING_SIMPLE_PROPERTY, NOT_CONTAINING -> isNot(out, arguments.next());
            default -> is(out, arguments.next());
        }
    }

    private void none(ConditionText out) {
        out.append("not (");
        any(out);
        out.append(")");
    }

    private void any(ConditionText out) {
        out.append(key(target.identity().get(0))).append(" is not null");
    }

    private void is(ConditionText out, @Nullable Object value) {
        if (value == null) {
            none(out);
        } else {
            same(out, value);
        }
    }

    private void isNot(ConditionText out, @Nullable Object value) {
        if (value == null) {
            any(out);
        } else {
            out.append("not (");
            same(out, value);
            out.append(")");
        }
    }

    private void oneOf(ConditionText out, Collection<?> values) {
        String separator = "";
        for (Object value : values) {
            out.append(separator).append("(");
            is(out, value);
            out.append(")");
            separator = " or ";
        }
        if (values.isEmpty()) {
            out.append("1 = 0");
        }
    }

    private void same(ConditionText out, Object value) {
        String separator = "";
        for (ColumnAttribute attribute : target.identity()) {
            Object keyValue = target.access().get(value, attribute.index());
            if (keyValue == null) {
                throw new IllegalArgumentException(
                        "An object of "
                                + target.entityName()
                                + " without a key cannot be searched for: save it first");
            }
            out.append(separator).append(key(attribute)).append(" = ").parameter(keyValue);
            separator = " and ";
        }
    }

    private String key(ColumnAttribute attribute) {
        return path.text() + "." + attribute.name();
    }
}
