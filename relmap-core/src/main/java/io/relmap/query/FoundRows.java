package io.relmap.query;

import io.relmap.error.ErrorCode;
import io.relmap.error.MultipleResultsException;
import io.relmap.error.NoResultException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What holds for rows wherever they come from: how many of them there may be. */
abstract class FoundRows<R> implements Rows<R> {

    /** What finds the rows, for messages. */
    abstract String what();

    @Override
    public final R one() {
        R found = oneOrNone();
        if (found == null) {
            throw new NoResultException(
                    ErrorCode.NO_RESULT,
                    "The "
                            + what()
                            + " found no row, but one() promises one. Use oneOrNone() where there may"
                            + " be none.");
        }
        return found;
    }

    @Override
    public final @Nullable R oneOrNone() {
        List<R> found = list();
        if (found.size() > 1) {
            throw new MultipleResultsException(
                    ErrorCode.MULTIPLE_RESULTS,
                    "The "
                            + what()
                            + " found "
                            + found.size()
                            + " rows where there may be one. Narrow the condition, or use first().");
        }
        return found.isEmpty() ? null : found.get(0);
    }
}
