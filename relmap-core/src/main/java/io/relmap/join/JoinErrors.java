package io.relmap.join;

import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.error.Warning;
import io.relmap.join.ForeignKeyInference.Result;
import io.relmap.join.MarkedJoin.BinaryNode;
import io.relmap.schema.MetaData;
import io.relmap.schema.Table;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.ColumnRole;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import io.relmap.sql.FromItem;
import io.relmap.sql.Operator;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The messages of join inference: what was found, between which tables, and what to write (RC-6). */
final class JoinErrors {

    private static final String DECLARE =
            "declare a foreign key (@ForeignKey or @ForeignKeyConstraint)";

    private final JoinArguments arguments;
    private final Remedies remedies;

    JoinErrors(JoinArguments arguments, Remedies remedies) {
        this.arguments = arguments;
        this.remedies = remedies;
    }

    MappingException noOrAmbiguousKeys(Result result) {
        return result.isEmpty()
                ? error(
                        ErrorCode.NO_FOREIGN_KEYS,
                        "no foreign key"
                                + ofGiven()
                                + " links the tables "
                                + between()
                                + toNowhere()
                                + "; "
                                + declare()
                                + ", or give primaryJoin"
                                + forInstance(remedies.joinByNames()))
                : error(
                        ErrorCode.AMBIGUOUS_FOREIGN_KEYS,
                        "several foreign keys link the tables "
                                + between()
                                + ": "
                                + listed(result)
                                + "; say which one with foreignKeys or primaryJoin"
                                + forInstance(remedies.oneOf(result)));
    }

    MappingException noForeignKeys(JoinSide side, FromItem secondary, boolean secondaryJoin) {
        return error(
                ErrorCode.NO_FOREIGN_KEYS_SECONDARY,
                "no foreign key"
                        + ofGiven()
                        + " links "
                        + side.names()
                        + " with the secondary "
                        + ConditionText.of(secondary)
                        + which(secondaryJoin)
                        + " of "
                        + between()
                        + "; on the secondary "
                        + declare()
                        + ", or give primaryJoin and secondaryJoin"
                        + forInstance(remedies.joinByNames()));
    }

    /** Several paths between one side and the association; {@code other} are those of the other side. */
    MappingException ambiguous(Result result, JoinSide side, boolean secondaryJoin, Result other) {
        FromItem secondary = Objects.requireNonNull(arguments.secondary());
        return error(
                ErrorCode.AMBIGUOUS_FOREIGN_KEYS_SECONDARY,
                "several foreign keys link "
                        + side.names()
                        + " with the secondary "
                        + ConditionText.of(secondary)
                        + which(secondaryJoin)
                        + " of "
                        + between()
                        + ": "
                        + listed(result)
                        + "; list the columns of one path for each side in foreignKeys, or where"
                        + " that does not tell them apart give both primaryJoin and secondaryJoin"
                        + forInstance(remedies.oneOfEach(result, secondaryJoin, other)));
    }

    MappingException secondaryJoinWithoutSecondary(Expression secondaryJoin) {
        return error(
                ErrorCode.SECONDARYJOIN_WITHOUT_SECONDARY,
                "secondaryJoin '"
                        + ConditionText.of(secondaryJoin)
                        + "' is given between "
                        + between()
                        + ", but no secondary; drop secondaryJoin, or name the association table"
                        + " with secondary"
                        + forInstance(
                                remedies.secondary(
                                        ExpressionTree.columns(secondaryJoin), secondaryJoin)));
    }

    MappingException noForeignColumns(MarkedJoin join, boolean secondaryJoin) {
        return error(
                ErrorCode.NO_FOREIGN_COLUMNS,
                "no column of the "
                        + joinName(secondaryJoin)
                        + " '"
                        + ConditionText.of(join.condition())
                        + "' between "
                        + between()
                        + " holds a reference; "
                        + DECLARE
                        + ", mark the column with foreign() or list it in foreignKeys"
                        + forInstance(remedies.foreignKeys(join.occurrences())));
    }

    MappingException noSimpleEquality(MarkedJoin join, boolean secondaryJoin) {
        return error(
                ErrorCode.NO_SIMPLE_EQUALITY,
                "the "
                        + joinName(secondaryJoin)
                        + " '"
                        + ConditionText.of(join.condition())
                        + "' between "
                        + between()
                        + " has no equality that a flush could copy along; foreign columns are "
                        + columns(join.occurrences(ColumnRole.FOREIGN))
                        + "; "
                        + DECLARE
                        + ", mark a column of an equality with foreign(), or, if it is only read, set"
                        + " viewOnly"
                        + forInstance(remedies.viewOnly()));
    }

    MappingException directionBothSides(MarkedJoin primary) {
        List<ColumnRef> foreign = primary.occurrences(ColumnRole.FOREIGN);
        return error(
                ErrorCode.DIRECTION_BOTH_SIDES,
                "both tables of '"
                        + ConditionText.of(primary.condition())
                        + "' hold foreign columns: "
                        + columns(foreign.stream().filter(arguments.owner()::has).toList())
                        + " on the owner's side, "
                        + columns(foreign.stream().filter(arguments.target()::has).toList())
                        + " on the target's ("
                        + between()
                        + "); mark the columns of one side only with foreign(), or list them in"
                        + " foreignKeys"
                        + forInstance(remedies.foreignKeys(foreign)));
    }

    MappingException directionNeitherSide(MarkedJoin primary) {
        return error(
                ErrorCode.DIRECTION_NEITHER_SIDE,
                "the foreign columns "
                        + columns(primary.occurrences(ColumnRole.FOREIGN))
                        + " of '"
                        + ConditionText.of(primary.condition())
                        + "' are in neither of the tables "
                        + between()
                        + "; mark a column of owner or target with foreign(), or name the table"
                        + " between them as secondary in place of primaryJoin"
                        + forInstance(
                                remedies.secondary(primary.occurrences(ColumnRole.FOREIGN), null)));
    }

    MappingException noLocalRemotePairs(MarkedJoin primary) {
        return error(
                ErrorCode.NO_LOCAL_REMOTE_PAIRS,
                "no comparison of '"
                        + ConditionText.of(primary.condition())
                        + "' has the owner's column on one side and the far one on the other ("
                        + between()
                        + "); remote columns found: "
                        + columns(primary.occurrences(ColumnRole.REMOTE))
                        + "; mark the far column with remote(), or list it in remoteSide"
                        + forInstance(remedies.remoteSide(primary.occurrences()))
                        + ofOperators(primary));
    }

    Warning nonSimpleElements(MarkedJoin primary) {
        return warning(
                ErrorCode.NON_SIMPLE_COLUMN_ELEMENTS,
                "the self-referential join '"
                        + ConditionText.of(primary.condition())
                        + "' compares something else than two columns, so it cannot be told which"
                        + " side is meant; mark the far columns with remote()");
    }

    Warning remoteOnLocalColumn(ColumnRef remote) {
        return warning(
                ErrorCode.REMOTE_ON_LOCAL_COLUMN,
                remote
                        + " counts as remote but belongs to the owner's table "
                        + arguments.owner().names()
                        + "; drop the mark, or put remote() around the target's column");
    }

    Warning writableUnderOr(MarkedJoin join) {
        return warning(
                ErrorCode.WRITABLE_UNDER_OR,
                "a flush copies along every equality of '"
                        + ConditionText.of(join.condition())
                        + "', also those under OR; set viewOnly = true if it is only read");
    }

    Warning compositeSecondary(FromItem secondary, List<SyncPair> outside) {
        String why =
                outside.isEmpty()
                        ? "its secondary '"
                                + ConditionText.of(secondary)
                                + "' is not one plain table"
                        : "it would copy into columns outside the secondary: " + outside;
        return warning(
                ErrorCode.COMPOSITE_SECONDARY_READ_ONLY,
                why + ", so changes through it are refused; set viewOnly = true");
    }

    MappingException wrapped(MappingException failure) {
        return new MappingException(
                failure.code(),
                arguments.relationship() + ", between " + between() + ": " + withoutCode(failure),
                failure);
    }

    static String withoutCode(MappingException failure) {
        String message = String.valueOf(failure.getMessage());
        String prefix = failure.code().code() + ": ";
        return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }

    private MappingException error(ErrorCode code, String what) {
        return new MappingException(code, arguments.relationship() + ": " + what);
    }

    private Warning warning(ErrorCode code, String what) {
        return new Warning(code, arguments.relationship(), arguments.relationship() + ": " + what);
    }

    private String between() {
        FromItem secondary = arguments.secondary();
        return arguments.owner().names()
                + " and "
                + arguments.target().names()
                + (secondary == null ? "" : " over " + JoinSide.names(secondary));
    }

    /** Foreign keys of these tables whose table is not there: most likely one of them is misspelt. */
    private String toNowhere() {
        return Stream.of(arguments.owner(), arguments.target())
                .map(side -> side.own().table())
                .distinct()
                .flatMap(this::toNowhere)
                .collect(Collectors.joining());
    }

    private Stream<String> toNowhere(Table table) {
        MetaData all = arguments.metaData();
        return table.foreignKeys().stream()
                .filter(key -> all.find(key.references()) == null)
                .map(
                        key ->
                                " ("
                                        + table.name()
                                        + "."
                                        + String.join(", ", key.columns())
                                        + " refers to "
                                        + key.references()
                                        + ", which is no table"
                                        + NearNames.hint(
                                                key.references().toString(),
                                                all.tables().stream().map(Table::name).toList())
                                        + ")");
    }

    private String ofGiven() {
        return arguments.foreignKeys().isEmpty()
                ? ""
                : " among foreignKeys " + columns(arguments.foreignKeys());
    }

    private static String which(boolean secondaryJoin) {
        return secondaryJoin ? " (the secondaryJoin)" : " (the primaryJoin)";
    }

    private static String joinName(boolean secondaryJoin) {
        return secondaryJoin ? "secondaryJoin" : "primaryJoin";
    }

    private static String columns(Collection<ColumnRef> columns) {
        String text =
                columns.stream()
                        .map(ColumnRef::toString)
                        .distinct()
                        .collect(Collectors.joining(", "));
        return text.isEmpty() ? "none" : text;
    }

    private static String listed(Result result) {
        return columns(result.all().stream().flatMap(c -> c.columns().stream()).toList());
    }

    /** RC-58: an operator of the database joins only if it is said to compare. */
    private static String ofOperators(MarkedJoin primary) {
        return primary.binaries().stream()
                .map(BinaryNode::operator)
                .filter(operator -> operator.isCustom() && !operator.comparison())
                .map(Operator::symbol)
                .filter(symbol -> !symbol.isEmpty())
                .distinct()
                .map(
                        symbol ->
                                "; to make "
                                        + symbol
                                        + " a comparison write .bool_op('"
                                        + symbol
                                        + "')(...)")
                .collect(Collectors.joining());
    }

    private String declare() {
        String annotation = remedies.foreignKey();
        return annotation.isEmpty() ? DECLARE : DECLARE + ": " + annotation;
    }

    private static String forInstance(List<String> remedies) {
        return remedies.isEmpty() ? "" : ", for instance " + String.join(" or ", remedies);
    }
}
