package io.relmap.mapping.config;

import io.relmap.mapping.ListNumbering;
import io.relmap.mapping.Numbering;

/** How an ordered list numbers its elements (spec CO-29). Not thread-safe. */
public final class ListOrder {

    private Numbering numbering = Numbering.startingAt(0);
    private boolean appended;
    private boolean always;

    ListOrder() {}

    /** The position of the first element; 0 by default. */
    public ListOrder startAt(int first) {
        numbering = Numbering.startingAt(first);
        return this;
    }

    /** Computes positions where counting will not do. */
    public ListOrder numbering(Numbering value) {
        numbering = value;
        return this;
    }

    /** Gives an element that comes in at the end a position though it has one. */
    public ListOrder reorderOnAppend() {
        appended = true;
        return this;
    }

    /** Numbers the whole list at every change, sorting and replacing too. */
    public ListOrder always() {
        always = true;
        return this;
    }

    ArrangementDeclaration of(String attribute) {
        return new ArrangementDeclaration.Numbered(
                attribute, numbering, new ListNumbering.When(appended, always));
    }
}
