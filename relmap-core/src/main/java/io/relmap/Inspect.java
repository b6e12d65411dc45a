package io.relmap;

import io.relmap.attribute.ColumnReads;
import io.relmap.attribute.EntityShape;
import io.relmap.attribute.RelationshipAttribute;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.holder.EntityDescriptors;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.session.ObjectStates;
import io.relmap.session.Session;
import io.relmap.state.IdentityKey;
import io.relmap.state.InstanceState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What relmap knows of one object: its state, key and session, and its attributes, also those for which its
 * class has no field. Asking changes nothing and loads nothing, except where a method says so.
 */
public final class Inspect {

    private final InstanceState state;

    private Inspect(InstanceState state) {
        this.state = state;
    }

    /**
     * Looks at an object of a mapped class, or at a map-backed one.
     *
     * @throws InvalidRequestException if it is not of an entity
     */
    public static Inspect of(Object entity) {
        return new Inspect(EntityDescriptors.stateOf(entity));
    }

    /** The session that an object is attached to, or null (spec SE-1). */
    public static @Nullable Session objectSession(Object entity) {
        return of(entity).session();
    }

    /** Makes a new object of one that stood for a row: without session and key (spec SE-71). */
    public static void makeTransient(Object entity) {
        ObjectStates.makeTransient(EntityDescriptors.stateOf(entity));
    }

    /**
     * Makes an object that stands for the row of its key attributes, without session; what it does not have
     * is loaded once it is added (spec SE-71).
     *
     * @throws InvalidRequestException if it is in a session, has an identity, or lacks a key value
     */
    public static void makeTransientToDetached(Object entity) {
        ObjectStates.makeTransientToDetached(EntityDescriptors.stateOf(entity));
    }

    /** In which state the object is. */
    public ObjectState state() {
        return ObjectState.valueOf(state.lifeCycle().name());
    }

    /** The key values by which its session knows it, in key order; null for an object without row. */
    public @Nullable List<Object> identity() {
        IdentityKey key = state.identity();
        return key == null ? null : key.values();
    }

    /** The session that it is attached to, or null. */
    public @Nullable Session session() {
        return ObjectStates.sessionOf(state);
    }

    /** Whether its row was deleted, and the delete committed. */
    public boolean wasDeleted() {
        return state.wasDeleted();
    }

    /** Whether its relationships load although it stands for no row (spec SE-80). */
    public boolean isLoadingEnabled() {
        return state.isLoadingEnabled();
    }

    /** Whether a column must be reloaded before its value counts (spec SE-54). */
    public boolean isExpired(String column) {
        ColumnAttribute attribute = findColumn(column);
        if (attribute == null) {
            throw unknown(column);
        }
        return state.isExpired(attribute);
    }

    /**
     * Has the next flush write a column of an object with a row although its value looks unchanged (spec
     * AT-12): something that changed inside, or to have a trigger see it. An expired column is loaded first: what
     * was known last of it may be older than its row.
     *
     * @throws InvalidRequestException if there is no column attribute of this name
     * @throws io.relmap.error.DetachedInstanceException if the column is expired and the object in no session
     */
    public void flagModified(String column) {
        ColumnAttribute attribute = findColumn(column);
        if (attribute == null) {
            throw unknown(column);
        }
        ColumnReads.read(state, attribute);
        state.edited();
        state.force(attribute);
    }

    /** The names of all attributes: columns, then relationships. */
    public List<String> attributes() {
        List<String> names = new ArrayList<>();
        Mapper mapper = state.mapper();
        if (mapper != null) {
            mapper.columns().forEach(column -> names.add(column.name()));
        }
        EntityShape.of(state).attributes().forEach(attribute -> names.add(attribute.name()));
        return names;
    }

    /**
     * One attribute, by name. Columns are known from the moment on at which the object was first given to a
     * session; relationships always.
     *
     * @throws InvalidRequestException if there is none of this name
     */
    public AttributeView attribute(String name) {
        RelationshipAttribute relationship = EntityShape.of(state).find(name);
        if (relationship != null) {
            return new RelationshipView(state, relationship);
        }
        ColumnAttribute column = findColumn(name);
        if (column == null) {
            throw unknown(name);
        }
        return new ColumnView(state, column);
    }

    private @Nullable ColumnAttribute findColumn(String name) {
        Mapper mapper = state.mapper();
        return mapper == null ? null : mapper.findColumn(name);
    }

    private InvalidRequestException unknown(String name) {
        return new InvalidRequestException(
                ErrorCode.UNKNOWN_ATTRIBUTE,
                EntityShape.of(state).name()
                        + " has no attribute \""
                        + name
                        + "\"; it has "
                        + attributes().stream().collect(Collectors.joining(", "))
                        + (state.mapper() == null
                                ? ". Its columns are known once it was given to a session."
                                : "."));
    }

    /** State and key. */
    @Override
    public String toString() {
        return state() + " " + state;
    }
}
