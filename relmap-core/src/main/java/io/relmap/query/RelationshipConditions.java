package io.relmap.query;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.join.LocalRemotePair;
import io.relmap.mapping.Relationship;
import io.relmap.mapping.RelationshipComparator;
import io.relmap.mapping.RelationshipComparator.Comparison;
import io.relmap.mapping.RelationshipComparator.Operation;
import io.relmap.schema.Column;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Expression;
import io.relmap.sql.InList;
import io.relmap.sql.IsNull;
import io.relmap.sql.Literal;
import io.relmap.sql.Logical;
import io.relmap.sql.Not;
import io.relmap.sql.Operator;
import io.relmap.sql.TableRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Conditions on relationships (spec QU-10 to QU-14). */
final class RelationshipConditions {

    private RelationshipConditions() {}

    /** A condition on one relationship. */
    abstract static class OnRelationship extends ConditionNode {

        private final PathRef path;
        private final Operation operation;

        OnRelationship(PathRef path, Operation operation) {
            this.path = path;
            this.operation = operation;
        }

        @Override
        final Expression expression(Scope scope) {
            Scope place = scope.of(path);
            RelationshipPlace found = place.relationship(path);
            return place.tested(compared(found, on(found)));
        }

        /** Its negation: over a collection it is said of a member, too, not of all of them. */
        final Expression negation(Scope scope) {
            Scope place = scope.of(path);
            RelationshipPlace found = place.relationship(path);
            return place.tested(new Not(compared(found, on(found))));
        }

        /** A relationship's own comparator has the last word. */
        private Expression compared(RelationshipPlace found, Expression builtIn) {
            Relationship relationship = found.relationship();
            RelationshipComparator comparator = relationship.settings().statements().comparator();
            return comparator == null
                    ? builtIn
                    : comparator.compare(
                            new Comparison(operation, relationship, found.owner()), builtIn);
        }

        abstract Expression on(RelationshipPlace place);

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** The reference is, or is not, one object. */
    static final class Is extends OnRelationship {

        private final Object object;
        private final boolean negated;

        Is(PathRef path, Object object, boolean negated) {
            super(path, negated ? Operation.NE : Operation.EQ);
            this.object = object;
            this.negated = negated;
        }

        @Override
        Expression on(RelationshipPlace place) {
            Relationship relationship = place.relationship();
            if (relationship.content().isCollection()) {
                throw wrong(
                        relationship,
                        "is a collection: eq and ne are for references; use contains");
            }
            if (!negated) {
                return place.refersTo(object);
            } else if (!place.holdsKey()) {
                return new Not(place.exists(inner -> inner.isObject(object)));
            }
            List<Expression> terms = new ArrayList<>();
            for (LocalRemotePair pair : relationship.join().localRemotePairs()) {
                ColumnRef local = place.local(pair.local());
                terms.add(
                        new Binary(
                                local,
                                Operator.NE,
                                place.scope().names().keyOf(object, relationship, pair.remote())));
                terms.add(new IsNull(local, false));
            }
            return Logical.or(terms);
        }
    }

    /** The reference is one of several objects. */
    static final class IsOneOf extends OnRelationship {

        private final List<? extends @Nullable Object> objects;

        IsOneOf(PathRef path, List<? extends @Nullable Object> objects) {
            super(path, Operation.IN);
            this.objects = objects;
        }

        @Override
        Expression on(RelationshipPlace place) {
            if (place.relationship().content().isCollection()) {
                throw wrong(place.relationship(), "is a collection: in is for references");
            }
            List<Expression> terms = new ArrayList<>();
            for (Object object : objects) {
                terms.add(object == null ? unknown(place) : place.refersTo(object));
            }
            return terms.isEmpty() ? Conditions.never() : Logical.or(terms);
        }

        /** Neither true nor false of any key. */
        private static Expression unknown(RelationshipPlace place) {
            ColumnRef key =
                    place.local(place.relationship().join().localRemotePairs().get(0).local());
            return new InList(key, List.of(new Literal(null, key.column().type())), false);
        }
    }

    /** There is no object, or there is one. */
    static final class NullTest extends OnRelationship {

        private final boolean negated;

        NullTest(PathRef path, boolean negated) {
            super(path, negated ? Operation.IS_NOT_NULL : Operation.IS_NULL);
            this.negated = negated;
        }

        @Override
        Expression on(RelationshipPlace place) {
            if (!place.holdsKey()) {
                Expression exists = place.exists(inner -> null);
                return negated ? exists : new Not(exists);
            }
            List<Column> columns =
                    place.relationship().join().localRemotePairs().stream()
                            .map(LocalRemotePair::local)
                            .toList();
            if (columns.size() == 1) {
                return new IsNull(place.local(columns.get(0)), negated);
            }
            Expression allNull =
                    Logical.and(
                            columns.stream()
                                    .map(column -> new IsNull(place.local(column), false))
                                    .toList());
            return negated ? new Not(allNull) : allNull;
        }
    }

    /** Some target satisfies a condition. */
    static final class Some extends OnRelationship {

        private final @Nullable ConditionNode condition;
        private final boolean any;

        Some(PathRef path, @Nullable ConditionNode condition, boolean any) {
            super(path, any ? Operation.ANY : Operation.HAS);
            this.condition = condition;
            this.any = any;
        }

        @Override
        Expression on(RelationshipPlace place) {
            boolean collection = place.relationship().content().isCollection();
            if (any && !collection) {
                throw wrong(place.relationship(), "is a reference: use has instead of any");
            } else if (!any && collection) {
                throw wrong(place.relationship(), "is a collection: use any instead of has");
            }
            ConditionNode wanted = condition;
            return place.exists(inner -> wanted == null ? null : wanted.expression(inner));
        }
    }

    /** The collection contains one object. */
    static final class Contains extends OnRelationship {

        private final Object object;

        Contains(PathRef path, Object object) {
            super(path, Operation.CONTAINS);
            this.object = object;
        }

        @Override
        Expression on(RelationshipPlace place) {
            if (!place.relationship().content().isCollection()) {
                throw wrong(place.relationship(), "is a reference: use eq instead of contains");
            }
            return place.refersTo(object);
        }
    }

    static InvalidRequestException wrong(Relationship relationship, String what) {
        return new InvalidRequestException(
                ErrorCode.INVALID_QUERY, relationship + " " + what + ".");
    }

    /** A column without roles at a place. */
    static ColumnRef plain(TableRef table, Column column) {
        return new ColumnRef(table, column, Set.of());
    }
}
