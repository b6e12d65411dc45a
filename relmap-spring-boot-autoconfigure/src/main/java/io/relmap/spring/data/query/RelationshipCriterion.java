package io.relmap.spring.data.query;

import io.relmap.query.Condition;
import io.relmap.query.Paths;
import io.relmap.query.RelationshipPath;
import io.relmap.spring.data.query.Criterion.Arguments;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.data.repository.query.parser.Part;

/**
 * A condition on a relationship: that it leads to an object, to one of several, or to none.
 *
 * @param path the relationship
 * @param type what must hold
 * @param collection whether it leads to several objects
 */
record RelationshipCriterion(AttributePath path, Part.Type type, boolean collection)
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
    public void checkParameter(ResolvableType parameter) {
        Class<?> target = Objects.requireNonNull(path.relationship()).target().entityClass();
        if (target != null) {
            boolean several = type == Part.Type.IN || type == Part.Type.NOT_IN;
            ParameterTypes.check(target, parameter, several, this);
        }
    }

    @Override
    public Criterion from(int step) {
        return new RelationshipCriterion(path.from(step), type, collection);
    }

    @Override
    public Condition condition(Arguments arguments) {
        return switch (type) {
            case IS_NULL, IS_EMPTY -> relationship().isNull();
            case IS_NOT_NULL, IS_NOT_EMPTY -> relationship().isNotNull();
            case IN -> oneOf(Criterion.elements(arguments.next()));
            case NOT_IN -> oneOf(Criterion.elements(arguments.next())).not();
            case NEGATING_SIMPLE_PROPERTY, NOT_CONTAINING -> isNot(arguments.next());
            default -> is(arguments.next());
        };
    }

    private RelationshipPath<Object, Object> relationship() {
        return Paths.relationship(path.text());
    }

    private Condition is(@Nullable Object value) {
        return collection && value != null
                ? relationship().contains(value)
                : relationship().eq(value);
    }

    private Condition isNot(@Nullable Object value) {
        return collection && value != null
                ? relationship().contains(value).not()
                : relationship().ne(value);
    }

    private Condition oneOf(Collection<?> values) {
        if (!collection) {
            return relationship().in(values);
        }
        return values.stream()
                .map(value -> relationship().contains(value))
                .reduce(Condition::or)
                .orElseGet(() -> relationship().isNull().and(relationship().isNotNull()));
    }

    /** {@code author SIMPLE_PROPERTY}, for messages. */
    @Override
    public String toString() {
        return path + " " + type;
    }
}
