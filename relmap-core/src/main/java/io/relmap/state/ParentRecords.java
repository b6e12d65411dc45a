package io.relmap.state;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who owns one object, by relationship (spec AT-30). There are one or two at the most: they stand in a row. */
final class ParentRecords {

    /** Relationship, owner, relationship, owner and so on. */
    private Object[] pairs = {};

    /** What is recorded for a relationship, or null. */
    @Nullable Object get(Object relationship) {
        int place = placeOf(relationship);
        return place < 0 ? null : pairs[place + 1];
    }

    /** Records the owner, or {@link ParentRecord#NONE}. */
    void put(Object relationship, Object ownerOrNone) {
        int place = placeOf(relationship);
        if (place < 0) {
            place = pairs.length;
            pairs = Arrays.copyOf(pairs, place + 2);
            pairs[place] = relationship;
        }
        pairs[place + 1] = ownerOrNone;
    }

    /** Drops what is recorded for a relationship. */
    void remove(Object relationship) {
        int place = placeOf(relationship);
        if (place >= 0) {
            Object[] rest = Arrays.copyOf(pairs, pairs.length - 2);
            System.arraycopy(pairs, place + 2, rest, place, rest.length - place);
            pairs = rest;
        }
    }

    /** All of them, by relationship. */
    Map<Object, Object> copy() {
        IdentityHashMap<Object, Object> copy = new IdentityHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            copy.put(pairs[i], pairs[i + 1]);
        }
        return copy;
    }

    private int placeOf(Object relationship) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i] == relationship) {
                return i;
            }
        }
        return -1;
    }
}
