package io.relmap.query;

import io.relmap.annotation.InnerJoin;
import io.relmap.annotation.Lazy;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.load.LoadOptions;
import io.relmap.mapping.Content;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.query.LoadPath.Part;
import io.relmap.query.LoadPath.Reach;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Loader options put together as a tree and checked against the mapping (spec LO-110 to LO-113). */
final class LoadTree {

    private final Mapper mapper;
    private final Map<Relationship, Branch> branches = new LinkedHashMap<>();
    private @Nullable Lazy wildcard;
    private @Nullable Lazy everywhere;

    private static final class Branch {

        private final LoadTree below;
        private @Nullable Lazy strategy;
        private @Nullable InnerJoin innerJoin;

        Branch(LoadTree below) {
            this.below = below;
        }
    }

    private LoadTree(Mapper mapper) {
        this.mapper = mapper;
    }

    static LoadOptions options(Mapper mapper, List<Load> options) {
        if (options.isEmpty()) {
            return LoadOptions.NONE;
        }
        LoadTree tree = new LoadTree(mapper);
        options.forEach(tree::add);
        return tree.build();
    }

    private void add(Load option) {
        LoadTree at = this;
        for (Part part : ((LoadPath) option).parts()) {
            at = at.add(part, this);
        }
    }

    private LoadTree add(Part part, LoadTree root) {
        PathRef path = part.path();
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
                            relationship, r -> new Branch(new LoadTree(r.target())));
            if (part.reach() == Reach.EACH || i == names.size() - 1) {
                say(relationship, branch, part);
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

    private static void say(Relationship relationship, Branch branch, Part part) {
        Lazy strategy = part.strategy();
        if (strategy == null) {
            return;
        }
        check(relationship, strategy);
        InnerJoin inner = part.innerJoin();
        if (branch.strategy != null
                && (branch.strategy != strategy
                        || (inner != null
                                && branch.innerJoin != null
                                && inner != branch.innerJoin))) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_QUERY,
                    "Two loader options say different things of "
                            + relationship
                            + ": \""
                            + branch.strategy.spelling()
                            + "\" and \""
                            + strategy.spelling()
                            + "\". Leave one of them out.");
        }
        branch.strategy = strategy;
        branch.innerJoin = inner == null ? branch.innerJoin : inner;
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

    private LoadOptions build() {
        Map<Relationship, LoadOptions.Step> steps = new LinkedHashMap<>();
        branches.forEach(
                (relationship, branch) ->
                        steps.put(
                                relationship,
                                new LoadOptions.Step(
                                        branch.strategy, branch.innerJoin, branch.below.build())));
        return new LoadOptions(steps, wildcard, everywhere);
    }
}
