package io.relmap.flush.random;

import io.relmap.holder.DynamicEntity;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of one object without asking relmap. */
final class Thing {

    /** What an object's row holds or is to hold. */
    static final class Content {

        /** Columns that are no references, by name. */
        final Map<String, @Nullable Object> values = new HashMap<>();

        /** Numbers of the objects referred to, by the number of the link. */
        final Map<Integer, Integer> references = new HashMap<>();

        Content copy() {
            Content copy = new Content();
            copy.values.putAll(values);
            copy.references.putAll(references);
            return copy;
        }
    }

    final int number;
    final int table;
    final Content now;

    /** What the row holds; null of a new object. */
    @Nullable Content stored;

    /** The links out of which it was taken in this flush, without being put in elsewhere. */
    final Map<Integer, Boolean> lost = new HashMap<>();

    /** The object in the session; null if the session was not asked for it yet. */
    @Nullable DynamicEntity entity;

    boolean marked;

    Thing(int number, int table) {
        this(number, table, new Content());
    }

    private Thing(int number, int table, Content now) {
        this.number = number;
        this.table = table;
        this.now = now;
    }

    boolean isNew() {
        return stored == null;
    }

    @Nullable Integer target(int link) {
        return now.references.get(link);
    }

    @Nullable Integer storedTarget(int link) {
        return stored == null ? null : stored.references.get(link);
    }

    /** As the row has it. */
    Thing restored() {
        Content content = stored == null ? now : stored;
        Thing restored = new Thing(number, table, content.copy());
        restored.stored = content;
        restored.entity = entity;
        return restored;
    }

    @Override
    public String toString() {
        return "T" + table + "#" + number;
    }
}
