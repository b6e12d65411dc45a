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
        ComparedRelationships relationships = new ComparedRelationships(scope);
        Expression parsed = parsed(text, scope, relationships);
        return relationships.written(parsed, NamedValues.of(text, parameters));
    }

    private static Expression parsed(
            String text, Scope scope, ComparedRelationships relationships) {
        Expression parsed = understood(text, scope, relationships);
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

    private static Expression understood(String text, Scope scope, NameResolver names) {
        try {
            return ExpressionLanguage.queryCondition(
                    text, new Origin("a query for " + scope.mapper(), "where"), names);
        } catch (MappingException e) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY, String.valueOf(e.getMessage()), e);
        }
    }

    /** The names of the parameters of a condition, which is checked by that. */
    static Set<String> parameters(String text, Scope scope) {
        Set<String> names = new LinkedHashSet<>();
        ComparedRelationships relationships = new ComparedRelationships(scope);
        Expression parsed = parsed(text, scope, relationships);
        relationships.check(parsed);
        addParameters(parsed, names);
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
            PathRef ref = ref(path);
            return scope.of(ref).column(ref);
        }

        /** The path, without the entity's name before it. */
        PathRef ref(List<String> path) {
            List<String> names = path;
            if (path.size() > 1
                    && path.get(0).equals(scope.mapper().entityName())
                    && scope.mapper().findRelationship(path.get(0)) == null) {
                names = path.subList(1, path.size());
            }
            return new PathRef(null, names);
        }

        @Override
        public ColumnType type(String name, List<Integer> arguments, Position at) {
            return TypeRegistry.named(name, arguments);
        }
    }
}
