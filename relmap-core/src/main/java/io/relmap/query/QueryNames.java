package io.relmap.query;

import io.relmap.attribute.EntityShape;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.join.AliasedJoin;
import io.relmap.load.Aliases;
import io.relmap.load.Criterion;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.schema.Column;
import io.relmap.sql.Literal;
import io.relmap.sql.TableRef;
import io.relmap.state.IdentityKey;
import io.relmap.state.InstanceState;
import io.relmap.state.StateResolver;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all parts of one statement share.
 *
 * @param query the entity that is asked for
 * @param aliases the names of its tables
 * @param states finds the states of objects in conditions
 * @param criteria what rows of an entity must satisfy wherever they are met (spec LO-117)
 */
record QueryNames(
        Mapper query, Aliases aliases, StateResolver states, Map<Mapper, Criterion> criteria) {

    QueryNames(Mapper query, Aliases aliases, StateResolver states) {
        this(query, aliases, states, Map.of());
    }

    /** A join that keeps to what is said of the target's entity. */
    AliasedJoin narrowed(AliasedJoin join, Mapper entity, TableRef table) {
        Criterion criterion = criteria.get(entity);
        return criterion == null ? join : join.narrowed(criterion.at(table, aliases));
    }

    /** The value of a column of an object that a relationship is compared with (spec QU-13, QU-14). */
    Literal keyOf(Object object, Relationship relationship, Column column) {
        return keyOf(object, relationship.target(), column);
    }

    /** The value of a column of an object of this entity. */
    Literal keyOf(Object object, Mapper entity, Column column) {
        InstanceState state = states.stateOf(object);
        requireOf(state, entity);
        ColumnAttribute attribute = entity.attributeOf(column);
        Object value = value(state, entity, attribute);
        boolean mustBeSet = state.identity() == null || entity.identity().contains(attribute);
        if (value == null && mustBeSet) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    "The attribute \""
                            + attribute
                            + "\" of "
                            + state
                            + " was never set, so nothing can be compared with it. Add the object to"
                            + " the session and flush first.");
        }
        return new Literal(value, ColumnPlace.type(attribute));
    }

    private static void requireOf(InstanceState state, Mapper entity) {
        Mapper mapper = state.mapper();
        if (mapper == null ? !isOf(state, entity) : mapper != entity) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    "An object of "
                            + entity
                            + " is compared here, but "
                            + state
                            + " was given. Give an instance of "
                            + entity
                            + ".");
        }
    }

    /**
     * Checks a value that a reference is compared with: a key, or an object that the reference could lead to.
     *
     * @throws InvalidRequestException if it is an object of another entity, whose key says nothing here
     */
    void checkObject(@Nullable Object value, Mapper entity) {
        InstanceState state = objectState(value, states);
        if (state != null) {
            requireOf(state, entity);
        }
    }

    /** Whether an object that no session has seen yet is of an entity's class, or of a proxy of it. */
    private static boolean isOf(InstanceState state, Mapper entity) {
        return EntityShape.of(state).type() == entity.entityClass();
    }

    /** The entity of an object that a session knows. */
    Mapper mapperOf(Object object) {
        InstanceState state = states.stateOf(object);
        Mapper mapper = state.mapper();
        if (mapper == null) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    state
                            + " was never in a session, so nothing can be related to it. Add it first.");
        }
        return mapper;
    }

    /** A value of a parameter; an object of an entity stands for its key of one column. */
    @Nullable Object plainValue(@Nullable Object value) {
        return plainValue(value, states);
    }

    /** As {@link #plainValue(Object)}, outside of a query. */
    static @Nullable Object plainValue(@Nullable Object value, StateResolver states) {
        InstanceState state = objectState(value, states);
        IdentityKey identity = state == null ? null : state.identity();
        return identity != null && identity.size() == 1 ? identity.value(0) : value;
    }

    /** The state of an object of an entity; null for any other value. */
    private static @Nullable InstanceState objectState(
            @Nullable Object value, StateResolver states) {
        if (value == null
                || value instanceof Enum<?>
                || value instanceof Record
                || value.getClass().getName().startsWith("java.")) {
            return null;
        }
        try {
            return states.stateOf(value);
        } catch (InvalidRequestException notMapped) {
            return null;
        }
    }

    private static @Nullable Object value(
            InstanceState state, Mapper entity, ColumnAttribute attribute) {
        IdentityKey identity = state.identity();
        int place = entity.identity().indexOf(attribute);
        if (identity != null && place >= 0) {
            return identity.value(place);
        }
        return state.mapper() == null
                ? entity.access().get(state.entity(), attribute.index())
                : state.column(attribute);
    }
}
