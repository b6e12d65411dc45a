package io.relmap.load;

import io.relmap.annotation.Lazy;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.jdbc.RowCursor;
import io.relmap.mapping.Relationship;
import io.relmap.state.InstanceState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Objects as their rows come in, a batch at a time: what follows from a batch is loaded before its objects
 * are handed out (spec LO-58, QU-29). Not thread-safe.
 */
final class StreamedLoad extends AbstractSpliterator<Object> {

    private static final int DEFAULT_BATCH = 500;

    private final Loader loader;
    private final EntityQuery query;
    private final PlannedSelect select;
    private final RowCursor cursor;
    private final int batch;
    private final Deque<Object> ready = new ArrayDeque<>();
    private boolean exhausted;

    private StreamedLoad(
            Loader loader,
            EntityQuery query,
            PlannedSelect select,
            RowCursor cursor,
            int fetchSize) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
        this.loader = loader;
        this.query = query;
        this.select = select;
        this.cursor = cursor;
        this.batch = fetchSize > 0 ? fetchSize : DEFAULT_BATCH;
    }

    @SuppressWarnings("MustBeClosedChecker") // the stream closes the cursor
    static Stream<Object> open(
            Loader loader,
            EntityQuery query,
            PlannedSelect select,
            Map<Object, Object> values,
            int fetchSize) {
        if (select.plan().isMultiplied()) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    "The query for "
                            + query.mapper()
                            + " is streamed, but joins a collection for loading: an object would be"
                            + " handed out before its collection is complete. Load the collection by"
                            + " Load.selectIn instead.");
        }
        Relationship bySubquery = bySubquery(select.plan());
        if (bySubquery != null) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    "The query for "
                            + query.mapper()
                            + " is streamed, but loads "
                            + bySubquery
                            + " by \"subquery\", which goes by the whole result. Load it by"
                            + " Load.selectIn instead, which goes by what was read last.");
        }
        RowCursor cursor =
                loader.selects().open(select.statement(), values, fetchSize, query.cause());
        StreamedLoad load = new StreamedLoad(loader, query, select, cursor, fetchSize);
        return StreamSupport.stream(load, false).onClose(cursor::close);
    }

    /** What is loaded by subquery after the rows, or null (spec LO-58). */
    private static @Nullable Relationship bySubquery(EntityPlan plan) {
        for (FollowUp followUp : plan.followUps()) {
            if (Strategies.planned(followUp.relationship(), plan.options()) == Lazy.SUBQUERY) {
                return followUp.relationship();
            }
        }
        for (JoinedStep step : plan.joined()) {
            Relationship below = bySubquery(step.plan());
            if (below != null) {
                return below;
            }
        }
        return null;
    }

    @Override
    public boolean tryAdvance(Consumer<? super Object> action) {
        if (ready.isEmpty() && !exhausted) {
            readBatch();
        }
        Object next = ready.poll();
        if (next == null) {
            return false;
        }
        action.accept(next);
        return true;
    }

    private void readBatch() {
        LoadRun run = new LoadRun(loader, query.flags(), query.cause());
        RowReader reader = run.reader(select.plan(), query.flags().contains(LoadFlag.REPEATS));
        for (int i = 0; i < batch && !exhausted; i++) {
            exhausted =
                    !cursor.next(
                            row -> {
                                InstanceState state = reader.read(row);
                                if (state != null) {
                                    ready.add(state.entity());
                                }
                            });
        }
        if (exhausted) {
            cursor.close();
        }
        reader.finish();
        run.runScheduled();
    }
}
