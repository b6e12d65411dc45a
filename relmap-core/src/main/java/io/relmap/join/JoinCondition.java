package io.relmap.join;

import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.error.Warning;
import io.relmap.schema.Column;
import io.relmap.schema.Table;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.ColumnRole;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import io.relmap.sql.FromItem;
import io.relmap.sql.FromItems;
import io.relmap.sql.Logical;
import io.relmap.sql.Parameter;
import io.relmap.sql.TableRef;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The join of one relationship, worked out: which way it goes, which columns are compared, which are
 * copied by a flush. Immutable and safe for use by several threads.
 */
public final class JoinCondition {

    private final JoinArguments arguments;
    private final Direction direction;
    private final Conditions conditions;
    private final Pairs pairs;
    private final List<Warning> warnings;
    private final Expression lazyCondition;
    private final Expression reverseLazyCondition;
    private final boolean useList;
    private final boolean useGet;
    private final boolean writable;

    /** The joins with all roles, and as they were before any role was inferred. */
    record Conditions(Expression primary, @Nullable Expression secondary, Completed completed) {}

    /** The joins as given, or as the foreign keys made them, with explicit marks only. */
    record Completed(Expression primary, @Nullable Expression secondary) {}

    /** All pairs. */
    record Pairs(
            List<SyncPair> synchronize,
            List<SyncPair> secondarySynchronize,
            List<LocalRemotePair> localRemote) {
        Pairs {
            synchronize = List.copyOf(synchronize);
            secondarySynchronize = List.copyOf(secondarySynchronize);
        }
    }

    JoinCondition(
            JoinArguments arguments,
            Direction direction,
            Conditions conditions,
            Pairs pairs,
            List<Warning> warnings) {
        this.arguments = arguments;
        this.direction = direction;
        this.conditions = conditions;
        this.pairs = pairs;
        this.warnings = List.copyOf(warnings);
        Boolean given = arguments.useList();
        useList = given == null ? direction != Direction.MANY_TO_ONE : given;
        lazyCondition = bindLocal();
        reverseLazyCondition = bindRemote();
        useGet = !useList && IdentityLookup.matches(this);
        writable =
                !arguments.viewOnly()
                        && warnings.stream()
                                .noneMatch(
                                        w -> w.code() == ErrorCode.COMPOSITE_SECONDARY_READ_ONLY);
    }

    /**
     * Works out a join (spec 01 sections 4 to 8).
     *
     * @throws MappingException if the arguments do not make a join; the message says
     *     what to write
     */
    public static JoinCondition infer(JoinArguments arguments) {
        return new JoinInference(arguments).run();
    }

    /** Which way the reference goes. */
    public Direction direction() {
        return direction;
    }

    /** The side that declares the relationship. */
    public JoinSide owner() {
        return arguments.owner();
    }

    /** The side that it leads to. */
    public JoinSide target() {
        return arguments.target();
    }

    /** The association table, or the join that stands in its place; null for none. */
    public @Nullable FromItem secondary() {
        return arguments.secondary();
    }

    /** The association table of a relationship that a flush can write, or null. */
    public @Nullable Table secondaryTable() {
        return secondary() instanceof TableRef table && isWritable() ? table.table() : null;
    }

    /** Owner and target compared, or owner and association; occurrences carry their roles. */
    public Expression primaryJoin() {
        return conditions.primary();
    }

    /** Target and association compared; null without an association. */
    public @Nullable Expression secondaryJoin() {
        return conditions.secondary();
    }

    /** What a flush copies along the primary join; repetitions kept (spec RC-62). */
    public List<SyncPair> synchronizePairs() {
        return pairs.synchronize();
    }

    /** What a flush copies along the secondary join: from the target into the association. */
    public List<SyncPair> secondarySynchronizePairs() {
        return pairs.secondarySynchronize();
    }

    /** Columns compared across the relationship, without repetition (spec RC-61). */
    public List<LocalRemotePair> localRemotePairs() {
        return pairs.localRemote();
    }

    /** The columns on the far side (spec RC-76), in the order of the conditions. */
    public List<Column> remoteSide() {
        return columns(ColumnRole.REMOTE);
    }

    /** The owner's columns that the relationship depends on. */
    public List<Column> localColumns() {
        return columns(ColumnRole.LOCAL);
    }

    /** The columns that hold the reference. */
    public List<Column> foreignKeyColumns() {
        return columns(ColumnRole.FOREIGN);
    }

    /** Whether the attribute is a collection, as given or by default (spec RC-74). */
    public boolean useList() {
        return useList;
    }

    /** Whether the target can be found by its identity alone, without a SELECT (spec RC-80). */
    public boolean useGet() {
        return useGet;
    }

    /** Whether it is only read. */
    public boolean viewOnly() {
        return arguments.viewOnly();
    }

    /** Whether a flush can write it: not view-only, and no composite secondary (spec RC-92). */
    public boolean isWritable() {
        return writable;
    }

    /**
     * The condition that finds the targets of one owner: every local occurrence is a {@link Parameter}
     * whose key is the {@link Column} of the owner that feeds it (spec RC-77, RC-78). With an
     * association the statement selects from target and association.
     */
    public Expression lazyCondition() {
        return lazyCondition;
    }

    /** The condition that finds the owners of one target; keys are the target's columns (RC-79). */
    public Expression reverseLazyCondition() {
        return reverseLazyCondition;
    }

    /**
     * The ON conditions of a join from {@code ownerAs} to {@code targetAs} (spec RC-83 to RC-86).
     *
     * @param ownerAs the place of the owner's table in the statement
     * @param targetAs the place of the target's table
     * @param secondaryAs the place of each table of the association; not used without one
     */
    public AliasedJoin joined(
            TableRef ownerAs, TableRef targetAs, UnaryOperator<TableRef> secondaryAs) {
        return joined(replacing(owner(), ownerAs), replacing(target(), targetAs), secondaryAs);
    }

    /** As the other one, for sides of several tables: each table is given its place. */
    public AliasedJoin joined(
            UnaryOperator<TableRef> ownerAs,
            UnaryOperator<TableRef> targetAs,
            UnaryOperator<TableRef> secondaryAs) {
        FromItem secondary = secondary();
        Expression secondaryJoin = conditions.secondary();
        if (secondary == null || secondaryJoin == null) {
            Expression on =
                    ExpressionTree.mapColumns(
                            primaryJoin(),
                            ref ->
                                    !ref.has(ColumnRole.LOCAL) && target().has(ref)
                                            ? moved(ref, targetAs)
                                            : ownerColumn(ref, ownerAs));
            return new AliasedJoin(on, null, null);
        }
        List<TableRef> tables = FromItems.tables(secondary).toList();
        Predicate<ColumnRef> inSecondary = ref -> tables.contains(ref.source());
        Expression primary =
                ExpressionTree.mapColumns(
                        primaryJoin(),
                        ref ->
                                !ref.has(ColumnRole.LOCAL) && inSecondary.test(ref)
                                        ? moved(ref, secondaryAs)
                                        : ownerColumn(ref, ownerAs));
        Expression toTarget =
                ExpressionTree.mapColumns(
                        secondaryJoin,
                        ref -> {
                            if (target().has(ref)) {
                                return moved(ref, targetAs);
                            }
                            return inSecondary.test(ref) ? moved(ref, secondaryAs) : plain(ref);
                        });
        return new AliasedJoin(primary, aliased(secondary, secondaryAs), toTarget);
    }

    /** What was found doubtful. */
    public List<Warning> warnings() {
        return warnings;
    }

    /** The primary join, and the secondary join behind a bar. */
    @Override
    public String toString() {
        Expression secondaryJoin = conditions.secondary();
        return ConditionText.of(primaryJoin())
                + (secondaryJoin == null ? "" : " | " + ConditionText.of(secondaryJoin));
    }

    Conditions conditions() {
        return conditions;
    }

    JoinArguments arguments() {
        return arguments;
    }

    private Expression bindLocal() {
        Expression primary =
                ExpressionTree.mapColumns(
                        primaryJoin(),
                        ref -> ref.has(ColumnRole.LOCAL) ? parameter(ref) : plain(ref));
        return withSecondary(primary, conditions.secondary());
    }

    private Expression bindRemote() {
        Expression secondaryJoin = conditions.secondary();
        if (secondaryJoin == null) {
            return ExpressionTree.mapColumns(
                    primaryJoin(), ref -> ref.has(ColumnRole.REMOTE) ? parameter(ref) : plain(ref));
        }
        List<Column> local = localRemotePairs().stream().map(LocalRemotePair::local).toList();
        return withSecondary(
                primaryJoin(),
                ExpressionTree.mapColumns(
                        secondaryJoin,
                        ref -> local.contains(ref.column()) ? parameter(ref) : plain(ref)));
    }

    private static Expression withSecondary(Expression primary, @Nullable Expression secondary) {
        return secondary == null
                ? primary
                : ExpressionTree.withoutRoles(Logical.and(List.of(primary, secondary)));
    }

    private List<Column> columns(ColumnRole role) {
        List<ColumnRef> all = new ArrayList<>(ExpressionTree.columns(primaryJoin()));
        if (conditions.secondary() != null) {
            all.addAll(ExpressionTree.columns(conditions.secondary()));
        }
        return all.stream().filter(ref -> ref.has(role)).map(ColumnRef::column).distinct().toList();
    }

    private ColumnRef ownerColumn(ColumnRef ref, UnaryOperator<TableRef> as) {
        return !ref.has(ColumnRole.REMOTE) && owner().has(ref) ? moved(ref, as) : plain(ref);
    }

    private static ColumnRef moved(ColumnRef ref, UnaryOperator<TableRef> as) {
        return plain(ref.from(as.apply(ref.source())));
    }

    private static ColumnRef plain(ColumnRef ref) {
        return ForeignRoles.plain(ref);
    }

    private static Parameter parameter(ColumnRef ref) {
        return new Parameter(ref.column(), ref.column().type());
    }

    private static UnaryOperator<TableRef> replacing(JoinSide side, TableRef as) {
        return table -> table.equals(side.own()) ? as : table;
    }

    /** The composite secondary under its aliases, its own ON conditions included. */
    private static FromItem aliased(FromItem secondary, UnaryOperator<TableRef> as) {
        FromItem moved = FromItems.mapTables(secondary, as);
        return FromItems.mapOn(moved, on -> ExpressionTree.mapColumns(on, ref -> moved(ref, as)));
    }
}
