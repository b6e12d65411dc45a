package io.relmap.join;

import io.relmap.schema.MetaData;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Expression;
import io.relmap.sql.FromItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a relationship's join before it is worked out.
 *
 * @param relationship the relationship as {@code Owner.name}, for messages
 * @param owner the entity that declares it
 * @param target the entity it leads to
 * @param secondary the association table or join between them, or null
 * @param primaryJoin the given join of owner and target or association, or null
 * @param secondaryJoin the given join of target and association, or null
 * @param foreignKeys the columns said to hold the reference; empty for none given
 * @param remoteSide the columns said to be on the far side; empty for none given
 * @param viewOnly whether the relationship is only read
 * @param useList the given choice between collection and scalar, or null
 * @param selfReference which way a self-reference goes that says nothing (spec RC-75)
 * @param metaData where foreign keys are resolved
 * @param spelling how remedies name columns
 */
public record JoinArguments(
        String relationship,
        JoinSide owner,
        JoinSide target,
        @Nullable FromItem secondary,
        @Nullable Expression primaryJoin,
        @Nullable Expression secondaryJoin,
        List<ColumnRef> foreignKeys,
        List<ColumnRef> remoteSide,
        boolean viewOnly,
        @Nullable Boolean useList,
        SelfReference selfReference,
        MetaData metaData,
        ColumnSpelling spelling) {

    /** Which way a self-reference goes whose arguments leave it open. */
    public enum SelfReference {
        /** To the rows that refer to this one, as for every other table. */
        TO_MANY,
        /** To the row that this one refers to: the referenced columns are remote. */
        TO_ONE
    }

    public JoinArguments {
        foreignKeys = List.copyOf(foreignKeys);
        remoteSide = List.copyOf(remoteSide);
    }

    /** A relationship that gives no argument. */
    public static JoinArguments between(
            String relationship, JoinSide owner, JoinSide target, MetaData metaData) {
        return new JoinArguments(
                relationship,
                owner,
                target,
                null,
                null,
                null,
                List.of(),
                List.of(),
                false,
                null,
                SelfReference.TO_MANY,
                metaData,
                ColumnSpelling.BY_TABLE);
    }

    JoinArguments withForeignKeys(List<ColumnRef> columns) {
        return new JoinArguments(
                relationship,
                owner,
                target,
                secondary,
                primaryJoin,
                secondaryJoin,
                columns,
                remoteSide,
                viewOnly,
                useList,
                SelfReference.TO_MANY,
                metaData,
                spelling);
    }

    JoinArguments withRemoteSide(List<ColumnRef> columns) {
        return new JoinArguments(
                relationship,
                owner,
                target,
                secondary,
                primaryJoin,
                secondaryJoin,
                foreignKeys,
                columns,
                viewOnly,
                useList,
                SelfReference.TO_MANY,
                metaData,
                spelling);
    }

    JoinArguments withJoins(@Nullable Expression primary, @Nullable Expression toTarget) {
        return new JoinArguments(
                relationship,
                owner,
                target,
                secondary,
                primary,
                toTarget,
                foreignKeys,
                remoteSide,
                viewOnly,
                useList,
                SelfReference.TO_MANY,
                metaData,
                spelling);
    }

    JoinArguments withSecondary(FromItem table) {
        return new JoinArguments(
                relationship,
                owner,
                target,
                table,
                primaryJoin,
                secondaryJoin,
                foreignKeys,
                remoteSide,
                viewOnly,
                useList,
                selfReference,
                metaData,
                spelling);
    }

    JoinArguments asViewOnly() {
        return new JoinArguments(
                relationship,
                owner,
                target,
                secondary,
                primaryJoin,
                secondaryJoin,
                foreignKeys,
                remoteSide,
                true,
                useList,
                selfReference,
                metaData,
                spelling);
    }
}
