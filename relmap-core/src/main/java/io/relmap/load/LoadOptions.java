package io.relmap.load;

import io.relmap.annotation.Lazy;
import io.relmap.mapping.Relationship;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How relationships are loaded from one place of a load on, where it differs from the mapping (spec LO-5): a
 * tree of relationships. Immutable.
 *
 * @param steps what is said of single relationships of the entity at this place
 * @param wildcard the strategy of all others of this entity, or null
 * @param everywhere the strategy of all others at any depth, or null
 */
public record LoadOptions(
        Map<Relationship, Step> steps, @Nullable Lazy wildcard, @Nullable Lazy everywhere) {

    /** Nothing but what is mapped. */
    public static final LoadOptions NONE = new LoadOptions(Map.of(), null, null);

    public LoadOptions {
        steps = Map.copyOf(steps);
    }

    /**
     * What is said of one relationship.
     *
     * @param strategy its strategy, or null where only the way leads over it
     * @param details what else is said
     * @param below what is said of the target
     */
    public record Step(@Nullable Lazy strategy, LoadDetails details, LoadOptions below) {

        /** The same for the next level of a self-reference, and with it for those that follow. */
        private LoadOptions belowOf(Relationship relationship) {
            if (!details.recurs()) {
                return below;
            }
            Map<Relationship, Step> steps = new LinkedHashMap<>(below.steps());
            steps.put(relationship, new Step(strategy, details.oneLevelDown(), below));
            return new LoadOptions(steps, below.wildcard(), below.everywhere());
        }
    }

    /** What holds below a relationship of this place. */
    public LoadOptions below(Relationship relationship) {
        Step step = steps.get(relationship);
        if (step == null) {
            return everywhere == null ? NONE : new LoadOptions(Map.of(), null, everywhere);
        }
        LoadOptions below = step.belowOf(relationship);
        return everywhere == null || below.everywhere() != null
                ? below
                : new LoadOptions(below.steps(), below.wildcard(), everywhere);
    }

    /** The strategy said for a relationship of this place, by name or by wildcard, or null. */
    public @Nullable Lazy strategyOf(Relationship relationship) {
        Step step = steps.get(relationship);
        if (step != null && step.strategy() != null) {
            return step.strategy();
        }
        return wildcard != null ? wildcard : everywhere;
    }

    /** What else is said of a relationship of this place. */
    LoadDetails detailsOf(Relationship relationship) {
        Step step = steps.get(relationship);
        return step == null ? LoadDetails.NONE : step.details();
    }

    /** Whether a strategy is said for this very relationship (spec LO-6). */
    public boolean isExplicit(Relationship relationship) {
        Step step = steps.get(relationship);
        return step != null && step.strategy() != null;
    }

    /** What objects keep for later loads: everything but query-wide wildcards (spec LO-115). */
    public LoadOptions sticky() {
        if (everywhere == null && steps.isEmpty()) {
            return wildcard == null ? NONE : this;
        }
        Map<Relationship, Step> kept = new LinkedHashMap<>();
        steps.forEach(
                (relationship, step) ->
                        kept.put(
                                relationship,
                                new Step(step.strategy(), step.details(), step.below().sticky())));
        return new LoadOptions(kept, wildcard, null);
    }
}
