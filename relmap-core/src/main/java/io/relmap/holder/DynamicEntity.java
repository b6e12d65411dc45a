package io.relmap.holder;

import io.relmap.attribute.CollectionAttribute;
import io.relmap.attribute.ColumnReads;
import io.relmap.attribute.EntityShape;
import io.relmap.attribute.QueryAttribute;
import io.relmap.attribute.ReferenceAttribute;
import io.relmap.attribute.RelationshipAttribute;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.ColumnExpressions;
import io.relmap.mapping.ColumnValues;
import io.relmap.mapping.Mapper;
import io.relmap.state.FetchMode;
import io.relmap.state.InstanceState;
import io.relmap.state.Unknown;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object of an entity that has no class: column values and relationships by name. It tells a value that
 * was never put in from null. Not thread-safe.
 */
public final class DynamicEntity implements ColumnValues {

    /** Stands where no value was ever put in. */
    private static final Object UNSET = new Object();

    private final Mapper mapper;
    private final InstanceState state;
    private final @Nullable Object[] values;

    DynamicEntity(Mapper mapper, EntityShape shape) {
        this.mapper = mapper;
        state = new InstanceState(this, shape);
        values = new Object[mapper.columns().size()];
        Arrays.fill(values, UNSET);
    }

    /** The name of its entity. */
    public String entityName() {
        return mapper.entityName();
    }

    /** A column's value, the object of a reference, or the view of a collection. */
    public @Nullable Object get(String name) {
        ColumnAttribute column = mapper.findColumn(name);
        if (column != null) {
            return ColumnReads.read(state, column);
        }
        return attribute(name) instanceof CollectionAttribute collection
                ? view(collection)
                : reference(name).get();
    }

    /**
     * Sets a column or a reference, or replaces the content of a collection.
     *
     * @throws IllegalArgumentException if the value is not of the column's Java type, or is no object of the relationship's
     *     target
     */
    public void set(String name, @Nullable Object value) {
        ColumnAttribute column = mapper.findColumn(name);
        if (column != null) {
            setColumn(column, value);
        } else if (attribute(name) instanceof CollectionAttribute collection) {
            if (!(value instanceof Collection<?> elements)) {
                throw new IllegalArgumentException(
                        ErrorCode.WRONG_ELEMENT.code()
                                + ": "
                                + collection
                                + " is a collection and takes a collection, not "
                                + value);
            }
            collection.replaceAll(state, elements);
        } else {
            reference(name).set(value);
        }
    }

    /** The old value of a key or version must be known; of other columns it may stay unknown. */
    private void setColumn(ColumnAttribute column, @Nullable Object value) {
        column.check(value);
        if (mapper.identity().contains(column) || column.equals(mapper.version())) {
            ColumnReads.read(state, column);
        }
        state.edited();
        boolean isKnown = !state.isExpired(column) && isSet(column.index());
        set(column.index(), value);
        state.dropExpression(column);
        if (!isKnown && state.hasIdentity()) {
            state.force(column);
        }
    }

    /**
     * Has the next flush set a column to what the statement computes, from the row's columns for instance; the
     * column is expired afterwards (spec UW-86).
     *
     * @param expression in the language of joins and conditions; names are attributes of the same entity
     * @param parameters what {@code :name} stands for; the values are bound
     * @throws InvalidRequestException if the text cannot be read, or the name is no column beside the key
     */
    public void setExpression(String column, String expression, Map<String, ?> parameters) {
        ColumnAttribute found = mapper.findColumn(column);
        if (found == null) {
            throw unknown(column);
        }
        state.force(found, ColumnExpressions.assigned(mapper, found, expression, parameters));
        state.edited();
    }

    /**
     * Takes a value out: a reference then refers to none, a collection is empty, and a column of a row is NULL. A
     * column of a new object is as if no value had ever been put in.
     */
    public void unset(String name) {
        ColumnAttribute column = mapper.findColumn(name);
        if (column == null) {
            set(name, attribute(name) instanceof CollectionAttribute ? List.of() : null);
            return;
        }
        setColumn(column, null);
        if (!state.hasIdentity()) {
            unset(column.index());
        }
    }

    /** Whether a column's value, null included, was ever put in. */
    public boolean isSet(String column) {
        ColumnAttribute found = mapper.findColumn(column);
        if (found == null) {
            throw unknown(column);
        }
        return isSet(found.index());
    }

    @Override
    public @Nullable Object get(int index) {
        Object value = values[index];
        return value == UNSET ? null : value;
    }

    @Override
    public void set(int index, @Nullable Object value) {
        values[index] = value;
    }

    @Override
    public boolean isSet(int index) {
        return values[index] != UNSET;
    }

    @Override
    public void unset(int index) {
        values[index] = UNSET;
    }

    /** A reference. */
    public Reference reference(String name) {
        if (attribute(name) instanceof ReferenceAttribute found) {
            return new Reference(state, found);
        }
        throw unknown(name);
    }

    /** A list, as a view with events. */
    public ToList<DynamicEntity> list(String name) {
        return ToList.view(state, collection(name));
    }

    /** A set, as a view with events. */
    public ToSet<DynamicEntity> set(String name) {
        return ToSet.view(state, collection(name));
    }

    /** A map, as a view with events. */
    public ToMap<Object, DynamicEntity> map(String name) {
        return ToMap.view(state, collection(name));
    }

    /** What is never loaded whole, as a view with events. */
    public ToQuery<DynamicEntity> query(String name) {
        if (attribute(name) instanceof QueryAttribute found) {
            return ToQuery.view(state, found);
        }
        throw unknown(name);
    }

    private Object view(CollectionAttribute collection) {
        return switch (collection.content()) {
            case SET -> ToSet.view(state, collection);
            case MAP -> ToMap.view(state, collection);
            case QUERY -> ToQuery.view(state, (QueryAttribute) collection);
            case CUSTOM -> ToCollection.view(state, collection);
            case LIST, REFERENCE -> ToList.view(state, collection);
        };
    }

    private CollectionAttribute collection(String name) {
        if (attribute(name) instanceof CollectionAttribute found
                && !(found instanceof QueryAttribute)) {
            return found;
        }
        throw unknown(name);
    }

    private RelationshipAttribute attribute(String name) {
        RelationshipAttribute found = EntityShape.of(state).find(name);
        if (found == null) {
            throw unknown(name);
        }
        return found;
    }

    private InvalidRequestException unknown(String name) {
        return new InvalidRequestException(
                ErrorCode.UNKNOWN_ATTRIBUTE,
                mapper.entityName()
                        + " has no such attribute of that kind: "
                        + name
                        + ". It has the columns "
                        + mapper.columns()
                        + " and the relationships "
                        + EntityShape.of(state).attributes());
    }

    InstanceState state() {
        return state;
    }

    /** Its entity and key; asks no other object. */
    @Override
    public String toString() {
        return state.toString();
    }

    /** One reference of an object without class. */
    public static final class Reference {

        private final InstanceState state;
        private final ReferenceAttribute attribute;

        Reference(InstanceState state, ReferenceAttribute attribute) {
            this.state = state;
            this.attribute = attribute;
        }

        /** The object referred to, or null; loads it if it is not loaded. */
        public @Nullable Object get() {
            Object value = attribute.get(state, FetchMode.FULL);
            return value == Unknown.UNKNOWN ? null : value;
        }

        /** Refers to another object, or to none. */
        public void set(@Nullable Object value) {
            attribute.set(state, value);
        }

        /** Whether reading it needs no load: null counts as loaded. */
        public boolean isLoaded() {
            return state.isPresent(attribute.slot());
        }
    }
}
