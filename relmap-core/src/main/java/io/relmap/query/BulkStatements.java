package io.relmap.query;

import io.relmap.dialect.Dialect;
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
import io.relmap.sql.Select;
import io.relmap.state.IdentityKey;
import io.relmap.state.InstanceState;
import io.relmap.type.Codec;
import io.relmap.type.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * UPDATE and DELETE of all rows that a query means (spec QU-30, QU-31). Objects of the session follow: the
 * keys of the rows are asked for first, where the session holds any object of the entity.
 */
final class BulkStatements {

    private final Loader loader;
    private final LoadContext context;
    private final QueryParts parts;
    private final Mapper mapper;

    BulkStatements(Loader loader, QueryParts parts) {
        this.loader = loader;
        this.context = loader.context();
        this.parts = parts;
        this.mapper = parts.mapper();
    }

    int delete() {
        check("delete");
        context.autoflush();
        Scope scope = scope();
        Expression where = where(scope);
        List<InstanceState> matched = matched(scope, where);
        SqlExecutor executor = context.executor();
        RenderedSql sql =
                executor.dialect()
                        .renderer()
                        .render(new BulkDelete(mapper.table(), where), ListSizes.NONE);
        long rows = executor.update(sql, ParameterValues.NONE, cause("bulk delete of "));
        loader.forgetHeld();
        matched.forEach(context::vanished);
        return Math.toIntExact(rows);
    }

    int update(Map<String, ?> values) {
        check("update");
        if (values.isEmpty()) {
            throw error("An update sets no attribute. Give at least one.");
        }
        context.autoflush();
        Scope scope = scope();
        Map<ColumnAttribute, Literal> assigned = new LinkedHashMap<>();
        List<Relationship> references = new ArrayList<>();
        values.forEach((name, value) -> assign(scope, name, value, assigned, references));
        Expression where = where(scope);
        List<InstanceState> matched = matched(scope, where);
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
        for (InstanceState state : matched) {
            assigned.forEach((attribute, literal) -> follow(state, attribute, literal.value()));
            references.forEach(reference -> state.clear(reference.slot()));
        }
        return Math.toIntExact(rows);
    }

    private void assign(
            Scope scope,
            String name,
            @Nullable Object value,
            Map<ColumnAttribute, Literal> assigned,
            List<Relationship> references) {
        ColumnAttribute attribute = mapper.findColumn(name);
        if (attribute != null) {
            if (mapper.identity().contains(attribute)) {
                throw error(
                        "An update of "
                                + mapper
                                + " sets its key \""
                                + name
                                + "\": objects of the session would no longer be found. Change the"
                                + " key of the objects instead.");
            }
            Object fitting = fitting(attribute, value);
            assigned.put(attribute, new Literal(fitting, ColumnPlace.type(attribute)));
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
            assigned.put(local, key);
        }
        references.add(relationship);
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

    /** An attribute without own changes takes the value; one with changes is reloaded when needed. */
    private static void follow(
            InstanceState state, ColumnAttribute attribute, @Nullable Object written) {
        @Nullable Object[] snapshot = state.snapshot();
        if (snapshot == null || state.isExpired(attribute)) {
            return;
        }
        Codec<Object> codec = attribute.codec();
        Object value =
                written instanceof Number number ? Numbers.as(number, codec.javaType()) : written;
        boolean fits = value == null ? written == null : codec.javaType().isInstance(value);
        if (fits && codec.same(snapshot[attribute.index()], state.column(attribute))) {
            state.column(attribute, value);
            snapshot[attribute.index()] = value == null ? null : codec.snapshot(value);
        } else {
            state.expire(attribute);
        }
    }

    /** The objects of the session whose rows the condition finds, asked before they change. */
    private List<InstanceState> matched(Scope scope, @Nullable Expression where) {
        if (context.identityMap().states(mapper).isEmpty()) {
            return List.of();
        }
        Dialect dialect = context.cache().dialect();
        List<ColumnAttribute> identity = mapper.identity();
        Select.Builder select = Select.builder().from(scope.root());
        identity.forEach(
                key -> select.item(RelationshipConditions.plain(scope.root(), key.column())));
        if (where != null) {
            select.where(where);
        }
        List<InstanceState> matched = new ArrayList<>();
        loader.rows(
                select.build(),
                cause("rows of a bulk statement for "),
                row -> {
                    Object[] key = new Object[identity.size()];
                    for (int i = 0; i < key.length; i++) {
                        ColumnAttribute attribute = identity.get(i);
                        key[i] =
                                Objects.requireNonNull(
                                        dialect.codec(attribute.column().type(), attribute.codec())
                                                .read(row, i + 1));
                    }
                    InstanceState state = context.identityMap().get(IdentityKey.of(mapper, key));
                    if (state != null) {
                        matched.add(state);
                    }
                });
        return matched;
    }

    private Scope scope() {
        Scope scope = Scope.of(new QueryNames(mapper, new Aliases(), context.instances()), mapper);
        scope.withoutJoins();
        return scope;
    }

    private @Nullable Expression where(Scope scope) {
        List<Expression> terms = parts.conditions().stream().map(c -> c.expression(scope)).toList();
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
    }

    private StatementCause cause(String what) {
        return StatementCause.of(StatementCause.Kind.BULK, what + mapper);
    }

    private static InvalidRequestException error(String message) {
        return new InvalidRequestException(ErrorCode.INVALID_QUERY, message);
    }
}
