package io.relmap.state;

import io.relmap.mapping.EntityAccess;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Access to the fields of a class, some columns at a time. */
final class FieldAccess implements EntityAccess {

    private final ColumnChunk first;
    private final ColumnChunk[] chunks;
    private final EmbeddedField[] embedded;
    private final BitSet primitives;

    /**
     * @param primitives the columns of primitive fields
     */
    FieldAccess(ColumnChunk[] chunks, EmbeddedField[] embedded, BitSet primitives) {
        this.first = chunks[0];
        this.chunks = chunks;
        this.embedded = embedded;
        this.primitives = primitives;
    }

    @Override
    public Object newInstance() {
        return first.newInstance();
    }

    @Override
    public @Nullable Object get(Object entity, int index) {
        return chunks[index / ColumnChunk.SIZE].get(entity, index % ColumnChunk.SIZE);
    }

    @Override
    public void set(Object entity, int index, @Nullable Object value) {
        chunks[index / ColumnChunk.SIZE].set(entity, index % ColumnChunk.SIZE, value);
    }

    @Override
    public boolean holdsNull(int index) {
        return !primitives.get(index);
    }

    @Override
    public boolean isSet(Object entity, int index) {
        return true;
    }

    @Override
    public void unset(Object entity, int index) {
        // A field always holds a value.
    }

    @Override
    public void readAll(Object entity, @Nullable Object[] into) {
        for (int i = 0; i < chunks.length; i++) {
            chunks[i].readAll(entity, into, i * ColumnChunk.SIZE);
        }
    }

    @Override
    public void writeAll(Object entity, @Nullable Object[] values) {
        for (int i = 0; i < chunks.length; i++) {
            chunks[i].writeAll(entity, values, i * ColumnChunk.SIZE);
        }
        for (EmbeddedField field : embedded) {
            try {
                field.writeAll(entity, values);
            } catch (Throwable e) {
                throw ColumnChunk.rethrown(e);
            }
        }
    }

    @Override
    public int firstDifference(Object entity, @Nullable Object[] snapshot, int from) {
        for (int i = from / ColumnChunk.SIZE; i < chunks.length; i++) {
            int found = chunks[i].firstDifference(entity, snapshot, i * ColumnChunk.SIZE, from);
            if (found >= 0) {
                return found;
            }
        }
        return -1;
    }
}
