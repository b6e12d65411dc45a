package io.relmap.query;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.jdbc.ParameterValues;
import io.relmap.jdbc.SqlExecutor;
import io.relmap.join.LocalRemotePair;
import io.relmap.load.Aliases;
import io.relmap.load.LoadContext;
import io.relmap.load.Loader;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.observe.StatementCause;
import io.relmap.sql.Assignment;
import io.relmap.sql.BulkDelete;
import io.relmap.sql.BulkUpdate;
import io.relmap.sql.Expression;
import io.relmap.sql.ListSizes;
import io.relmap.sql.Literal;
import io.relmap.sql.Logical;
import io.relmap.sql.RenderedSql;
import io.relmap.state.InstanceState;
import io.relmap.type.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** UPDATE and DELETE of all rows that a query means (spec QU-30 to QU-33). */
final class BulkStatements {

    private final Loader loader;
    private final LoadContext context;
    private final QueryParts parts;
    private final Mapper mapper;
    private final Synchronize mode;

    BulkStatements(Loader loader, QueryParts parts, Synchronize mode) {
        this.loader = loader;
        this.context = loader.context();
        this.parts = parts;
        this.mapper = parts.mapper();
        this.mode = mode;
    }

    int delete() {
        check("delete");
        context.autoflush();
        Scope scope = scope();
        Expression where = where(scope);
        ConcernedObjects.check(mode, where, scope.root(), mapper);
        ConcernedObjects concerned = ConcernedObjects.find(loader, mode, scope, where);
        SqlExecutor executor = context.executor();
        RenderedSql sql =
                executor.dialect()
                        .renderer()
                        .render(new BulkDelete(mapper.table(), where), ListSizes.NONE);
        long rows = executor.update(sql, ParameterValues.NONE, cause("bulk delete of "));
        loader.forgetHeld();
        ConcernedObjects known = concerned.after(rows);
        known.matched().forEach(context::vanished);
        known.uncertain().forEach(this::expire);
        return Math.toIntExact(rows);
    }

    /** The next touch finds out whether the row is still there; unflushed changes wait for that. */
    private void expire(InstanceState state) {
        @Nullable Object[] snapshot = state.snapshot();
        for (ColumnAttribute attribute : mapper.columns()) {
            if (snapshot != null
                    && attribute
                            .codec()
                            .same(snapshot[attribute.index()], state.column(attribute))) {
                state.expire(attribute);
            }
        }
    }

    int update(Map<String, ?> values) {
        check("update");
        if (values.isEmpty()) {
            throw error("An update sets no attribute. Give at least one.");
        }
        values.keySet().forEach(this::requireAttribute);
        context.autoflush();
        Scope scope = scope();
        Map<ColumnAttribute, Expression> assigned = new LinkedHashMap<>();
        values.forEach((name, value) -> assign(scope, name, value, assigned));
        Expression where = where(scope);
        ConcernedObjects.check(mode, where, scope.root(), mapper);
        ConcernedObjects concerned = ConcernedObjects.find(loader, mode, scope, where);
        List<Assignment> set =
                assigned.entrySet().stream()
                        .map(e -> new Assignment(e.getKey().column(), e.getValue()))
                        .toList();
        SqlExecutor executor = context.executor();
        RenderedSql sql =
                executor.dialect()
                        .renderer()
                        .render(new BulkUpdate(mapper.table(), set, where), ListSizes.NONE);
        long rows = executor.update(sql, ParameterValues.NONE, cause("bulk update of "));
        loader.forgetHeld();
        new AssignedColumns(assigned, scope.root(), mapper).follow(concerned.after(rows), context);
        return Math.toIntExact(rows);
    }

    private void requireAttribute(String name) {
        if (mapper.findColumn(name) == null) {
            PathErrors.attribute(mapper, List.of(name), 0, name);
        }
    }

    private void assign(
            Scope scope,
            String name,
            @Nullable Object value,
            Map<ColumnAttribute, Expression> assigned) {
        ColumnAttribute attribute = mapper.findColumn(name);
        if (attribute != null) {
            assign(name, attribute, expression(scope, attribute, value), assigned);
            return;
        }
        Relationship relationship = PathErrors.attribute(mapper, List.of(name), 0, name);
        if (!new RelationshipPlace(scope, relationship, scope.root()).holdsKey()) {
            throw error(
                    "An update of "
                            + mapper
                            + " sets "
                            + relationship
                            + ", whose key is not in the table "
                            + mapper.table().name()
                            + ". Update the table that holds it.");
        }
        for (LocalRemotePair pair : relationship.join().localRemotePairs()) {
            ColumnAttribute local = mapper.attributeOf(pair.local());
            Literal key =
                    value == null
                            ? new Literal(null, ColumnPlace.type(local))
                            : scope.keyOf(value, relationship, pair.remote());
            assign(name, local, key, assigned);
        }
    }

    /** Each column is set once, and none of the key (spec QU-30). */
    private void assign(
            String name,
            ColumnAttribute attribute,
            Expression value,
            Map<ColumnAttribute, Expression> assigned) {
        if (mapper.identity().contains(attribute)) {
            throw error(
                    "An update of "
                            + mapper
                            + " sets its key \""
                            + attribute
                            + "\""
                            + (name.equals(attribute.name()) ? "" : " by \"" + name + "\"")
                            + ": objects of the session would no longer be found. Change the"
                            + " key of the objects instead.");
        } else if (assigned.put(attribute, value) != null) {
            throw error(
                    "An update of "
                            + mapper
                            + " sets the column "
                            + mapper.table().name()
                            + "."
                            + attribute.column().name()
                            + " twice: as \""
                            + attribute
                            + "\" and by a relationship. Leave one of them out.");
        }
    }

    private Expression expression(Scope scope, ColumnAttribute attribute, @Nullable Object value) {
        Expression computed =
                value instanceof Computed text ? text.expression(scope, attribute) : null;
        if (computed != null && !(computed instanceof Literal)) {
            return computed;
        }
        Object plain = computed instanceof Literal literal ? literal.value() : value;
        return new Literal(fitting(attribute, plain), ColumnPlace.type(attribute));
    }

    /** The value as the attribute's field holds it. */
    private @Nullable Object fitting(ColumnAttribute attribute, @Nullable Object value) {
        Class<?> type = attribute.codec().javaType();
        if (value == null || type.isInstance(value)) {
            return value;
        }
        Number converted = value instanceof Number number ? Numbers.as(number, type) : null;
        if (converted == null) {
            throw error(
                    "An update of "
                            + mapper
                            + " sets \""
                            + attribute
                            + "\", which is of "
                            + type.getName()
                            + ", to a "
                            + value.getClass().getName()
                            + ". Give a value of the attribute's type.");
        }
        return converted;
    }

    private Scope scope() {
        Scope scope =
                Scope.of(
                        new QueryNames(
                                mapper,
                                new Aliases(),
                                context.instances(),
                                EntityCriteria.of(mapper, parts.criteria(), context.instances())),
                        mapper);
        scope.withoutJoins();
        scope.named(parts.name());
        return scope;
    }

    private @Nullable Expression where(Scope scope) {
        List<Expression> terms = new ArrayList<>();
        parts.conditions().forEach(condition -> terms.add(condition.expression(scope)));
        terms.addAll(scope.criterion()); // spec QU-33
        return terms.isEmpty() ? null : Logical.and(terms);
    }

    private void check(String what) {
        if (!parts.joins().isEmpty()) {
            throw error(
                    "A bulk "
                            + what
                            + " of "
                            + mapper
                            + " has a join. Use a path or any() and has() in its condition instead.");
        } else if (parts.limit() != null || parts.offset() != null) {
            throw error(
                    "A bulk "
                            + what
                            + " of "
                            + mapper
                            + " has a limit or an offset, which the database cannot follow. Narrow"
                            + " its condition instead.");
        }
        if (parts.source() != null) {
            throw error(
                    "A bulk "
                            + what
                            + " of "
                            + mapper
                            + " has native SQL for its rows. Run the whole statement by executeSql.");
        }
        parts.grouping().refuse("a bulk statement", mapper);
        checkCondition();
    }

    /** Before anything is sent (spec QU-30). */
    private void checkCondition() {
        Scope scope = scope();
        Expression where;
        try {
            where = where(scope);
        } catch (InvalidRequestException perhapsLater) {
            return; // keys of new objects come with the flush; what else is wrong is found again
        }
        ConcernedObjects.check(mode, where, scope.root(), mapper);
    }

    private StatementCause cause(String what) {
        return StatementCause.of(StatementCause.Kind.BULK, what + mapper);
    }

    private static InvalidRequestException error(String message) {
        return new InvalidRequestException(ErrorCode.INVALID_QUERY, message);
    }
}
