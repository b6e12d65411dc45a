package io.relmap.query;

import io.relmap.dialect.Dialect;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.load.Loader;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.observe.StatementCause;
import io.relmap.sql.Expression;
import io.relmap.sql.Select;
import io.relmap.sql.TableRef;
import io.relmap.state.IdentityKey;
import io.relmap.state.IdentityMap;
import io.relmap.state.InstanceState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The objects of the session that a bulk statement concerns.
 *
 * @param matched objects whose rows the condition finds
 * @param uncertain objects of which the session does not know enough to tell (spec QU-32)
 */
record ConcernedObjects(List<InstanceState> matched, List<InstanceState> uncertain) {

    private static final ConcernedObjects NONE = new ConcernedObjects(List.of(), List.of());

    /**
     * Refuses a condition that cannot be worked out in memory, where it must be.
     *
     * @param where the condition, or null for every row
     * @param root where the entity's table stands in it
     */
    static void check(Synchronize mode, @Nullable Expression where, TableRef root, Mapper mapper) {
        String obstacle =
                mode == Synchronize.EVALUATE
                        ? new MemoryCondition(where, root, mapper).obstacle()
                        : null;
        if (obstacle != null) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    "The condition of a bulk statement for "
                            + mapper
                            + " cannot be worked out in memory: it contains "
                            + obstacle
                            + ". Use Synchronize.FETCH, which asks the database, or AUTO.");
        }
    }

    /** What the session can tell by itself; null where only the database knows which rows are meant. */
    static @Nullable ConcernedObjects known(
            Loader loader, Synchronize mode, Scope scope, @Nullable Expression where) {
        Mapper mapper = scope.mapper();
        IdentityMap objects = loader.context().identityMap();
        if (mode == Synchronize.NONE || objects.states(mapper).isEmpty()) {
            return NONE;
        }
        MemoryCondition condition = new MemoryCondition(where, scope.root(), mapper);
        if (mode == Synchronize.FETCH || condition.obstacle() != null) {
            return null;
        }
        List<InstanceState> matched = new ArrayList<>();
        List<InstanceState> uncertain = new ArrayList<>();
        for (InstanceState state : objects.states(mapper)) {
            switch (condition.of(state)) {
                case TRUE -> matched.add(state);
                case UNCERTAIN -> uncertain.add(state);
                case FALSE, NULL -> {}
            }
        }
        return new ConcernedObjects(matched, uncertain);
    }

    /**
     * The same once the statement has run. Where it found fewer rows than there are objects, others have changed some of
     * them since they were loaded: then it is open which.
     */
    ConcernedObjects after(long rows) {
        if (rows >= matched.size()) {
            return this;
        }
        List<InstanceState> open = new ArrayList<>(uncertain);
        open.addAll(matched);
        return new ConcernedObjects(List.of(), open);
    }

    /** Asks the database for the keys of the rows that the condition finds. */
    static ConcernedObjects fetched(Loader loader, Scope scope, @Nullable Expression where) {
        Mapper mapper = scope.mapper();
        Select.Builder select = Select.builder().from(scope.root());
        mapper.identity()
                .forEach(
                        key ->
                                select.item(
                                        RelationshipConditions.plain(scope.root(), key.column())));
        if (where != null) {
            select.where(where);
        }
        List<InstanceState> matched = new ArrayList<>();
        loader.rows(
                select.build(),
                StatementCause.of(
                        StatementCause.Kind.BULK, "rows of a bulk statement for " + mapper),
                row -> addOf(row, loader, mapper, matched));
        return new ConcernedObjects(matched, List.of());
    }

    /** Adds the object whose key stands in a row, if the session has it. */
    static void addOf(ResultSet row, Loader loader, Mapper mapper, List<InstanceState> matched)
            throws SQLException {
        Dialect dialect = loader.context().cache().dialect();
        List<ColumnAttribute> identity = mapper.identity();
        Object[] key = new Object[identity.size()];
        for (int i = 0; i < key.length; i++) {
            ColumnAttribute attribute = identity.get(i);
            key[i] =
                    Objects.requireNonNull(
                            dialect.codec(attribute.column().type(), attribute.codec())
                                    .read(row, i + 1));
        }
        InstanceState state = loader.context().identityMap().get(IdentityKey.of(mapper, key));
        if (state != null) {
            matched.add(state);
        }
    }
}
