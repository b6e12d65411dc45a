package io.relmap.query;

import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import io.relmap.sql.InParameter;
import io.relmap.sql.IsNull;
import io.relmap.sql.Logical;
import io.relmap.sql.Not;
import io.relmap.sql.Operator;
import io.relmap.sql.Parameter;
import io.relmap.sql.TableRef;
import io.relmap.sql.grammar.NameResolver;
import io.relmap.sql.grammar.Position;
import io.relmap.type.ColumnType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Relationships that a text compares with objects or with NULL, though no column of their owner stands for them: those by a
 * key of several columns, those whose key the target holds, and collections (spec QU-12, QU-13). While the text is read,
 * each has a stand-in. For one text; not thread-safe.
 */
final class ComparedRelationships implements NameResolver {

    private final Scope scope;
    private final TextCondition.Names names;
    private final Map<Expression, Compared> byStandIn = new HashMap<>(0);

    /** Where a column stands for a reference, what it refers to. */
    private final Map<Expression, Mapper> byColumn = new HashMap<>(0);

    /** A relationship as the text names it. */
    private record Compared(PathRef path, Relationship relationship) {}

    ComparedRelationships(Scope scope) {
        this.scope = scope;
        this.names = new TextCondition.Names(scope);
    }

    @Override
    public Expression resolve(List<String> path, Position at) {
        PathRef ref = names.ref(path);
        Scope place = scope.of(ref);
        ColumnPlace column = place.findColumn(ref);
        if (column != null) {
            Relationship reference = place.relationshipAtEnd(ref);
            if (reference != null) {
                byColumn.put(column.ref(), reference.target());
            }
            return column.ref();
        }
        Relationship relationship = place.relationship(ref).relationship();
        ColumnRef standIn =
                new ColumnRef(
                        TableRef.of(relationship.target().table(), "stand-in " + byStandIn.size()),
                        relationship.target().identity().get(0).column(),
                        Set.of());
        byStandIn.put(standIn, new Compared(ref, relationship));
        return standIn;
    }

    @Override
    public ColumnType type(String name, List<Integer> arguments, Position at) {
        return names.type(name, arguments, at);
    }

    /** The condition with its values, and with its comparisons of relationships as SQL has them. */
    Expression written(Expression condition, NamedValues values) {
        if (condition instanceof Logical logical) {
            return new Logical(
                    logical.connective(),
                    logical.terms().stream().map(term -> written(term, values)).toList());
        } else if (condition instanceof Not not) {
            return new Not(written(not.operand(), values));
        }
        Compared compared = compared(condition);
        if (compared != null) {
            return comparison(condition, compared, values);
        }
        check(condition);
        checkObjects(condition, values);
        return scope.finishedOutwards(values.bound(condition, scope));
    }

    private void checkObjects(Expression condition, NamedValues values) {
        if (condition instanceof InParameter in) {
            Mapper entity = byColumn.get(in.operands().get(0));
            if (entity != null) {
                values.several(in).forEach(each -> scope.names().checkObject(each, entity));
            }
        } else if (condition instanceof Binary binary
                && binary.right() instanceof Parameter parameter) {
            Mapper entity = byColumn.get(binary.left());
            if (entity != null) {
                scope.names().checkObject(values.value(parameter), entity);
            }
        }
    }

    /**
     * Refuses what relationships are not compared by.
     *
     * @throws io.relmap.error.InvalidRequestException naming one
     */
    void check(Expression condition) {
        if (byStandIn.isEmpty()) {
            return;
        } else if (condition instanceof Logical || condition instanceof Not) {
            ExpressionTree.children(condition).forEach(this::check);
        } else if (compared(condition) == null) {
            for (ColumnRef ref : ExpressionTree.columns(condition)) {
                Compared wrong = byStandIn.get(ref);
                if (wrong != null) {
                    throw PathErrors.noColumn(wrong.relationship(), wrong.path());
                }
            }
        }
    }

    /** The relationship that a comparison is about, which is by one of the ways that there are; else null. */
    private @Nullable Compared compared(Expression condition) {
        if (condition instanceof IsNull test) {
            return byStandIn.get(test.operand());
        } else if (condition instanceof InParameter in) {
            return byStandIn.get(in.operands().get(0));
        } else if (condition instanceof Binary binary && binary.right() instanceof Parameter) {
            boolean isEquality =
                    binary.operator().equals(Operator.EQ) || binary.operator().equals(Operator.NE);
            return isEquality ? byStandIn.get(binary.left()) : null;
        }
        return null;
    }

    private Expression comparison(Expression condition, Compared compared, NamedValues values) {
        PathRef path = compared.path();
        if (condition instanceof IsNull test) {
            return new RelationshipConditions.NullTest(path, test.negated()).expression(scope);
        } else if (condition instanceof InParameter in) {
            Collection<?> objects = values.several(in);
            return said(
                    new RelationshipConditions.IsOneOf(path, new ArrayList<>(objects)),
                    in.negated());
        }
        Binary binary = (Binary) condition;
        Object object = values.value((Parameter) binary.right());
        boolean isNegated = binary.operator().equals(Operator.NE);
        RelationshipConditions.OnRelationship same;
        if (object == null) {
            same = new RelationshipConditions.IsOneOf(path, Collections.singletonList(null));
        } else if (compared.relationship().content().isCollection() && !isNegated) {
            same = new RelationshipConditions.Contains(path, object);
        } else {
            same = new RelationshipConditions.Is(path, object, false);
        }
        return said(same, isNegated);
    }

    /** NULL is unknown in a negation, as beside a column. */
    private Expression said(RelationshipConditions.OnRelationship condition, boolean isNegated) {
        return isNegated ? condition.negation(scope) : condition.expression(scope);
    }
}
