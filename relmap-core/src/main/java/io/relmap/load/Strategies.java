package io.relmap.load;

import io.relmap.annotation.Lazy;
import io.relmap.mapping.Content;
import io.relmap.mapping.Relationship;

/** Which strategy loads a relationship at one place of a load (spec LO-5, LO-6). */
final class Strategies {

    private Strategies() {}

    /** The strategy that a load goes by, as said or as mapped. */
    static Lazy planned(Relationship relationship, LoadOptions options) {
        Lazy mapped = relationship.settings().lazy();
        if (relationship.content() == Content.QUERY) {
            return mapped;
        }
        Lazy said = options.strategyOf(relationship);
        return said == null ? mapped : said;
    }

    /**
     * Whether following the strategy would go in circles: the target was met before, or the depth is
     * reached. Joins count within their statement, others on the whole way. What is said of this very
     * relationship is followed however deep.
     */
    static boolean comesBack(
            Relationship relationship, Lazy strategy, LoadPath path, LoadOptions options) {
        if (options.isExplicit(relationship)) {
            return false;
        }
        LoadPath way = strategy == Lazy.JOINED ? path.withinStatement() : path;
        Integer depth = relationship.settings().joinDepth();
        return depth == null ? way.meets(relationship.target()) : way.depth() >= depth;
    }

    /** The strategy of an access to an object that was loaded with these options. */
    static Lazy atAccess(Relationship relationship, LoadOptions options) {
        Lazy said = options.strategyOf(relationship);
        return said == null ? relationship.settings().lazy() : said;
    }
}
