package io.relmap.query;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.error.MappingException;
import io.relmap.sql.Aggregates;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import io.relmap.sql.InParameter;
import io.relmap.sql.Logical;
import io.relmap.sql.Not;
import io.relmap.sql.Parameter;
import io.relmap.sql.grammar.ExpressionLanguage;
import io.relmap.sql.grammar.NameResolver;
import io.relmap.sql.grammar.Origin;
import io.relmap.sql.grammar.Position;
import io.relmap.type.ColumnType;
import io.relmap.type.TypeRegistry;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A condition written in the closed language, with the values of its parameters. */
final class TextCondition extends ConditionNode {

    private final String text;
    private final Map<String, @Nullable Object> parameters;

    TextCondition(String text, Map<String, ?> parameters) {
        this.text = text;
        this.parameters = new LinkedHashMap<>(parameters);
    }

    @Override
    Expression expression(Scope scope) {
        Expression parsed = parsed(text, scope);
        return scope.finishedOutwards(NamedValues.of(text, parameters).bound(parsed, scope));
    }

    private static Expression parsed(String text, Scope scope) {
        Expression parsed = understood(text, scope);
        if (Aggregates.contains(parsed)) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    "The condition \""
                            + text
                            + "\" contains an aggregate, but each row is tested before there are"
                            + " groups. Use having().");
        }
        return parsed;
    }

    private static Expression understood(String text, Scope scope) {
        try {
            return ExpressionLanguage.queryCondition(
                    text, new Origin("a query for " + scope.mapper(), "where"), new Names(scope));
        } catch (MappingException e) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY, String.valueOf(e.getMessage()), e);
        }
    }

    /** The names of the parameters of a condition, which is checked by that. */
    static Set<String> parameters(String text, Scope scope) {
        Set<String> names = new LinkedHashSet<>();
        addParameters(parsed(text, scope), names);
        return names;
    }

    private static void addParameters(Expression expression, Set<String> names) {
        if (expression instanceof InParameter in) {
            names.add(String.valueOf(in.parameter().key()));
            in.operands().forEach(operand -> addParameters(operand, names));
        } else if (expression instanceof Logical logical) {
            logical.terms().forEach(term -> addParameters(term, names));
        } else if (expression instanceof Not not) {
            addParameters(not.operand(), names);
        } else {
            ExpressionTree.map(
                    expression,
                    leaf -> {
                        if (leaf instanceof Parameter parameter) {
                            names.add(String.valueOf(parameter.key()));
                        }
                        return leaf;
                    });
        }
    }

    @Override
    public String toString() {
        return text;
    }

    /** Paths of a query, in conditions and orders. */
    record Names(Scope scope) implements NameResolver {

        @Override
        public Expression resolve(List<String> path, Position at) {
            return place(path).ref();
        }

        /** The attribute that a path names, with or without the entity's name before it. */
        ColumnPlace place(List<String> path) {
            List<String> names = path;
            if (path.size() > 1
                    && path.get(0).equals(scope.mapper().entityName())
                    && scope.mapper().findRelationship(path.get(0)) == null) {
                names = path.subList(1, path.size());
            }
            PathRef ref = new PathRef(null, names);
            return scope.of(ref).column(ref);
        }

        @Override
        public ColumnType type(String name, List<Integer> arguments, Position at) {
            return TypeRegistry.named(name, arguments);
        }
    }
}
