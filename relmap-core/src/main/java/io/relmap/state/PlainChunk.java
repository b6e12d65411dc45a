package io.relmap.state;

import org.jspecify.annotations.Nullable;

/** Columns by handles in an array: for platforms without hidden classes. */
final class PlainChunk extends ColumnChunk {

    private final Handles handles;
    private final ColumnHandles[] columns;

    PlainChunk(Handles handles) {
        this.handles = handles;
        this.columns = handles.columns().toArray(ColumnHandles[]::new);
    }

    @Override
    Object newInstance() {
        try {
            return (Object) handles.constructor().invokeExact();
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    @Nullable Object get(Object entity, int place) {
        try {
            return (Object) columns[place].read().invokeExact(entity);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    void set(Object entity, int place, @Nullable Object value) {
        try {
            columns[place].write().invokeExact(entity, value);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    void readAll(Object entity, @Nullable Object[] into, int offset) {
        try {
            for (int i = 0; i < columns.length; i++) {
                into[offset + i] = (Object) columns[i].read().invokeExact(entity);
            }
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    void writeAll(Object entity, @Nullable Object[] values, int offset) {
        try {
            for (int i = 0; i < columns.length; i++) {
                columns[i].writeAlone().invokeExact(entity, values[offset + i]);
            }
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    int firstDifference(Object entity, @Nullable Object[] snapshot, int offset, int from) {
        try {
            for (int i = Math.max(0, from - offset); i < columns.length; i++) {
                if ((boolean) columns[i].differs().invokeExact(entity, snapshot[offset + i])) {
                    return offset + i;
                }
            }
            return -1;
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }
}
