package io.relmap.join;

import io.relmap.error.MappingException;
import io.relmap.error.Warning;
import io.relmap.join.ForeignKeyInference.Candidate;
import io.relmap.join.ForeignKeyInference.Result;
import io.relmap.join.ForeignKeyInference.Term;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.ColumnRole;
import io.relmap.sql.Expression;
import io.relmap.sql.FromItem;
import io.relmap.sql.FromItems;
import io.relmap.sql.TableRef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Works out one join, step by step (spec RC-2, steps 3 to 10). The package comment explains it. */
final class JoinInference {

    private final JoinArguments arguments;
    private final JoinErrors errors;
    private final ForeignKeyElements elements;
    private final ForeignKeyInference keys;
    private final List<Warning> warnings = new ArrayList<>();

    JoinInference(JoinArguments arguments) {
        this(arguments, Remedies.of(arguments));
    }

    /** With remedies for its messages; a join that is only tried out needs none. */
    JoinInference(JoinArguments arguments, Remedies remedies) {
        this.arguments = arguments;
        errors = new JoinErrors(arguments, remedies);
        elements = new ForeignKeyElements(arguments.metaData());
        keys = new ForeignKeyInference(elements, arguments.foreignKeys());
    }

    JoinCondition run() {
        FromItem secondary = arguments.secondary();
        if (secondary == null && arguments.secondaryJoin() != null) {
            throw errors.secondaryJoinWithoutSecondary(arguments.secondaryJoin());
        }
        List<ColumnRef> remoteSide = new ArrayList<>(arguments.remoteSide());
        Expression givenSecondaryJoin = arguments.secondaryJoin();
        if (secondary != null && givenSecondaryJoin == null) {
            givenSecondaryJoin = inferred(arguments.target(), secondary, true).condition();
        }
        Expression givenPrimary = arguments.primaryJoin();
        if (givenPrimary == null) {
            Candidate candidate =
                    inferred(
                            arguments.owner(),
                            secondary == null ? arguments.target().from() : secondary,
                            false);
            givenPrimary = candidate.condition();
            addReferencedSide(candidate, remoteSide);
        }
        MarkedJoin primary = new MarkedJoin(givenPrimary);
        MarkedJoin secondaryJoin =
                givenSecondaryJoin == null ? null : new MarkedJoin(givenSecondaryJoin);
        assignRoles(primary, secondaryJoin, remoteSide);
        return complete(
                primary,
                secondaryJoin,
                new JoinCondition.Completed(givenPrimary, givenSecondaryJoin));
    }

    private Candidate inferred(JoinSide side, FromItem other, boolean secondaryJoin) {
        Result result = paths(side, other);
        if (result.isJoin()) {
            return result.candidate();
        }
        FromItem secondary = arguments.secondary();
        if (secondary == null) {
            throw errors.noOrAmbiguousKeys(result);
        } else if (result.isEmpty()) {
            throw errors.noForeignKeys(side, secondary, secondaryJoin);
        }
        JoinSide otherSide = secondaryJoin ? arguments.owner() : arguments.target();
        throw errors.ambiguous(result, side, secondaryJoin, pathsIfAny(otherSide, secondary));
    }

    /** The paths of the side that is not in question; what is wrong there is told once it is. */
    private Result pathsIfAny(JoinSide side, FromItem other) {
        try {
            return keys.infer(side, other);
        } catch (MappingException notThisOne) {
            return new Result(List.of(), List.of());
        }
    }

    private Result paths(JoinSide side, FromItem other) {
        try {
            return keys.infer(side, other);
        } catch (MappingException failure) {
            throw errors.wrapped(failure);
        }
    }

    /** RC-75: a self-reference that leads to one object goes to the row it refers to. */
    private void addReferencedSide(Candidate candidate, List<ColumnRef> remoteSide) {
        if (arguments.selfReference() == JoinArguments.SelfReference.TO_ONE
                && remoteSide.isEmpty()
                && arguments.secondary() == null
                && arguments.owner().from().equals(arguments.target().from())) {
            candidate.terms().stream().map(Term::referenced).forEach(remoteSide::add);
        }
    }

    private void assignRoles(
            MarkedJoin primary, @Nullable MarkedJoin secondaryJoin, List<ColumnRef> remoteSide) {
        try {
            new ForeignRoles(elements, arguments.foreignKeys(), arguments.secondary())
                    .assign(primary, secondaryJoin);
        } catch (MappingException failure) {
            throw errors.wrapped(failure);
        }
        RemoteRoles remote =
                new RemoteRoles(
                        arguments.owner(), arguments.target(), arguments.secondary(), remoteSide);
        remote.assignRemote(primary, secondaryJoin);
        remote.assignLocal(primary);
        if (remote.foundOtherThanColumns()) {
            warnings.add(errors.nonSimpleElements(primary));
        }
    }

    private JoinCondition complete(
            MarkedJoin primary,
            @Nullable MarkedJoin secondaryJoin,
            JoinCondition.Completed completed) {
        Set<LocalRemotePair> localRemote = new LinkedHashSet<>();
        PairCollector ofPrimary = new PairCollector(primary, this::isMapped, localRemote);
        PairCollector ofSecondary =
                secondaryJoin == null
                        ? null
                        : new PairCollector(secondaryJoin, this::isMapped, localRemote);
        checkForeignColumns(primary, ofPrimary, false);
        if (secondaryJoin != null && ofSecondary != null) {
            checkForeignColumns(secondaryJoin, ofSecondary, true);
        }
        Direction direction =
                secondaryJoin != null
                        ? Direction.MANY_TO_MANY
                        : new DirectionRule(arguments.owner(), arguments.target(), primary)
                                .direction(errors);
        if (localRemote.isEmpty()) {
            throw errors.noLocalRemotePairs(primary);
        }
        List<SyncPair> secondaryPairs =
                ofSecondary == null ? List.of() : ofSecondary.synchronizePairs();
        warn(primary, ofPrimary, secondaryJoin, ofSecondary);
        return new JoinCondition(
                arguments,
                direction,
                new JoinCondition.Conditions(
                        primary.withRoles(),
                        secondaryJoin == null ? null : secondaryJoin.withRoles(),
                        completed),
                new JoinCondition.Pairs(
                        ofPrimary.synchronizePairs(), secondaryPairs, List.copyOf(localRemote)),
                warnings);
    }

    /** RC-64, RC-65. */
    private void checkForeignColumns(MarkedJoin join, PairCollector pairs, boolean secondaryJoin) {
        boolean hasForeign = join.hasAny(ColumnRole.FOREIGN);
        if (!hasForeign) {
            throw errors.noForeignColumns(join, secondaryJoin);
        } else if (!arguments.viewOnly() && pairs.synchronizePairs().isEmpty()) {
            throw errors.noSimpleEquality(join, secondaryJoin);
        }
    }

    private void warn(
            MarkedJoin primary,
            PairCollector ofPrimary,
            @Nullable MarkedJoin secondaryJoin,
            @Nullable PairCollector ofSecondary) {
        Set<ColumnRef> remote = new LinkedHashSet<>(ofPrimary.remoteOfPairs());
        if (ofSecondary != null) {
            remote.addAll(ofSecondary.remoteOfPairs());
        }
        remote.stream()
                .filter(ref -> arguments.owner().has(ref) && !arguments.target().has(ref))
                .map(ForeignRoles::plain)
                .distinct()
                .map(errors::remoteOnLocalColumn)
                .forEach(warnings::add);
        if (arguments.viewOnly()) {
            return;
        }
        if (ofPrimary.copiesUnderOr()) {
            warnings.add(errors.writableUnderOr(primary));
        }
        if (ofSecondary != null && secondaryJoin != null) {
            if (ofSecondary.copiesUnderOr()) {
                warnings.add(errors.writableUnderOr(secondaryJoin));
            }
            warnOfReadOnlySecondary(ofPrimary, ofSecondary);
        }
    }

    /** RC-92: no flush can write such an association. */
    private void warnOfReadOnlySecondary(PairCollector ofPrimary, PairCollector ofSecondary) {
        FromItem secondary = arguments.secondary();
        if (secondary == null) {
            return;
        }
        List<SyncPair> outside = new ArrayList<>(ofPrimary.synchronizePairs());
        outside.addAll(ofSecondary.synchronizePairs());
        Set<Object> tables =
                FromItems.tables(secondary).map(TableRef::table).collect(Collectors.toSet());
        outside.removeIf(pair -> tables.contains(pair.destination().table()));
        boolean plain = secondary instanceof TableRef table && table.alias() == null;
        if (!plain || !outside.isEmpty()) {
            warnings.add(errors.compositeSecondary(secondary, plain ? outside : List.of()));
        }
    }

    /** RC-60: a column of the owner, the target or the secondary. */
    private boolean isMapped(ColumnRef ref) {
        return arguments.owner().has(ref) || arguments.target().has(ref) || ofSecondary(ref);
    }

    private boolean ofSecondary(ColumnRef ref) {
        FromItem secondary = arguments.secondary();
        return secondary != null
                && FromItems.tables(secondary).anyMatch(table -> table.equals(ref.source()));
    }
}
