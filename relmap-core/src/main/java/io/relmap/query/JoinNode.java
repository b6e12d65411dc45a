package io.relmap.query;

import io.relmap.join.AliasedJoin;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.sql.Expression;
import io.relmap.sql.FromItem;
import io.relmap.sql.JoinItem;
import io.relmap.sql.JoinKind;
import io.relmap.sql.TableRef;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One entity that a statement reaches by a relationship. Its kind may still change; not thread-safe. */
final class JoinNode {

    private final @Nullable JoinNode before;
    private final Relationship relationship;
    private final TableRef table;
    private final FromItem target;
    private final AliasedJoin on;
    private final boolean narrowed;
    private final boolean apart;
    private JoinKind kind;

    /**
     * @param before the entity that has the relationship, or null for the root
     * @param relationship the relationship
     * @param table the target's own table
     * @param target what stands in FROM for it
     * @param on the conditions
     * @param narrowed whether the program has given it a condition of its own
     * @param apart whether it is reached inside an EXISTS of its own
     * @param kind how it is joined
     */
    JoinNode(
            @Nullable JoinNode before,
            Relationship relationship,
            TableRef table,
            FromItem target,
            AliasedJoin on,
            boolean narrowed,
            boolean apart,
            JoinKind kind) {
        this.before = before;
        this.relationship = relationship;
        this.table = table;
        this.target = target;
        this.on = on;
        this.narrowed = narrowed;
        this.apart = apart;
        this.kind = kind;
    }

    @Nullable JoinNode before() {
        return before;
    }

    Relationship relationship() {
        return relationship;
    }

    Mapper mapper() {
        return relationship.target();
    }

    TableRef table() {
        return table;
    }

    AliasedJoin on() {
        return on;
    }

    boolean isApart() {
        return apart;
    }

    /** Whether a row may be without it: by this join, or by one before it. */
    boolean isOuter() {
        return kind != JoinKind.INNER || (before != null && before.isOuter());
    }

    /** Whether the program has given it a condition of its own. */
    boolean isNarrowed() {
        return narrowed;
    }

    /** Whether it is joined to another one, or to what is joined to that. */
    boolean isBehind(JoinNode other) {
        return before != null && (before == other || before.isBehind(other));
    }

    /** The same with a further condition on the target. */
    JoinNode narrowed(Expression condition) {
        return new JoinNode(
                before, relationship, table, target, on.narrowed(condition), true, apart, kind);
    }

    JoinKind kind() {
        return kind;
    }

    void kind(JoinKind value) {
        kind = value;
    }

    /** Target and association, as they stand in FROM alone. */
    FromItem alone() {
        FromItem secondary = on.secondary();
        return secondary == null
                ? target
                : new JoinItem(
                        secondary, JoinKind.INNER, target, Objects.requireNonNull(on.target()));
    }

    /** Joined to what stands in FROM. */
    FromItem joinedTo(FromItem from) {
        FromItem secondary = on.secondary();
        if (secondary != null && kind == JoinKind.FULL) {
            // a target that no row of the association names stays, too
            FromItem named =
                    new JoinItem(
                            target, JoinKind.LEFT, secondary, Objects.requireNonNull(on.target()));
            return new JoinItem(from, kind, named, on.primary());
        } else if (secondary == null || kind != JoinKind.INNER) {
            return new JoinItem(from, kind, alone(), on.primary());
        }
        FromItem left = new JoinItem(from, JoinKind.INNER, secondary, on.primary());
        return new JoinItem(left, JoinKind.INNER, target, Objects.requireNonNull(on.target()));
    }
}
