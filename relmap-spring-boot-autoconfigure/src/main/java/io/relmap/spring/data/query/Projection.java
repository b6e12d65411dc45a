package io.relmap.spring.data.query;

import io.relmap.annotation.Internal;
import io.relmap.query.Query;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What becomes of the rows that a query finds: objects, what is seen of them, or the columns that are to be seen. */
@Internal
public sealed interface Projection permits ObjectProjection, ColumnProjection {

    /** All results. */
    List<?> list(Query<?> query);

    /** The only result, or null. */
    @Nullable Object oneOrNone(Query<?> query);

    /** The first result, or null. */
    @Nullable Object first(Query<?> query);

    /** The results one by one; to be closed. */
    Stream<?> stream(Query<?> query);

    /** What becomes of an object that was loaded all the same. */
    ObjectProjection ofObjects();
}
