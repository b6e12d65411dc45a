package io.relmap.load;

import io.relmap.annotation.Lazy;
import io.relmap.load.LoadDetails.Source;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.sql.TableRef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How relationships are loaded from one place of a load on, where it differs from the mapping (spec LO-5): a
 * tree of relationships. Immutable.
 *
 * @param steps what is said of single relationships of the entity at this place
 * @param wildcard the strategy of all others of this entity, or null
 * @param everywhere the strategy of all others at any depth, or null
 * @param columns which columns of this entity are read with it (spec LO-114)
 * @param criteria what rows of an entity must satisfy wherever relationships lead to it (spec LO-117)
 */
public record LoadOptions(
        Map<Relationship, Step> steps,
        @Nullable Lazy wildcard,
        @Nullable Lazy everywhere,
        ColumnChoice columns,
        Map<Mapper, Criterion> criteria) {

    /** Nothing but what is mapped. */
    public static final LoadOptions NONE =
            new LoadOptions(Map.of(), null, null, ColumnChoice.AS_MAPPED, Map.of());

    public LoadOptions {
        steps = Map.copyOf(steps);
        criteria = Map.copyOf(criteria);
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
            return new LoadOptions(
                    steps, below.wildcard(), below.everywhere(), below.columns(), below.criteria());
        }

        /** What brings the targets of a query's own join brings nothing later (spec LO-53). */
        private Step sticky() {
            return details.source() == Source.QUERY
                    ? new Step(null, LoadDetails.NONE, below.sticky())
                    : new Step(strategy, details, below.sticky());
        }
    }

    /** The same, with criteria for entities at any depth. */
    public LoadOptions with(Map<Mapper, Criterion> all) {
        return new LoadOptions(steps, wildcard, everywhere, columns, all);
    }

    /** What holds below a relationship of this place. */
    public LoadOptions below(Relationship relationship) {
        Step step = steps.get(relationship);
        LoadOptions below = step == null ? NONE : step.belowOf(relationship);
        if (everywhere == null && criteria.isEmpty()) {
            return below;
        }
        return new LoadOptions(
                below.steps(),
                below.wildcard(),
                below.everywhere() == null ? everywhere : below.everywhere(),
                below.columns(),
                criteria);
    }

    /**
     * Asks every criterion for its condition, so that what is wrong is told before a statement is sent (spec PE-5).
     *
     * @throws io.relmap.error.InvalidRequestException if a condition does not fit its entity
     */
    public void checkCriteria() {
        criteria.forEach(LoadOptions::check);
        steps.forEach(
                (relationship, step) -> {
                    Criterion criterion = step.details().criterion();
                    if (criterion != null) {
                        check(relationship.target(), criterion);
                    }
                    step.below().checkCriteria();
                });
    }

    /** Whether some condition is in it, which holds values: a plan with it serves one query alone. */
    boolean hasCriteria() {
        return !criteria.isEmpty()
                || steps.values().stream()
                        .anyMatch(
                                step ->
                                        step.details().criterion() != null
                                                || step.below().hasCriteria());
    }

    private static void check(Mapper entity, Criterion criterion) {
        criterion.at(TableRef.of(entity.table()), new Aliases());
    }

    /** With what another load says by name of some relationships. */
    LoadOptions overlaid(LoadOptions other, Predicate<Relationship> which) {
        Map<Relationship, Step> all = new LinkedHashMap<>(steps);
        other.steps.forEach(
                (relationship, step) -> {
                    if (step.strategy() != null && which.test(relationship)) {
                        all.put(relationship, step);
                    }
                });
        return all.equals(steps)
                ? this
                : new LoadOptions(all, wildcard, everywhere, columns, criteria);
    }

    /** The strategy said for a relationship of this place, by name or by wildcard, or null. */
    public @Nullable Lazy strategyOf(Relationship relationship) {
        Step step = steps.get(relationship);
        if (step != null && step.strategy() != null) {
            return step.strategy();
        }
        return wildcard != null ? wildcard : everywhere;
    }

    /** What else is said of a relationship of this place, of its target's entity included. */
    LoadDetails detailsOf(Relationship relationship) {
        Step step = steps.get(relationship);
        LoadDetails said = step == null ? LoadDetails.NONE : step.details();
        Criterion ofEntity = criteria.get(relationship.target());
        return ofEntity == null
                ? said
                : said.withCriterion(Criterion.both(said.criterion(), ofEntity));
    }

    /** Whether a column is read with its object. */
    boolean reads(ColumnAttribute attribute, Mapper mapper) {
        return columns.reads(attribute, mapper);
    }

    /** Whether a relationship has a criterion of its own: what its key leads to may not satisfy it (spec LO-61). */
    boolean isNarrowed(Relationship relationship) {
        Step step = steps.get(relationship);
        return step != null && step.details().criterion() != null;
    }

    /** Whether a strategy is said for this very relationship (spec LO-6). */
    public boolean isExplicit(Relationship relationship) {
        Step step = steps.get(relationship);
        return step != null && step.strategy() != null;
    }

    /** What objects keep for later loads: everything but query-wide wildcards and the query's own joins (spec LO-115). */
    public LoadOptions sticky() {
        if (everywhere == null && steps.isEmpty()) {
            return this;
        }
        Map<Relationship, Step> kept = new LinkedHashMap<>();
        steps.forEach((relationship, step) -> kept.put(relationship, step.sticky()));
        return new LoadOptions(kept, wildcard, null, columns, criteria);
    }
}
