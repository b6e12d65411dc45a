package io.relmap.state;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;

/**
 * The code of hidden classes, see {@link ColumnChunk}. Never used itself: it has no class data. The
 * repetition is the point, for only fields of their own are constants.
 */
final class ChunkTemplate extends ColumnChunk {

    private static final Handles HANDLES = handles();
    private static final int COUNT = HANDLES.columns().size();
    private static final MethodHandle NEW = HANDLES.constructor();

    private static final MethodHandle READ0 = HANDLES.at(0).read();
    private static final MethodHandle READ1 = HANDLES.at(1).read();
    private static final MethodHandle READ2 = HANDLES.at(2).read();
    private static final MethodHandle READ3 = HANDLES.at(3).read();
    private static final MethodHandle READ4 = HANDLES.at(4).read();
    private static final MethodHandle READ5 = HANDLES.at(5).read();
    private static final MethodHandle READ6 = HANDLES.at(6).read();
    private static final MethodHandle READ7 = HANDLES.at(7).read();

    private static final MethodHandle WRITE0 = HANDLES.at(0).write();
    private static final MethodHandle WRITE1 = HANDLES.at(1).write();
    private static final MethodHandle WRITE2 = HANDLES.at(2).write();
    private static final MethodHandle WRITE3 = HANDLES.at(3).write();
    private static final MethodHandle WRITE4 = HANDLES.at(4).write();
    private static final MethodHandle WRITE5 = HANDLES.at(5).write();
    private static final MethodHandle WRITE6 = HANDLES.at(6).write();
    private static final MethodHandle WRITE7 = HANDLES.at(7).write();

    private static final MethodHandle ALONE0 = HANDLES.at(0).writeAlone();
    private static final MethodHandle ALONE1 = HANDLES.at(1).writeAlone();
    private static final MethodHandle ALONE2 = HANDLES.at(2).writeAlone();
    private static final MethodHandle ALONE3 = HANDLES.at(3).writeAlone();
    private static final MethodHandle ALONE4 = HANDLES.at(4).writeAlone();
    private static final MethodHandle ALONE5 = HANDLES.at(5).writeAlone();
    private static final MethodHandle ALONE6 = HANDLES.at(6).writeAlone();
    private static final MethodHandle ALONE7 = HANDLES.at(7).writeAlone();

    private static final MethodHandle DIFFERS0 = HANDLES.at(0).differs();
    private static final MethodHandle DIFFERS1 = HANDLES.at(1).differs();
    private static final MethodHandle DIFFERS2 = HANDLES.at(2).differs();
    private static final MethodHandle DIFFERS3 = HANDLES.at(3).differs();
    private static final MethodHandle DIFFERS4 = HANDLES.at(4).differs();
    private static final MethodHandle DIFFERS5 = HANDLES.at(5).differs();
    private static final MethodHandle DIFFERS6 = HANDLES.at(6).differs();
    private static final MethodHandle DIFFERS7 = HANDLES.at(7).differs();

    ChunkTemplate() {}

    private static Handles handles() {
        try {
            return MethodHandles.classData(MethodHandles.lookup(), "_", Handles.class);
        } catch (IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    Object newInstance() {
        try {
            return (Object) NEW.invokeExact();
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    @Nullable Object get(Object entity, int place) {
        try {
            return switch (place) {
                case 0 -> (Object) READ0.invokeExact(entity);
                case 1 -> (Object) READ1.invokeExact(entity);
                case 2 -> (Object) READ2.invokeExact(entity);
                case 3 -> (Object) READ3.invokeExact(entity);
                case 4 -> (Object) READ4.invokeExact(entity);
                case 5 -> (Object) READ5.invokeExact(entity);
                case 6 -> (Object) READ6.invokeExact(entity);
                default -> (Object) READ7.invokeExact(entity);
            };
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    void set(Object entity, int place, @Nullable Object value) {
        try {
            switch (place) {
                case 0 -> WRITE0.invokeExact(entity, value);
                case 1 -> WRITE1.invokeExact(entity, value);
                case 2 -> WRITE2.invokeExact(entity, value);
                case 3 -> WRITE3.invokeExact(entity, value);
                case 4 -> WRITE4.invokeExact(entity, value);
                case 5 -> WRITE5.invokeExact(entity, value);
                case 6 -> WRITE6.invokeExact(entity, value);
                default -> WRITE7.invokeExact(entity, value);
            }
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    void readAll(Object entity, @Nullable Object[] into, int offset) {
        try {
            if (COUNT > 0) {
                into[offset] = (Object) READ0.invokeExact(entity);
            }
            if (COUNT > 1) {
                into[offset + 1] = (Object) READ1.invokeExact(entity);
            }
            if (COUNT > 2) {
                into[offset + 2] = (Object) READ2.invokeExact(entity);
            }
            if (COUNT > 3) {
                into[offset + 3] = (Object) READ3.invokeExact(entity);
            }
            if (COUNT > 4) {
                into[offset + 4] = (Object) READ4.invokeExact(entity);
            }
            if (COUNT > 5) {
                into[offset + 5] = (Object) READ5.invokeExact(entity);
            }
            if (COUNT > 6) {
                into[offset + 6] = (Object) READ6.invokeExact(entity);
            }
            if (COUNT > 7) {
                into[offset + 7] = (Object) READ7.invokeExact(entity);
            }
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    void writeAll(Object entity, @Nullable Object[] values, int offset) {
        try {
            if (COUNT > 0) {
                ALONE0.invokeExact(entity, values[offset]);
            }
            if (COUNT > 1) {
                ALONE1.invokeExact(entity, values[offset + 1]);
            }
            if (COUNT > 2) {
                ALONE2.invokeExact(entity, values[offset + 2]);
            }
            if (COUNT > 3) {
                ALONE3.invokeExact(entity, values[offset + 3]);
            }
            if (COUNT > 4) {
                ALONE4.invokeExact(entity, values[offset + 4]);
            }
            if (COUNT > 5) {
                ALONE5.invokeExact(entity, values[offset + 5]);
            }
            if (COUNT > 6) {
                ALONE6.invokeExact(entity, values[offset + 6]);
            }
            if (COUNT > 7) {
                ALONE7.invokeExact(entity, values[offset + 7]);
            }
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    @Override
    int firstDifference(Object entity, @Nullable Object[] snapshot, int offset, int from) {
        try {
            int start = from - offset;
            if (COUNT > 0
                    && start <= 0
                    && (boolean) DIFFERS0.invokeExact(entity, snapshot[offset])) {
                return offset;
            }
            if (COUNT > 1
                    && start <= 1
                    && (boolean) DIFFERS1.invokeExact(entity, snapshot[offset + 1])) {
                return offset + 1;
            }
            if (COUNT > 2
                    && start <= 2
                    && (boolean) DIFFERS2.invokeExact(entity, snapshot[offset + 2])) {
                return offset + 2;
            }
            if (COUNT > 3
                    && start <= 3
                    && (boolean) DIFFERS3.invokeExact(entity, snapshot[offset + 3])) {
                return offset + 3;
            }
            if (COUNT > 4
                    && start <= 4
                    && (boolean) DIFFERS4.invokeExact(entity, snapshot[offset + 4])) {
                return offset + 4;
            }
            if (COUNT > 5
                    && start <= 5
                    && (boolean) DIFFERS5.invokeExact(entity, snapshot[offset + 5])) {
                return offset + 5;
            }
            if (COUNT > 6
                    && start <= 6
                    && (boolean) DIFFERS6.invokeExact(entity, snapshot[offset + 6])) {
                return offset + 6;
            }
            if (COUNT > 7
                    && start <= 7
                    && (boolean) DIFFERS7.invokeExact(entity, snapshot[offset + 7])) {
                return offset + 7;
            }
            return -1;
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }
}
