package io.relmap.attribute;

import io.relmap.state.InstanceState;
import io.relmap.state.ListMembers;

/** Changes of a list by place (spec CO-4): events first, as everywhere. */
final class ListEvents {

    private final CollectionAttribute attribute;
    private final CollectionEvents events;

    ListEvents(CollectionAttribute attribute, CollectionEvents events) {
        this.attribute = attribute;
        this.events = events;
    }

    /** Puts an element in, without event. */
    static void insert(ListMembers list, int index, Object element) {
        list.insert(index, element);
        Change.current().onFailure(() -> list.removeAt(index));
    }

    /** An element comes in before a place. */
    boolean insertAt(InstanceState state, int index, Object element) {
        Object taken = events.entering(state, element, attribute.token(Operation.APPEND));
        ListMembers list = (ListMembers) attribute.open(state);
        insert(list, Math.min(index, list.size()), taken);
        attribute.positions.moved(list);
        return true;
    }

    /** The element at a place goes out. */
    boolean removeAt(InstanceState state, int index) {
        ListMembers list = (ListMembers) attribute.open(state);
        Object element = list.get(index);
        events.leaving(state, element, attribute.token(Operation.REMOVE), list.count(element) == 1);
        int place =
                index < list.size() && list.get(index) == element ? index : list.indexOf(element);
        if (place >= 0) {
            list.removeAt(place);
            Change.current().onFailure(() -> list.insert(place, element));
            attribute.positions.moved(list);
        }
        return true;
    }

    /** Replaces the element at a place: out with the old, in with the new (spec CO-4). */
    boolean replaceAt(InstanceState state, int index, Object element) {
        ListMembers list = (ListMembers) attribute.open(state);
        Object old = list.get(index);
        if (old == element) {
            return false;
        }
        events.leaving(state, old, attribute.token(Operation.REMOVE), list.count(old) == 1);
        Object taken = events.entering(state, element, attribute.token(Operation.APPEND));
        int place = index < list.size() && list.get(index) == old ? index : list.indexOf(old);
        if (place < 0) {
            insert(list, Math.min(index, list.size()), taken);
            attribute.positions.moved(list);
        } else {
            list.set(place, taken);
            Change.current().onFailure(() -> list.set(place, old));
            attribute.positions.replaced(list, place);
        }
        return true;
    }
}
