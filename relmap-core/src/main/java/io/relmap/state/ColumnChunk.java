package io.relmap.state;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Up to {@link #SIZE} columns of a class.
 *
 * <p>A method handle costs nothing where the compiler knows it as a constant, and a call through memory
 * elsewhere. So the code of {@link ChunkTemplate}, which keeps its handles in static final fields, is
 * defined once more for each chunk of each class, as a hidden class that takes its handles from its class
 * data: the dirty check of an object becomes straight-line code, as if written by hand for its class. Where
 * the platform refuses hidden classes (native images do), {@link PlainChunk} does the same more slowly.
 */
abstract class ColumnChunk {

    static final int SIZE = 8;

    private static final Logger LOG = LoggerFactory.getLogger("relmap.mapping");

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private static final byte @Nullable [] TEMPLATE = template();

    abstract Object newInstance();

    abstract @Nullable Object get(Object entity, int place);

    abstract void set(Object entity, int place, @Nullable Object value);

    abstract void readAll(Object entity, @Nullable Object[] into, int offset);

    abstract void writeAll(Object entity, @Nullable Object[] values, int offset);

    /** The index of the first column from {@code from} on that differs, the offset added; or -1. */
    abstract int firstDifference(Object entity, @Nullable Object[] snapshot, int offset, int from);

    /** The chunks of a class; one at least. */
    static ColumnChunk[] chunks(MethodHandle constructor, List<ColumnHandles> columns) {
        List<ColumnChunk> chunks = new ArrayList<>();
        for (int start = 0; start == 0 || start < columns.size(); start += SIZE) {
            List<ColumnHandles> part =
                    columns.subList(start, Math.min(columns.size(), start + SIZE));
            chunks.add(of(new Handles(constructor, List.copyOf(part))));
        }
        return chunks.toArray(ColumnChunk[]::new);
    }

    private static ColumnChunk of(Handles handles) {
        byte[] template = TEMPLATE;
        if (template != null) {
            try {
                MethodHandles.Lookup hidden =
                        LOOKUP.defineHiddenClassWithClassData(template, handles, true);
                return (ColumnChunk)
                        hidden.findConstructor(
                                        hidden.lookupClass(), MethodType.methodType(void.class))
                                .asType(MethodType.methodType(ColumnChunk.class))
                                .invokeExact();
            } catch (Throwable e) {
                LOG.debug("No hidden classes here; fields are read more slowly", e);
            }
        }
        return new PlainChunk(handles);
    }

    private static byte @Nullable [] template() {
        try (InputStream in = ColumnChunk.class.getResourceAsStream("ChunkTemplate.class")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            LOG.debug("The template of hidden classes cannot be read", e);
            return null;
        }
    }

    /** What a handle threw, as something that needs no declaration. */
    static RuntimeException rethrown(Throwable thrown) {
        if (thrown instanceof RuntimeException unchecked) {
            return unchecked;
        } else if (thrown instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(
                "An entity's code failed: " + thrown.getMessage(),
                thrown instanceof InvocationTargetException ? thrown.getCause() : thrown);
    }

    /**
     * What a chunk works with.
     *
     * @param constructor {@code () entity}
     * @param columns its columns
     */
    record Handles(MethodHandle constructor, List<ColumnHandles> columns) {

        private static final ColumnHandles NONE =
                new ColumnHandles(
                        MethodHandles.empty(ColumnHandles.READ),
                        ColumnHandles.NO_WRITE,
                        ColumnHandles.NO_WRITE,
                        MethodHandles.empty(ColumnHandles.DIFFERS));

        /** The column at a place; one that does nothing behind the last. */
        ColumnHandles at(int place) {
            return place < columns.size() ? columns.get(place) : NONE;
        }
    }
}
