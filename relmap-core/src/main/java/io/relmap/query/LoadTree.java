package io.relmap.query;

import io.relmap.annotation.Lazy;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.load.LoadDetails;
import io.relmap.load.LoadDetails.Source;
import io.relmap.load.LoadOptions;
import io.relmap.mapping.Content;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.query.LoadPath.Part;
import io.relmap.query.LoadPath.Reach;
import io.relmap.state.StateResolver;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Loader options put together as a tree and checked against the mapping (spec LO-110 to LO-113). */
final class LoadTree {

    private final Mapper mapper;
    private final StateResolver states;
    private final Map<Relationship, Branch> branches = new LinkedHashMap<>();
    private final ColumnChoices columns;
    private @Nullable Lazy wildcard;
    private @Nullable Lazy everywhere;

    private static final class Branch {

        private final LoadTree below;
        private @Nullable Lazy strategy;
        private LoadDetails details = LoadDetails.NONE;

        Branch(LoadTree below) {
            this.below = below;
        }
    }

    private LoadTree(Mapper mapper, StateResolver states) {
        this.mapper = mapper;
        this.states = states;
        this.columns = new ColumnChoices(mapper);
    }

    static LoadOptions options(Mapper mapper, StateResolver states, List<Load> options) {
        if (options.isEmpty()) {
            return LoadOptions.NONE;
        }
        LoadTree tree = new LoadTree(mapper, states);
        options.forEach(tree::add);
        return tree.build();
    }

    private void add(Load option) {
        if (option instanceof LoadPlan plan) {
            checkEntity(plan);
            plan.options().forEach(this::add);
            return;
        }
        LoadTree at = this;
        for (Part part : ((LoadPath) option).parts()) {
            at = at.add(part, this);
        }
    }

    private void checkEntity(LoadPlan plan) {
        Object entity = plan.entity();
        if (!entity.equals(mapper.entityClass())
                && !entity.equals(mapper.entityName())
                && !entity.equals(mapper.name().qualified())) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    "The loading plan "
                            + plan
                            + " is not for "
                            + mapper
                            + ", which is loaded here. Use it where its entity is loaded: behind the"
                            + " relationship that leads there, as in Load.selectIn(...).with(plan).");
        }
    }

    private LoadTree add(Part part, LoadTree root) {
        PathRef path = part.path();
        LoadPlan plan = part.plan();
        if (plan != null) {
            add(plan);
            return this;
        }
        ColumnOption option = part.columns();
        if (option != null) {
            option.names().forEach(this::checkRoot);
            columns.add(option);
            return this;
        }
        if (path == null) {
            if (part.reach() == Reach.ALL_EVERYWHERE) {
                root.everywhere = part.strategy();
            } else {
                wildcard = part.strategy();
            }
            return this;
        }
        checkRoot(path);
        LoadTree at = this;
        List<String> names = path.names();
        for (int i = 0; i < names.size(); i++) {
            Relationship relationship =
                    PathErrors.relationship(at.mapper, names.get(i), path.dotted());
            Branch branch =
                    at.branches.computeIfAbsent(
                            relationship, r -> new Branch(new LoadTree(r.target(), states)));
            if (part.reach() == Reach.EACH || i == names.size() - 1) {
                boolean isLast = i == names.size() - 1;
                ConditionNode condition = isLast ? part.condition() : null;
                LoadDetails details =
                        condition == null
                                ? part.details()
                                : part.details()
                                        .withCriterion(
                                                new TargetCriterion(
                                                        relationship.target(), condition, states));
                say(relationship, branch, part.strategy(), details);
            }
            at = branch.below;
        }
        return at;
    }

    private void checkRoot(PathRef path) {
        Class<?> owner = path.owner();
        if (owner != null && owner != mapper.entityClass()) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    "The loader option "
                            + path
                            + " begins at "
                            + owner.getSimpleName()
                            + ", but "
                            + mapper
                            + " is loaded here. Begin it at "
                            + mapper
                            + ".");
        }
    }

    private static void say(
            Relationship relationship,
            Branch branch,
            @Nullable Lazy strategy,
            LoadDetails details) {
        if (strategy == null) {
            return;
        }
        check(relationship, strategy);
        check(relationship, strategy, details);
        if (branch.strategy != null
                && (branch.strategy != strategy || !branch.details.agreesWith(details))) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    "Two loader options say different things of "
                            + relationship
                            + ": \""
                            + branch.strategy.spelling()
                            + "\" and \""
                            + strategy.spelling()
                            + "\""
                            + (branch.strategy == strategy ? " with other details" : "")
                            + ". Leave one of them out.");
        }
        branch.strategy = strategy;
        branch.details = branch.details.and(details);
    }

    private static void check(Relationship relationship, Lazy strategy) {
        boolean query = relationship.content() == Content.QUERY;
        boolean asQuery = strategy == Lazy.DYNAMIC || strategy == Lazy.WRITE_ONLY;
        if (query != asQuery) {
            throw new InvalidRequestException(
                    ErrorCode.LOAD_REFUSED,
                    query
                            ? relationship
                                    + " is a query, never a value: it cannot be loaded by \""
                                    + strategy.spelling()
                                    + "\". Leave the option out and ask the query."
                            : relationship
                                    + " holds a value: \""
                                    + strategy.spelling()
                                    + "\" can only be mapped, on a ToQuery.");
        }
    }

    /** Details of a strategy that has them: levels follow only where a relationship leads to its own entity, by statements of their own (spec LO-88). */
    private static void check(Relationship relationship, Lazy strategy, LoadDetails details) {
        checkCriterion(relationship, strategy, details);
        checkJoin(relationship, strategy, details);
        if (details.chunkSize() != null && strategy != Lazy.SELECT_IN) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    relationship
                            + " is loaded by \""
                            + strategy.spelling()
                            + "\", which takes no list of keys. Leave chunkSize() out, or load it by"
                            + " selectIn.");
        } else if (details.recursion() == null) {
            return;
        }
        if (relationship.owner() != relationship.target()) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    relationship
                            + " leads to "
                            + relationship.target()
                            + ", not to its own entity: there are no further levels. Leave recursive()"
                            + " out and name each relationship of the way.");
        } else if (strategy != Lazy.SELECT_IN && strategy != Lazy.IMMEDIATE) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    relationship
                            + " is loaded by \""
                            + strategy.spelling()
                            + "\", which has no further levels. Load it by selectIn or immediate.");
        }
    }

    /** Rows that a strategy never reads, or that the query itself reads, are not told apart here (spec LO-53, LO-61). */
    private static void checkCriterion(
            Relationship relationship, Lazy strategy, LoadDetails details) {
        if (details.criterion() == null) {
            return;
        }
        if (details.source() == Source.QUERY) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    relationship
                            + " is loaded by the query's own join, whose conditions are the query's."
                            + " Leave where() out of the option, and put the condition into the"
                            + " query's where().");
        } else if (strategy == Lazy.RAISE
                || strategy == Lazy.RAISE_ON_SQL
                || strategy == Lazy.NO_LOAD) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    relationship
                            + " is not loaded by \""
                            + strategy.spelling()
                            + "\", so that where() tells nothing. Leave it out, or load the"
                            + " relationship.");
        }
    }

    private static void checkJoin(Relationship relationship, Lazy strategy, LoadDetails details) {
        if (details.source() == Source.OWN_JOIN_ALWAYS
                && (strategy != Lazy.JOINED || !relationship.content().isCollection())) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    relationship
                            + " is no collection that is loaded by a join: it multiplies no rows."
                            + " Leave allowProduct() out.");
        }
    }

    /** What a recursion says of the next level is not said by name, too (spec LO-112). */
    private static void checkLevels(Relationship relationship, Branch branch) {
        if (branch.details.recursion() != null && branch.below.branches.containsKey(relationship)) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    "Of the levels below "
                            + relationship
                            + " one option speaks by recursive(), another by name. Leave one of them"
                            + " out.");
        }
    }

    /** A query's own join reaches what it and joins before it reach, not what a statement of its own loads (spec LO-53). */
    private static void checkWay(Relationship relationship, Branch branch) {
        boolean isJoined = branch.details.source() == Source.QUERY;
        branch.below.branches.forEach(
                (next, below) -> {
                    if (below.details.source() == Source.QUERY && !isJoined) {
                        throw new InvalidRequestException(
                                ErrorCode.INVALID_QUERY,
                                next
                                        + " is to be read from the query's own join, but "
                                        + relationship
                                        + " before it is not. Say containsEager for every relationship of"
                                        + " the way, or load "
                                        + next
                                        + " otherwise.");
                    }
                });
    }

    private LoadOptions build() {
        Map<Relationship, LoadOptions.Step> steps = new LinkedHashMap<>();
        branches.forEach(LoadTree::checkLevels);
        branches.forEach(LoadTree::checkWay);
        branches.forEach(
                (relationship, branch) ->
                        steps.put(
                                relationship,
                                new LoadOptions.Step(
                                        branch.strategy, branch.details, branch.below.build())));
        return new LoadOptions(steps, wildcard, everywhere, columns.build(), Map.of());
    }
}
