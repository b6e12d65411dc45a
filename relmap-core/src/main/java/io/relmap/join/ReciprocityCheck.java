package io.relmap.join;

import io.relmap.error.ErrorCode;
import io.relmap.error.Warning;
import io.relmap.sql.FromItem;
import java.util.List;
import java.util.Objects;

/** Warns of reverse names that do not fit together although the mapping works (spec RC-115). */
final class ReciprocityCheck {

    private final List<ConfiguredRelationship> all;

    ReciprocityCheck(List<ConfiguredRelationship> all) {
        this.all = all;
    }

    void run() {
        for (ConfiguredRelationship relationship : all) {
            relationship.reverses().stream()
                    .filter(other -> other.name().equals(relationship.reverseName()))
                    .filter(
                            other ->
                                    other.owner()
                                            == ConfiguredRelationship.primary(
                                                    relationship.target()))
                    .forEach(other -> check(relationship, other));
        }
    }

    private void check(ConfiguredRelationship relationship, ConfiguredRelationship other) {
        String back = other.reverseName();
        if (back != null && !back.equals(relationship.name())) {
            warn(relationship, other + " names " + back + " as its reverse");
        } else if (all.stream().anyMatch(third -> isRival(relationship, third))) {
            warn(relationship, "other relationships name " + other + " too");
        } else if (!fits(relationship.join(), other.join())) {
            warn(relationship, other + " uses another secondary");
        }
    }

    private static boolean isRival(
            ConfiguredRelationship relationship, ConfiguredRelationship third) {
        return third != relationship
                && third.target() == relationship.target()
                && Objects.equals(third.reverseName(), relationship.reverseName());
    }

    private static boolean fits(JoinCondition join, JoinCondition other) {
        FromItem secondary = join.secondary();
        return secondary == null ? other.secondary() == null : secondary.equals(other.secondary());
    }

    private static void warn(ConfiguredRelationship relationship, String why) {
        relationship.warn(
                new Warning(
                        ErrorCode.REVERSE_NOT_RECIPROCAL,
                        relationship.toString(),
                        relationship
                                + ": backPopulates = \""
                                + relationship.reverseName()
                                + "\", but "
                                + why
                                + "; let the two sides name each other"));
    }
}
