package io.relmap.scenario;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a step did.
 *
 * @param error the category of its error, or null
 * @param failure the error itself, or null
 * @param result what it answered, as recorded values
 * @param hasResult whether it answers at all
 * @param statements the writing statements, neighbours of one kind merged
 * @param rows rows inserted, updated, deleted by table
 * @param selects how many SELECT statements were sent
 */
record Actual(
        @Nullable String error,
        @Nullable Throwable failure,
        @Nullable Object result,
        boolean hasResult,
        List<List<Object>> statements,
        Map<String, List<Long>> rows,
        long selects) {}
