package io.relmap.attribute;

import io.relmap.mapping.ListNumbering;
import io.relmap.state.ListMembers;
import java.util.AbstractList;
import java.util.Objects;

/** The positions that an ordered list writes into its elements (spec CO-29). Nothing for any other list. */
final class Positions {

    private final CollectionAttribute attribute;

    Positions(CollectionAttribute attribute) {
        this.attribute = attribute;
    }

    /** An element came in at the end: it gets a position if it has none, or if the mapping says so. */
    void appended(ListMembers list) {
        ListNumbering numbering = attribute.wiring().numbering();
        if (numbering == null) {
            return;
        } else if (numbering.when().always()) {
            Change.current().numberAtEnd(list, this);
            return;
        }
        int last = list.size() - 1;
        Object element = list.get(last);
        attribute.reloadExpired(element, numbering.attribute());
        if (numbering.when().appended() || numbering.reader().apply(element) == null) {
            number(numbering, list, last);
        }
    }

    /** An element came in or went out at some place: all others follow. */
    void moved(ListMembers list) {
        if (attribute.wiring().numbering() != null) {
            Change.current().numberAtEnd(list, this);
        }
    }

    /** Another element took a place. */
    void replaced(ListMembers list, int place) {
        ListNumbering numbering = attribute.wiring().numbering();
        if (numbering != null) {
            number(numbering, list, place);
        }
    }

    /** The order changed as a whole. */
    void rearranged(ListMembers list) {
        ListNumbering numbering = attribute.wiring().numbering();
        if (numbering != null && numbering.when().always()) {
            Change.current().numberAtEnd(list, this);
        }
    }

    /**
     * The list was loaded, or what waited was put on top: who has no position gets one. It stays if the call
     * that caused the load fails: it is what the rows lack.
     */
    void loaded(ListMembers list) {
        ListNumbering numbering = attribute.wiring().numbering();
        if (numbering == null) {
            return;
        }
        for (int place = 0; place < list.size(); place++) {
            Object element = list.get(place);
            if (numbering.reader().apply(element) == null) {
                numbering.writer().accept(element, position(numbering, list, place));
            }
        }
    }

    /** Numbers all elements anew, now. */
    void renumber(ListMembers list) {
        ListNumbering numbering = Objects.requireNonNull(attribute.wiring().numbering());
        for (int place = 0; place < list.size(); place++) {
            number(numbering, list, place);
        }
    }

    private void number(ListNumbering numbering, ListMembers list, int place) {
        Object element = list.get(place);
        attribute.reloadExpired(element, numbering.attribute());
        Object before = numbering.reader().apply(element);
        Object position = position(numbering, list, place);
        if (!position.equals(before)) {
            numbering.writer().accept(element, position);
            Change.current().onFailure(() -> numbering.writer().accept(element, before));
        }
    }

    /** The list as a numbering sees it. */
    private static final class View extends AbstractList<Object> {

        private final ListMembers list;

        View(ListMembers list) {
            this.list = list;
        }

        @Override
        public Object get(int index) {
            return list.get(Objects.checkIndex(index, list.size()));
        }

        @Override
        public int size() {
            return list.size();
        }
    }

    private static Object position(ListNumbering numbering, ListMembers list, int place) {
        return Objects.requireNonNull(
                numbering.numbering().position(place, new View(list)), "a numbering answered null");
    }
}
