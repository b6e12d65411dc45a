package io.relmap.query;

import io.relmap.dialect.Capability;
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
import io.relmap.schema.Column;
import io.relmap.sql.Assignment;
import io.relmap.sql.BulkDelete;
import io.relmap.sql.BulkUpdate;
import io.relmap.sql.Expression;
import io.relmap.sql.ListSizes;
import io.relmap.sql.Literal;
import io.relmap.sql.Logical;
import io.relmap.sql.RenderedSql;
import io.relmap.sql.SqlRenderer;
import io.relmap.state.InstanceState;
import io.relmap.type.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
        SqlRenderer renderer = context.executor().dialect().renderer();
        Done done =
                run(
                        scope,
                        where,
                        key ->
                                renderer.render(
                                        new BulkDelete(mapper.table(), where, key), ListSizes.NONE),
                        cause("bulk delete of "));
        done.objects().matched().forEach(context::vanished);
        done.objects().uncertain().forEach(this::expire);
        return Math.toIntExact(done.rows());
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
        List<Assignment> set =
                assigned.entrySet().stream()
                        .map(e -> new Assignment(e.getKey().column(), e.getValue()))
                        .toList();
        SqlRenderer renderer = context.executor().dialect().renderer();
        Done done =
                run(
                        scope,
                        where,
                        key ->
                                renderer.render(
                                        new BulkUpdate(mapper.table(), set, where, key),
                                        ListSizes.NONE),
                        cause("bulk update of "));
        new AssignedColumns(assigned, scope.root(), mapper).follow(done.objects(), context);
        return Math.toIntExact(done.rows());
    }

    /** A statement that has run: how many rows it found, and which objects it concerns. */
    private record Done(long rows, ConcernedObjects objects) {}

    /**
     * Runs a statement.
     *
     * @param statement writes it, with the columns that it returns of each row
     */
    private Done run(
            Scope scope,
            @Nullable Expression where,
            Function<List<Column>, RenderedSql> statement,
            StatementCause cause) {
        SqlExecutor executor = context.executor();
        ConcernedObjects known = ConcernedObjects.known(loader, mode, scope, where);
        Done done;
        if (known == null && executor.dialect().supports(Capability.RETURNING)) {
            done = returning(statement.apply(mapper.table().primaryKey()), cause);
        } else {
            ConcernedObjects before =
                    known != null ? known : ConcernedObjects.fetched(loader, scope, where);
            RenderedSql sql = statement.apply(List.of());
            long rows = executor.update(sql, ParameterValues.NONE, cause);
            done = new Done(rows, before.after(rows));
        }
        loader.forgetHeld();
        return done;
    }

    private Done returning(RenderedSql sql, StatementCause cause) {
        List<InstanceState> matched = new ArrayList<>();
        SqlExecutor executor = context.executor();
        long found =
                executor.query(
                        sql,
                        ParameterValues.NONE,
                        executor.database().settings(),
                        cause,
                        rows -> {
                            long count = 0;
                            while (rows.next()) {
                                count++;
                                ConcernedObjects.addOf(rows, loader, mapper, matched);
                            }
                            return count;
                        });
        return new Done(found, new ConcernedObjects(matched, List.of()));
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
                            : scope.names().keyOf(value, relationship, pair.remote());
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
