package io.relmap.scenario;

import io.relmap.annotation.Lazy;
import io.relmap.query.Load;

/** A recorded loader option. */
final class LoadOptionsOf {

    private LoadOptionsOf() {}

    /** Every element of the path is loaded by the strategy. */
    static Load path(String path, String strategy) {
        return Load.along(
                switch (strategy) {
                    case "joined" -> Lazy.JOINED;
                    case "selectin" -> Lazy.SELECT_IN;
                    case "subquery" -> Lazy.SUBQUERY;
                    case "lazy" -> Lazy.SELECT;
                    default -> throw new UnsupportedStepException(strategy);
                },
                path);
    }
}
