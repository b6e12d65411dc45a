package io.relmap.load;

import io.relmap.mapping.Relationship;
import io.relmap.schema.Column;
import io.relmap.schema.UniqueConstraint;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Ordering;
import io.relmap.sql.RowLock;
import io.relmap.sql.Select;
import io.relmap.sql.SelectTree;
import io.relmap.sql.TableRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A statement for objects as it was before columns and eager joins were added: what loading by subquery repeats (spec
 * LO-70). Holds no values. Safe for use by several threads.
 */
final class Lead {

    private static final Logger LOG = LoggerFactory.getLogger("relmap.load");

    private final Select base;
    private final TableRef root;
    private final LoadPath path;
    private final Map<FollowUp, Optional<SubquerySelect>> subqueries = new ConcurrentHashMap<>();

    /**
     * @param base the statement
     * @param root where the entity's table stands in it
     * @param path the way to that entity
     */
    Lead(Select base, TableRef root, LoadPath path) {
        this.base = base;
        this.root = root;
        this.path = path;
    }

    Select base() {
        return base;
    }

    TableRef root() {
        return root;
    }

    /** The statement that loads a relationship of what this one finds; null where none can repeat it. */
    @Nullable SubquerySelect subquery(FollowUp followUp, LoaderCache cache) {
        List<Relationship> way = wayTo(followUp.path());
        if (way.isEmpty()
                || !findsAlike(cache)
                || (isLimited() && (base.distinct() || !isCutAlike(followUp, cache)))) {
            return null;
        }
        if (followUp.details().criterion() != null || followUp.options().hasCriteria()) {
            return SubquerySelect.of(this, way, followUp, cache);
        }
        return subqueries
                .computeIfAbsent(
                        followUp,
                        each -> Optional.ofNullable(SubquerySelect.of(this, way, each, cache)))
                .orElse(null);
    }

    /**
     * Whether a second run finds the rows that the first one found, if nobody changes them: not where chance or the moment
     * decides, nor the locks of others (they hide none from the second run), and a native statement is not understood.
     */
    private boolean findsAlike(LoaderCache cache) {
        if (!SelectTree.natives(base).isEmpty()) {
            return false; // by keys, where the reference falls back to lazy loads (spec LO-55)
        }
        return !cache.behaviours().isStrict()
                || (Determinism.isDeterministic(base)
                        && !(isLimited() && base.lock() == RowLock.FOR_UPDATE_SKIP_LOCKED));
    }

    /**
     * Whether a second run keeps the same rows. If the order leaves that open, the owners' keys are asked for instead; the
     * reference repeats the statement all the same, and may miss members (spec LO-73).
     */
    private boolean isCutAlike(FollowUp followUp, LoaderCache cache) {
        if (hasTotalOrder()) {
            return true;
        } else if (cache.behaviours().isStrict()) {
            return false;
        }
        LOG.warn(
                "{} is loaded by subquery for a query with a limit whose order is not total: the"
                        + " repeated query may find other rows. Add the key to the order.",
                followUp.relationship());
        return true;
    }

    /** The relationships from this statement's entity on; none if the way does not begin there. */
    private List<Relationship> wayTo(LoadPath end) {
        List<Relationship> way = new ArrayList<>();
        for (LoadPath at = end; !at.equals(path); at = at.before()) {
            if (at.last() == null || at.before() == null) {
                return List.of();
            }
            way.add(0, at.last());
        }
        return way;
    }

    boolean isLimited() {
        return base.limit() != null || base.offset() != null;
    }

    /** Whether no two rows stand at one place of the order: a second run cuts where the first one did. */
    boolean hasTotalOrder() {
        Set<String> ordered = new HashSet<>();
        for (Ordering term : base.orderBy()) {
            if (term.expression() instanceof ColumnRef ref && ref.source().equals(root)) {
                ordered.add(ref.column().name());
            }
        }
        List<String> key = root.table().primaryKey().stream().map(Column::name).toList();
        return ordered.containsAll(key)
                || root.table().uniqueConstraints().stream()
                        .map(UniqueConstraint::columns)
                        .anyMatch(
                                columns ->
                                        ordered.containsAll(columns)
                                                && columns.stream()
                                                        .map(root.table()::column)
                                                        .noneMatch(Column::nullable));
    }
}
