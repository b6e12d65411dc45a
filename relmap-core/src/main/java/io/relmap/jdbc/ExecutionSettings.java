package io.relmap.jdbc;

import io.relmap.annotation.Internal;

/**
 * How statements are sent.
 *
 * @param batchSize how many rows one batch carries at the most
 * @param fetchSize how many rows the driver fetches at once, 0 for its own default
 * @param timeoutSeconds how long a statement may take, 0 for no limit
 */
@Internal
public record ExecutionSettings(int batchSize, int fetchSize, int timeoutSeconds) {

    /**
     * Batches of 5,000 rows, and the driver's own choice for the rest. Drivers divide a batch themselves:
     * PostgreSQL's waits for answers after about 250 rows, and once more at the end of each batch, so small batches
     * cost round trips.
     */
    public static final ExecutionSettings DEFAULT = new ExecutionSettings(5000, 0, 0);

    /** How many rows a stream fetches at a time where nobody says it. */
    private static final int PORTION = 500;

    public ExecutionSettings {
        if (batchSize < 1 || fetchSize < 0 || timeoutSeconds < 0) {
            throw new IllegalArgumentException(
                    "A batch has at least 1 row, fetch size and timeout are 0 (no setting) or more; given"
                            + " are batch size "
                            + batchSize
                            + ", fetch size "
                            + fetchSize
                            + ", timeout "
                            + timeoutSeconds
                            + " s");
        }
    }

    /** The same with batches of another size. */
    public ExecutionSettings batchSize(int rows) {
        return new ExecutionSettings(rows, fetchSize, timeoutSeconds);
    }

    /** The same with another fetch size. */
    public ExecutionSettings fetchSize(int rows) {
        return new ExecutionSettings(batchSize, rows, timeoutSeconds);
    }

    /** The same for rows that are read one by one: the driver's own choice may be to fetch them all, as PostgreSQL's. */
    ExecutionSettings inPortions() {
        return fetchSize == 0 ? fetchSize(PORTION) : this;
    }

    /** The same with another timeout. */
    public ExecutionSettings timeoutSeconds(int seconds) {
        return new ExecutionSettings(batchSize, fetchSize, seconds);
    }
}
