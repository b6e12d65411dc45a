package io.relmap.load;

import io.relmap.annotation.Lazy;
import io.relmap.mapping.Content;
import io.relmap.mapping.Relationship;

/** Which strategy loads a relationship at one place of a load (spec LO-5, LO-6). */
final class Strategies {

    private Strategies() {}

    /** The strategy that a load follows; {@code SELECT} where an eager one would go in circles. */
    static Lazy effective(Relationship relationship, LoadPath path, LoadOptions options) {
        Lazy mapped = relationship.settings().lazy();
        if (relationship.content() == Content.QUERY) {
            return mapped;
        }
        Lazy said = options.strategyOf(relationship);
        Lazy strategy = said == null ? mapped : said;
        return isEager(strategy)
                        && !options.isExplicit(relationship)
                        && comesBack(relationship, path)
                ? Lazy.SELECT
                : strategy;
    }

    /** The strategy of an access to an object that was loaded with these options. */
    static Lazy atAccess(Relationship relationship, LoadOptions options) {
        Lazy said = options.strategyOf(relationship);
        return said == null ? relationship.settings().lazy() : said;
    }

    private static boolean isEager(Lazy strategy) {
        return switch (strategy) {
            case JOINED, SUBQUERY, SELECT_IN, IMMEDIATE -> true;
            default -> false;
        };
    }

    private static boolean comesBack(Relationship relationship, LoadPath path) {
        Integer depth = relationship.settings().joinDepth();
        return depth == null ? path.meets(relationship.target()) : path.depth() >= depth;
    }
}
