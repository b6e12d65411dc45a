package io.relmap.spring.data.query;

import io.relmap.mapping.Mapper;
import io.relmap.query.Condition;
import io.relmap.spring.data.query.DerivedName.Term;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.data.repository.query.parser.Part;
import org.springframework.util.ObjectUtils;

/** One condition of a derived query: becomes a condition of a query when there are arguments. */
sealed interface Criterion permits ColumnCriterion, RelationshipCriterion {

    /** What it is about. */
    AttributePath path();

    /** How many arguments of the method it takes. */
    int arguments();

    /**
     * Checks a parameter that it takes.
     *
     * @throws IllegalArgumentException if it holds no value for it
     */
    void checkParameter(ResolvableType parameter);

    /** The condition, with the arguments that it takes. */
    Condition condition(Arguments arguments);

    /** The same condition, said of what some steps of its path lead to. */
    Criterion from(int step);

    /** The arguments of a call, taken one after the other. */
    @FunctionalInterface
    interface Arguments {

        /** The next one. */
        @Nullable Object next();
    }

    /** Works out what a term means for an entity. */
    static Criterion of(Mapper mapper, Term term) {
        Part.Type type = Part.Type.fromProperty(term.words());
        AttributePath path;
        try {
            path = AttributePath.resolve(mapper, type.extractProperty(term.words()));
        } catch (IllegalArgumentException e) {
            // An attribute whose own name ends like a keyword ("checkedIn") is found as it stands.
            type = Part.Type.SIMPLE_PROPERTY;
            path = resolveWhole(mapper, term, e);
        }
        if (term.ignoreCase() && !path.isText()) {
            throw new IllegalArgumentException(
                    "IgnoreCase needs a text, which " + path + " is not");
        }
        boolean ignoreCase = path.isText() && (term.ignoreCase() || term.ignoreCaseWherePossible());
        return path.relationship() == null
                ? new ColumnCriterion(path, type, ignoreCase)
                : new RelationshipCriterion(
                        path, type, path.relationship().content().isCollection());
    }

    private static AttributePath resolveWhole(
            Mapper mapper, Term term, IllegalArgumentException first) {
        try {
            return AttributePath.resolve(mapper, term.words());
        } catch (IllegalArgumentException e) {
            first.addSuppressed(e);
            throw first;
        }
    }

    /** The error for a keyword that makes no sense for a path. */
    static IllegalArgumentException impossible(Part.Type type, AttributePath path) {
        return new IllegalArgumentException(
                type + " is not possible for " + path + "; write the condition in @Query");
    }

    /** The members of a collection or array, or the one value. */
    static Collection<?> elements(@Nullable Object values) {
        if (values instanceof Collection<?> collection) {
            return collection;
        }
        if (values instanceof Iterable<?> iterable) {
            return StreamSupport.stream(iterable.spliterator(), false).toList();
        }
        if (ObjectUtils.isArray(values)) {
            return Arrays.asList(ObjectUtils.toObjectArray(values));
        }
        return values == null ? List.of() : List.of(values);
    }
}
