package io.relmap.join;

import io.relmap.annotation.SyncBackref;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.sql.ColumnRole;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The other direction of one relationship: making it, or linking it (spec RC-100 to RC-114). */
final class ReverseSide {

    private final ConfiguredRelationship relationship;

    ReverseSide(ConfiguredRelationship relationship) {
        this.relationship = relationship;
    }

    /** What the backref declares: its own arguments and what it inherits (RC-103 to RC-109). */
    RelationshipArguments generated(RelationshipArguments backref) {
        checkLegal(backref);
        RelationshipArguments from = relationship.arguments();
        JoinCondition join = relationship.join();
        RelationshipArguments.Builder result = backref.toBuilder();
        result.target(Late.of(Objects.requireNonNull(primary(relationship.owner()))));
        if (join.secondary() != null) {
            result.secondary(Late.of(join.secondary()));
        }
        inheritJoins(backref, result);
        if (backref.foreignKeys() == null && from.foreignKeys() != null) {
            result.foreignKeys(Late.of(join.arguments().foreignKeys()));
        }
        if (backref.viewOnly() == null) {
            result.viewOnly(relationship.viewOnly() ? Boolean.TRUE : null);
        }
        if (backref.postUpdate() == null) {
            result.postUpdate(from.postUpdate());
        }
        if (backref.passiveUpdates() == null) {
            result.passiveUpdates(from.passiveUpdates());
        }
        if (backref.syncBackref() == SyncBackref.DEFAULT) {
            result.syncBackref(from.syncBackref());
        }
        return result.backPopulates(relationship.name()).build();
    }

    private void checkLegal(RelationshipArguments backref) {
        Map<String, Boolean> given =
                Map.of(
                        "target", backref.target() != null,
                        "secondary", backref.secondary() != null,
                        "backref", backref.backref() != null,
                        "backPopulates", backref.backPopulates() != null);
        given.forEach(
                (argument, isGiven) -> {
                    if (isGiven) {
                        throw error(
                                ErrorCode.BACKREF_ILLEGAL_ARGUMENT,
                                "the backref "
                                        + backref.name()
                                        + " cannot have the argument "
                                        + argument
                                        + ", which follows from "
                                        + relationship
                                        + "; drop it");
                    }
                });
        if (backref.secondaryJoin() != null && relationship.join().secondary() == null) {
            throw error(
                    ErrorCode.BACKREF_SECONDARYJOIN,
                    "the backref "
                            + backref.name()
                            + " has a secondaryJoin, but "
                            + relationship
                            + " has no secondary; drop secondaryJoin");
        }
    }

    private void inheritJoins(RelationshipArguments backref, RelationshipArguments.Builder result) {
        JoinCondition join = relationship.join();
        JoinCondition.Conditions conditions = join.conditions();
        Expression secondaryJoin = conditions.secondary();
        if (secondaryJoin != null) {
            if (backref.primaryJoin() == null) {
                result.primaryJoin(Late.of(foreignOnly(secondaryJoin)));
            }
            if (backref.secondaryJoin() == null) {
                result.secondaryJoin(Late.of(foreignOnly(conditions.primary())));
            }
        } else if (backref.primaryJoin() == null) {
            Expression inherited = reversed(conditions);
            boolean anew =
                    backref.holder() == HolderShape.SCALAR
                            && relationship.arguments().primaryJoin() == null;
            result.primaryJoin(anew ? null : Late.of(inherited));
        }
    }

    /** RC-105, RC-106: explicit marks turned round, everything else to be worked out anew. */
    private static Expression reversed(JoinCondition.Conditions conditions) {
        Expression completed = conditions.completed().primary();
        boolean marked = ExpressionTree.anyColumn(completed, ref -> ref.has(ColumnRole.REMOTE));
        if (!marked) {
            return completed;
        }
        return ExpressionTree.mapColumns(
                conditions.primary(),
                ref ->
                        ref.withRoles(
                                ref.roles().stream()
                                        .map(ReverseSide::exchanged)
                                        .collect(Collectors.toSet())));
    }

    private static ColumnRole exchanged(ColumnRole role) {
        return switch (role) {
            case REMOTE -> ColumnRole.LOCAL;
            case LOCAL -> ColumnRole.REMOTE;
            case FOREIGN -> ColumnRole.FOREIGN;
        };
    }

    /** RC-107. */
    private static Expression foreignOnly(Expression join) {
        return ExpressionTree.mapColumns(
                join,
                ref -> {
                    EnumSet<ColumnRole> kept = EnumSet.noneOf(ColumnRole.class);
                    kept.addAll(ref.roles());
                    kept.retainAll(Set.of(ColumnRole.FOREIGN));
                    return ref.withRoles(kept);
                });
    }

    /**
     * Links both sides and checks that they fit (RC-110 to RC-114).
     *
     * @param ofTarget the target's relationships, one of which may be meant instead
     */
    void link(ConfiguredRelationship other, List<ConfiguredRelationship> ofTarget) {
        checkSync(relationship, other);
        checkSync(other, relationship);
        relationship.link(other);
        EntityModel back = other.targetIfKnown();
        if (back != null && primary(back) != primary(relationship.owner())) {
            throw error(
                    ErrorCode.REVERSE_TARGET_MISMATCH,
                    "its reverse "
                            + other
                            + " leads to "
                            + back.simpleName()
                            + ", not back to "
                            + relationship.owner().simpleName()
                            + "; name the relationship of "
                            + relationship.target().simpleName()
                            + " that leads to "
                            + relationship.owner().simpleName()
                            + fitting(ofTarget));
        }
        JoinCondition otherJoin = other.joinIfKnown();
        Direction direction = relationship.join().direction();
        if (otherJoin != null
                && direction != Direction.MANY_TO_MANY
                && otherJoin.direction() == direction) {
            throw error(
                    ErrorCode.SAME_DIRECTION,
                    "it and its reverse "
                            + other
                            + " both have the direction "
                            + direction
                            + "; set remoteSide on the many-to-one side, for instance remoteSide = \""
                            + keyOf(relationship.target())
                            + "\"");
        }
    }

    private static String keyOf(EntityModel entity) {
        return entity.side().own().table().primaryKey().stream()
                .map(
                        column -> {
                            String attribute = entity.attributeOf(column);
                            return entity.simpleName()
                                    + "."
                                    + (attribute == null ? column.name() : attribute);
                        })
                .collect(Collectors.joining(", "));
    }

    /** RC-100. */
    private void checkSync(ConfiguredRelationship view, ConfiguredRelationship other) {
        if (view.viewOnly() && other.arguments().syncBackref() == SyncBackref.ON) {
            throw error(
                    ErrorCode.SYNC_BACKREF_OTHER_VIEWONLY,
                    other
                            + " has syncBackref = ON, but "
                            + view
                            + " has viewOnly = true, so nothing is carried between them; drop"
                            + " syncBackref");
        }
    }

    /** RC-111, RC-112: what the name on the target is instead. */
    MappingException notFound(String name, List<ConfiguredRelationship> ofTarget) {
        EntityModel target = relationship.target();
        if (target.hasProperty(name)) {
            return error(
                    ErrorCode.REVERSE_NOT_RELATIONSHIP,
                    "backPopulates names "
                            + target.simpleName()
                            + "."
                            + name
                            + ", which is no relationship"
                            + fitting(ofTarget));
        }
        return error(
                ErrorCode.REVERSE_UNKNOWN_NAME,
                "backPopulates names "
                        + target.simpleName()
                        + "."
                        + name
                        + ", but "
                        + target.simpleName()
                        + " has no attribute "
                        + name
                        + fitting(ofTarget));
    }

    private String fitting(List<ConfiguredRelationship> ofTarget) {
        String texts =
                ofTarget.stream()
                        .filter(this::leadsBack)
                        .map(r -> "backPopulates = \"" + r.name() + "\"")
                        .collect(Collectors.joining(" or "));
        return texts.isEmpty()
                ? "; no relationship of it leads back to "
                        + relationship.owner().simpleName()
                        + ": declare one, or write backref in place of backPopulates"
                : "; those that lead back: " + texts;
    }

    private boolean leadsBack(ConfiguredRelationship other) {
        EntityModel target = other.targetIfKnown();
        return target != null && primary(target) == primary(relationship.owner());
    }

    MappingException nameExists(String name) {
        return error(
                ErrorCode.BACKREF_NAME_EXISTS,
                "the backref "
                        + name
                        + " cannot be made, because "
                        + relationship.target().simpleName()
                        + " has an attribute "
                        + name
                        + " already; if that is the reverse, write backPopulates = \""
                        + name
                        + "\", else choose another name");
    }

    private static @Nullable EntityModel primary(@Nullable EntityModel model) {
        return ConfiguredRelationship.primary(model);
    }

    private MappingException error(ErrorCode code, String what) {
        return new MappingException(code, relationship + ": " + what);
    }
}
