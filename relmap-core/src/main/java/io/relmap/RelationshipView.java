package io.relmap;

import io.relmap.attribute.CollectionAttribute;
import io.relmap.attribute.ReferenceAttribute;
import io.relmap.attribute.RelationshipAttribute;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.mapping.Content;
import io.relmap.state.FetchMode;
import io.relmap.state.InstanceState;
import io.relmap.state.MapMembers;
import io.relmap.state.Members;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A relationship of one object. */
final class RelationshipView implements AttributeView {

    private final InstanceState state;
    private final RelationshipAttribute attribute;

    RelationshipView(InstanceState state, RelationshipAttribute attribute) {
        this.state = state;
        this.attribute = attribute;
    }

    @Override
    public String name() {
        return attribute.name();
    }

    @Override
    public @Nullable Object get() {
        return copied(attribute.get(state, FetchMode.FULL));
    }

    @Override
    public void set(@Nullable Object value) {
        if (attribute instanceof ReferenceAttribute reference) {
            reference.set(state, value);
        } else if (attribute instanceof CollectionAttribute collection) {
            collection.replaceAll(state, elements(value));
        }
    }

    @Override
    public void setExpression(String expression, Map<String, ?> parameters) {
        throw new InvalidRequestException(
                ErrorCode.INVALID_QUERY,
                attribute + " is a relationship: an expression can be the value of a column only");
    }

    @Override
    public AttributeHistory history() {
        return AttributeHistory.of(attribute.history(state, FetchMode.NO_INITIALIZE));
    }

    @Override
    public AttributeHistory loadHistory() {
        return AttributeHistory.of(attribute.history(state, FetchMode.FULL_NO_INIT));
    }

    @Override
    public boolean isLoaded() {
        return state.isPresent(attribute.slot());
    }

    @Override
    public @Nullable Object loadedValue() {
        return isLoaded() ? copied(state.value(attribute.slot())) : null;
    }

    @Override
    public void setCommitted(@Nullable Object value) {
        attribute.setCommitted(
                state, attribute.content().isCollection() ? List.copyOf(elements(value)) : value);
    }

    private Collection<?> elements(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values();
        } else if (value instanceof Collection<?> collection) {
            return collection;
        }
        throw new InvalidRequestException(
                ErrorCode.WRONG_ELEMENT,
                attribute
                        + " holds several objects and takes a collection of them, but was given "
                        + (value == null ? "null" : "an object of " + value.getClass().getName())
                        + ".");
    }

    private @Nullable Object copied(@Nullable Object value) {
        if (value instanceof MapMembers map) {
            return Collections.unmodifiableMap(new LinkedHashMap<>(map.entries()));
        } else if (value instanceof Members members) {
            return attribute.content() == Content.SET
                    ? Collections.unmodifiableSet(new LinkedHashSet<>(members.copy()))
                    : Collections.unmodifiableList(members.copy());
        }
        return value;
    }
}
