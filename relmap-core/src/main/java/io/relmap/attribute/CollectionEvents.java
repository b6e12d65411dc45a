package io.relmap.attribute;

import io.relmap.mapping.Content;
import io.relmap.mapping.MapKeySource;
import io.relmap.state.AdaptedMembers;
import io.relmap.state.FetchMode;
import io.relmap.state.InstanceState;
import io.relmap.state.ListMembers;
import io.relmap.state.MapMembers;
import io.relmap.state.Members;
import io.relmap.state.SetMembers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a collection's content, one element at a time: the event first, then the change (spec CO-3,
 * AT-21). Each step can be taken back while the call that it belongs to may still fail.
 */
final class CollectionEvents {

    private final CollectionAttribute attribute;

    CollectionEvents(CollectionAttribute attribute) {
        this.attribute = attribute;
    }

    // Events ----------------------------------------------------------------------------------

    /** Tells listeners that an element comes in; returns the one to take. */
    Object entering(InstanceState state, Object element, Initiator initiator) {
        Object taken = element;
        for (SlotListener listener : attribute.listeners()) {
            taken = listener.append(state, taken, initiator);
        }
        if (taken != element) {
            Refusals.checkElement(attribute, taken);
            attribute.checkMayReplace(state, initiator);
        }
        attribute.changing(state);
        attribute.recordParent(attribute.stateOf(taken), state);
        return taken;
    }

    /**
     * Tells listeners that an element goes out.
     *
     * @param last whether no other occurrence of it stays (spec AT-32)
     */
    void leaving(InstanceState state, Object element, Initiator initiator, boolean last) {
        if (last) {
            attribute.recordNoParent(attribute.stateOf(element), state);
            Change.current().separated(attribute, state, element);
        }
        for (SlotListener listener : attribute.listeners()) {
            listener.remove(state, element, initiator);
        }
        attribute.changing(state);
    }

    boolean addedAgain(InstanceState state, Object element, Initiator initiator) {
        for (SlotListener listener : attribute.listeners()) {
            listener.appendWithoutMutation(state, element, initiator);
        }
        return false;
    }

    // Coming in -------------------------------------------------------------------------------

    /** An element comes in by value; false if it is a set that has it already. */
    boolean enter(InstanceState state, Object element, Initiator initiator) {
        Members members = state.members(attribute.slot());
        if (members instanceof SetMembers set && set.find(element) != null) {
            return addedAgain(state, element, initiator);
        }
        if (attribute.content() == Content.MAP) {
            Object key = keyToEnter(element);
            if (key != null) {
                put(state, key, element, initiator);
            }
            return key != null;
        }
        Object taken = entering(state, element, initiator);
        return addTo(state, attribute.open(state), taken);
    }

    /** Adds an element without event; false if it was there and is kept once. */
    private boolean addTo(InstanceState state, Members members, Object element) {
        if (members instanceof ListMembers list) {
            ListEvents.insert(list, list.size(), element);
            attribute.positions.appended(list);
        } else if (members instanceof MapMembers map) {
            Object key = keyToEnter(element);
            if (key == null) {
                return false;
            }
            Object occupant = map.get(key);
            if (occupant != null && occupant != element && CollectionAttribute.isStrict(state)) {
                // two members with one key: the reference drops the first without a word
                leaving(state, occupant, attribute.token(Operation.REMOVE), true);
            }
            putInto(map, key, element);
        } else if (members instanceof AdaptedMembers adapted) {
            if (!adapted.append(element)) {
                return false;
            }
            Change.current().onFailure(() -> adapted.removeByValue(element));
        } else if (!members.containsIdentity(element)) {
            members.addByValue(element);
            Change.current().onFailure(() -> members.removeByValue(element));
        }
        return true;
    }

    private static void putInto(MapMembers map, Object key, Object element) {
        Object before = map.put(key, element);
        Change.current()
                .onFailure(
                        () -> {
                            if (before == null) {
                                map.removeKey(key);
                            } else {
                                map.put(key, before);
                            }
                        });
    }

    /** An element comes in under a key and displaces who is there (spec CO-22, CO-23). */
    void put(InstanceState state, Object key, Object element, Initiator initiator) {
        if (state.members(attribute.slot()) instanceof MapMembers map) {
            Object occupant = map.get(key);
            if (occupant != null) {
                leaving(state, occupant, displacement(initiator), map.count(occupant) == 1);
            }
        }
        Object taken = entering(state, element, initiator);
        putInto((MapMembers) attribute.open(state), key, taken);
    }

    /**
     * The token by which an element is displaced: in a chain it is the chain's (spec AT-45). Where an append
     * to a collection on the other side began the chain, the reference goes round in circles for ever.
     */
    private Initiator displacement(Initiator initiator) {
        RelationshipAttribute reverse = attribute.reverse();
        boolean isOwn =
                initiator.is(attribute, Operation.APPEND)
                        || (reverse != null
                                && reverse.content().isCollection()
                                && initiator.is(reverse, Operation.APPEND));
        return isOwn ? attribute.token(Operation.REMOVE) : initiator;
    }

    /** The key to enter under; null for an element that is to stay out in silence (spec CO-26). */
    private @Nullable Object keyToEnter(Object element) {
        Object key = keyOf(element);
        MapKeySource source = attribute.wiring().mapKey();
        if (key == null && (source == null || !source.ignoresUnpopulated())) {
            throw Refusals.noKey(attribute, attribute.stateOf(element));
        }
        return key;
    }

    /** The element's key as it is now: an expired one is reloaded first (spec SE-54). */
    private @Nullable Object keyOf(Object element) {
        MapKeySource source = attribute.wiring().mapKey();
        if (source == null) {
            return null;
        }
        attribute.reloadExpired(element, source.description());
        return source.function().apply(element);
    }

    // Going out -------------------------------------------------------------------------------

    /** A program removes an element, of a map by {@link #removeKey}; false if it is no member. */
    boolean remove(InstanceState state, Object element, Initiator initiator) {
        Members members = state.members(attribute.slot());
        if (members == null || !members.containsIdentity(element)) {
            return false;
        }
        int count = members.count(element);
        leaving(state, element, initiator, count == 1);
        takeOut(members, element);
        return true;
    }

    /**
     * The other side removes an element; that it is no member is no error (spec AT-40). The reference tells
     * only lists of removals that find nothing.
     */
    void leave(InstanceState state, Object element, Initiator initiator) {
        Members members = state.members(attribute.slot());
        if (members instanceof MapMembers map) {
            Object key = keyToLeave(state, map, element);
            if (key != null) {
                removeKey(state, key, initiator);
            } else if (CollectionAttribute.isStrict(state)) {
                leaving(state, element, initiator, true);
            }
            return;
        }
        int count = members == null ? 0 : members.count(element);
        if (count == 0
                && attribute.content() != Content.LIST
                && !CollectionAttribute.isStrict(state)) {
            return;
        }
        leaving(state, element, initiator, count <= 1);
        if (members != null) {
            takeOut(members, element);
        }
    }

    /** The key that an element leaves by: its computed one, or by identity where strict (spec CO-24). */
    private @Nullable Object keyToLeave(InstanceState state, MapMembers map, Object element) {
        Object key = keyOf(element);
        Object occupant = map.get(key);
        if (occupant == element) {
            return key;
        }
        if (CollectionAttribute.isStrict(state)) {
            return map.keyOf(element);
        }
        if (occupant != null) {
            throw Refusals.otherUnderKey(
                    attribute, attribute.stateOf(element), attribute.stateOf(occupant), key);
        }
        return null;
    }

    boolean removeKey(InstanceState state, Object key, Initiator initiator) {
        if (!(state.members(attribute.slot()) instanceof MapMembers map)) {
            return false;
        }
        Object element = map.get(key);
        if (element == null) {
            return false;
        }
        leaving(state, element, initiator, map.count(element) == 1);
        if (map.get(key) == element) {
            map.removeKey(key);
            Change.current().onFailure(() -> map.put(key, element));
        }
        return true;
    }

    private void takeOut(Members members, Object element) {
        if (members instanceof ListMembers list) {
            int index = list.indexOf(element);
            if (index >= 0) {
                list.removeAt(index);
                Change.current().onFailure(() -> list.insert(index, element));
                attribute.positions.moved(list);
            }
        } else if (members.removeByValue(element)) {
            Change.current().onFailure(() -> members.addByValue(element));
        }
    }

    /** Keeps the content as it is, to put it back as a whole. */
    private static void restoreOnFailure(Members members) {
        List<Object> keys =
                members instanceof MapMembers map
                        ? new ArrayList<>(map.entries().keySet())
                        : List.of();
        List<Object> elements = members.copy();
        Change.current()
                .onFailure(
                        () -> {
                            members.clear();
                            for (int i = 0; i < elements.size(); i++) {
                                if (members instanceof MapMembers map) {
                                    map.put(keys.get(i), elements.get(i));
                                } else {
                                    members.addByValue(elements.get(i));
                                }
                            }
                        });
    }

    /** Takes everything out: all events, then the change at once, as the reference does (spec CO-11). */
    boolean clear(InstanceState state, Initiator initiator) {
        Members members = state.members(attribute.slot());
        if (members == null || members.size() == 0) {
            return false;
        }
        restoreOnFailure(members);
        for (Object element : members.copy()) {
            leaving(state, element, initiator, true);
            if (members instanceof SetMembers) {
                members.removeByValue(element);
            }
        }
        members.clear();
        return true;
    }

    // Replacing -------------------------------------------------------------------------------

    /** Shows listeners the whole new content; they may change it. */
    void announce(InstanceState state, List<Object> values, Initiator initiator) {
        for (SlotListener listener : attribute.listeners()) {
            listener.bulkReplace(state, values, initiator);
        }
    }

    /** Assigns a whole content (spec CO-8). The reference says nothing of what stays (CO-9). */
    boolean replaceAll(InstanceState state, List<Object> values, Initiator initiator) {
        announce(state, values, initiator);
        List<Object> before =
                attribute.get(state, FetchMode.ONLY_PERSISTENT) instanceof Members members
                        ? members.copy()
                        : List.of();
        attribute.changing(state);
        attribute.store(state, attribute.newMembers());
        Set<Object> old = CollectionHistory.identitySet(before);
        Set<Object> constants = CollectionHistory.identitySet(List.of());
        for (Object value : values) {
            if (old.contains(value)) {
                constants.add(value);
                addTo(state, attribute.open(state), value);
            } else {
                enter(state, value, initiator);
            }
        }
        if (CollectionAttribute.isStrict(state)) {
            before.stream()
                    .filter(constants::contains)
                    .forEach(value -> addedAgain(state, value, initiator));
        }
        Set<Object> told = CollectionHistory.identitySet(constants);
        for (Object value : before) {
            if (told.add(value)) {
                leaving(state, value, initiator, true);
            }
        }
        return true;
    }
}
