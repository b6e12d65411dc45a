package io.relmap.join;

import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.error.Warning;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.ColumnRole;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import io.relmap.sql.FromItem;
import io.relmap.sql.Ordering;
import io.relmap.sql.grammar.ExpressionLanguage;
import io.relmap.sql.grammar.Origin;
import io.relmap.sql.grammar.Position;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Turns the arguments of one relationship into what they mean (spec RC-123). */
final class LateValues {

    private final ConfiguredRelationship relationship;
    private final MappingNames names;

    LateValues(ConfiguredRelationship relationship, MappingNames names) {
        this.relationship = relationship;
        this.names = names;
    }

    List<Ordering> orderBy() {
        List<Ordering> orderBy =
                value(
                        relationship.arguments().orderBy(),
                        "orderBy",
                        (text, origin) ->
                                ExpressionLanguage.orderings(
                                        text, origin, new TargetNames(names, this::target)));
        return orderBy == null ? List.of() : orderBy;
    }

    @Nullable Expression primaryJoin() {
        return condition(relationship.arguments().primaryJoin(), "primaryJoin");
    }

    @Nullable Expression secondaryJoin() {
        return condition(relationship.arguments().secondaryJoin(), "secondaryJoin");
    }

    @Nullable FromItem secondary() {
        return value(
                relationship.arguments().secondary(),
                "secondary",
                (text, origin) -> ExpressionLanguage.from(text, origin, names));
    }

    List<ColumnRef> foreignKeys() {
        return columns(relationship.arguments().foreignKeys(), "foreignKeys");
    }

    List<ColumnRef> remoteSide() {
        return columns(relationship.arguments().remoteSide(), "remoteSide");
    }

    /** The target; a supplier is asked once (RC-7). */
    EntityModel target() {
        EntityModel known = relationship.targetIfKnown();
        if (known != null) {
            return known;
        }
        Late<EntityModel> target = relationship.arguments().target();
        EntityModel model =
                value(
                        target,
                        "target",
                        (text, origin) ->
                                names.target(
                                        ExpressionLanguage.path(text, origin),
                                        new Position(origin, text, 0)));
        if (model == null) {
            throw new MappingException(
                    ErrorCode.INVALID_ARGUMENT,
                    relationship + ": the target is not known; give target");
        }
        relationship.leadsTo(model);
        return model;
    }

    /** RC-41, RC-47: marks in the primary join switch arguments off. */
    void warnOfOverridden(@Nullable Expression primaryJoin) {
        if (primaryJoin == null) {
            return;
        }
        boolean own = relationship.generatedBy() == null;
        RelationshipArguments arguments = relationship.arguments();
        if (own && arguments.foreignKeys() != null && has(primaryJoin, ColumnRole.FOREIGN)) {
            warnOfOverridden("foreignKeys", "foreign()");
        }
        if (arguments.remoteSide() != null && has(primaryJoin, ColumnRole.REMOTE)) {
            warnOfOverridden("remoteSide", "remote()");
        }
    }

    private void warnOfOverridden(String argument, String mark) {
        relationship.warn(
                new Warning(
                        ErrorCode.MARK_OVERRIDES_ARGUMENT,
                        relationship.toString(),
                        relationship
                                + ": primaryJoin uses "
                                + mark
                                + ", so "
                                + argument
                                + " gives no role; drop one of them"));
    }

    private static boolean has(Expression join, ColumnRole role) {
        return ExpressionTree.anyColumn(join, ref -> ref.has(role));
    }

    private @Nullable Expression condition(@Nullable Late<Expression> late, String parameter) {
        return value(
                late,
                parameter,
                (text, origin) -> ExpressionLanguage.condition(text, origin, names));
    }

    private List<ColumnRef> columns(@Nullable Late<List<ColumnRef>> late, String parameter) {
        List<ColumnRef> columns =
                value(
                        late,
                        parameter,
                        (text, origin) -> ExpressionLanguage.columns(text, origin, names));
        return columns == null ? List.of() : columns.stream().map(ForeignRoles::plain).toList();
    }

    /** A supplier is a user's code: what it throws is told with the relationship it belongs to. */
    private <T> @Nullable T supplied(Late.Supplied<T> late, String parameter) {
        try {
            return late.supplier().get();
        } catch (MappingException problem) {
            throw problem;
        } catch (RuntimeException problem) {
            throw new MappingException(
                    ErrorCode.INVALID_ARGUMENT,
                    relationship + ": the supplier of " + parameter + " failed: " + problem,
                    problem);
        }
    }

    private <T> @Nullable T value(
            @Nullable Late<T> late, String parameter, BiFunction<String, Origin, T> parse) {
        if (late == null) {
            return null;
        } else if (late instanceof Late.Given<T> given) {
            return given.value();
        } else if (late instanceof Late.Supplied<T> supplied) {
            return supplied(supplied, parameter);
        } else if (late instanceof Late.Text<T> text) {
            return parse.apply(text.text(), new Origin(relationship.toString(), parameter));
        }
        throw new MappingException(
                ErrorCode.NOT_A_COLUMN_EXPRESSION,
                relationship
                        + ": "
                        + parameter
                        + " is a list of texts "
                        + ((Late.Texts<T>) late).texts()
                        + ", expected columns; write one text with a list in it: "
                        + parameter
                        + " = \"["
                        + String.join(", ", ((Late.Texts<T>) late).texts())
                        + "]\"");
    }
}
