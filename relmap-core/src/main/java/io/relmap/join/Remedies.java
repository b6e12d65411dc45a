package io.relmap.join;

import io.relmap.error.MappingException;
import io.relmap.join.ForeignKeyInference.Candidate;
import io.relmap.join.ForeignKeyInference.Result;
import io.relmap.join.ForeignKeyInference.Term;
import io.relmap.schema.Column;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.ColumnRole;
import io.relmap.sql.Expression;
import io.relmap.sql.ExpressionTree;
import io.relmap.sql.FromItem;
import io.relmap.sql.FromItems;
import io.relmap.sql.Logical;
import io.relmap.sql.TableRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Arguments that would mend a join, written as a user writes them. Each is tried out before a message
 * suggests it, so that what is pasted from a message makes a join.
 */
final class Remedies {

    private static final int MOST = 4;

    private final JoinArguments arguments;
    private final boolean told;

    private Remedies(JoinArguments arguments, boolean told) {
        this.arguments = arguments;
        this.told = told;
    }

    static Remedies of(JoinArguments arguments) {
        return new Remedies(arguments, true);
    }

    /** An argument to write, and what the arguments are with it. */
    private record Suggestion(String text, JoinArguments changed) {}

    /** {@code foreignKeys} with one of the columns, and with all that one side has of them. */
    List<String> foreignKeys(Collection<ColumnRef> columns) {
        List<String> found =
                working(listsOf(columns).map(l -> foreignKeys(l, arguments.viewOnly())));
        return found.isEmpty() ? working(listsOf(columns).map(l -> foreignKeys(l, true))) : found;
    }

    /** {@code remoteSide} with one of the columns, and with all that one side has of them. */
    List<String> remoteSide(Collection<ColumnRef> columns) {
        return working(
                listsOf(columns)
                        .map(
                                list ->
                                        new Suggestion(
                                                "remoteSide = \"" + list(list) + "\"",
                                                arguments.withRemoteSide(list))));
    }

    /** {@code viewOnly = true}. */
    List<String> viewOnly() {
        return working(Stream.of(new Suggestion("viewOnly = true", arguments.asViewOnly())));
    }

    /** One of the paths between two tables: its columns, or its condition where these are no choice. */
    List<String> oneOf(Result result) {
        Stream<Suggestion> byColumns =
                result.all().stream()
                        .map(Candidate::columns)
                        .map(List::copyOf)
                        .map(columns -> foreignKeys(columns, arguments.viewOnly()));
        List<String> found = working(byColumns);
        return found.isEmpty()
                ? working(result.all().stream().map(c -> primaryJoin(c.terms())))
                : found;
    }

    /**
     * One path on each side of an association.
     *
     * @param failed the paths of the join that failed
     * @param secondaryJoin whether that is the secondary join
     * @param other the paths of the other join
     */
    List<String> oneOfEach(Result failed, boolean secondaryJoin, Result other) {
        Expression given = secondaryJoin ? arguments.primaryJoin() : arguments.secondaryJoin();
        if (given != null) {
            Set<Column> used =
                    ExpressionTree.columns(given).stream()
                            .map(ColumnRef::column)
                            .collect(Collectors.toSet());
            return working(
                    failed.all().stream()
                            .filter(
                                    c ->
                                            c.columns().stream()
                                                    .noneMatch(r -> used.contains(r.column())))
                            .map(c -> secondaryJoin ? joins(null, c) : joins(c, null)));
        }
        List<Suggestion> byColumns = new ArrayList<>();
        List<Suggestion> byConditions = new ArrayList<>();
        for (Candidate one : failed.all()) {
            for (Candidate two : other.all()) {
                if (!one.columns().equals(two.columns())) {
                    List<ColumnRef> both = new ArrayList<>(one.columns());
                    both.addAll(two.columns());
                    byColumns.add(foreignKeys(both, arguments.viewOnly()));
                    byConditions.add(secondaryJoin ? joins(two, one) : joins(one, two));
                }
            }
        }
        List<String> found = working(byColumns.stream());
        return found.isEmpty() ? working(byConditions.stream()) : found;
    }

    /** The join that the names of columns suggest, where no foreign key says it. */
    List<String> joinByNames() {
        FromItem secondary = arguments.secondary();
        if (secondary == null) {
            return working(
                    Stream.of(
                                    named(arguments.owner(), arguments.target().from()),
                                    named(arguments.target(), arguments.owner().from()))
                            .filter(terms -> !terms.isEmpty())
                            .map(this::primaryJoin));
        }
        List<Term> toOwner = named(arguments.owner(), secondary);
        List<Term> toTarget = named(arguments.target(), secondary);
        return toOwner.isEmpty() || toTarget.isEmpty()
                ? List.of()
                : working(Stream.of(joins(toOwner, toTarget)));
    }

    /** The annotation that would declare the key, on the column that is named after it. */
    String foreignKey() {
        FromItem other = arguments.secondary();
        return Stream.of(
                        named(arguments.owner(), other == null ? arguments.target().from() : other),
                        named(arguments.target(), other == null ? arguments.owner().from() : other))
                .filter(terms -> terms.size() == 1)
                .map(terms -> terms.get(0))
                .map(
                        term ->
                                "@ForeignKey(\""
                                        + term.referenced()
                                        + "\") on "
                                        + spelled(term.referencing()))
                .collect(Collectors.joining(other == null ? " or " : " and "));
    }

    /** A table that is neither the owner's nor the target's, as the association. */
    List<String> secondary(Collection<ColumnRef> columns, @Nullable Expression secondaryJoin) {
        return working(
                columns.stream()
                        .filter(ref -> !arguments.owner().has(ref) && !arguments.target().has(ref))
                        .map(ColumnRef::source)
                        .distinct()
                        .map(
                                table ->
                                        new Suggestion(
                                                "secondary = \"" + table.table().name() + "\"",
                                                arguments
                                                        .withSecondary(table)
                                                        .withJoins(null, secondaryJoin))));
    }

    private List<String> working(Stream<Suggestion> suggestions) {
        return told
                ? suggestions
                        .filter(Remedies::works)
                        .map(Suggestion::text)
                        .distinct()
                        .limit(MOST)
                        .toList()
                : List.of();
    }

    private static boolean works(Suggestion suggestion) {
        JoinArguments changed = suggestion.changed();
        try {
            new JoinInference(changed, new Remedies(changed, false)).run();
            return true;
        } catch (MappingException stillNoJoin) {
            return false;
        }
    }

    private Stream<List<ColumnRef>> listsOf(Collection<ColumnRef> columns) {
        List<ColumnRef> plain = columns.stream().map(ForeignRoles::plain).distinct().toList();
        Stream<List<ColumnRef>> single = plain.stream().map(List::of);
        Stream<List<ColumnRef>> ofOneSide =
                Stream.of(arguments.target(), arguments.owner())
                        .map(side -> plain.stream().filter(side::has).toList())
                        .filter(list -> list.size() > 1);
        return Stream.concat(single, ofOneSide);
    }

    private Suggestion foreignKeys(List<ColumnRef> columns, boolean viewOnly) {
        String more = viewOnly && !arguments.viewOnly() ? ", viewOnly = true" : "";
        return new Suggestion(
                "foreignKeys = \"" + list(columns) + "\"" + more,
                viewOnly
                        ? arguments.withForeignKeys(columns).asViewOnly()
                        : arguments.withForeignKeys(columns));
    }

    private Suggestion primaryJoin(List<Term> terms) {
        Expression condition = condition(terms, true);
        return new Suggestion(
                "primaryJoin = \"" + text(terms, true) + "\"",
                arguments.withJoins(condition, arguments.secondaryJoin()));
    }

    private Suggestion joins(@Nullable Candidate toOwner, @Nullable Candidate toTarget) {
        return joins(
                toOwner == null ? List.of() : toOwner.terms(),
                toTarget == null ? List.of() : toTarget.terms());
    }

    private Suggestion joins(List<Term> toOwner, List<Term> toTarget) {
        List<String> texts = new ArrayList<>();
        Expression primary = arguments.primaryJoin();
        Expression secondary = arguments.secondaryJoin();
        if (!toOwner.isEmpty()) {
            primary = condition(toOwner, false);
            texts.add("primaryJoin = \"" + text(toOwner, false) + "\"");
        }
        if (!toTarget.isEmpty()) {
            secondary = condition(toTarget, false);
            texts.add("secondaryJoin = \"" + text(toTarget, false) + "\"");
        }
        return new Suggestion(String.join(", ", texts), arguments.withJoins(primary, secondary));
    }

    /** For each key column of a side the column of the other one that is named after it. */
    private static List<Term> named(JoinSide side, FromItem other) {
        List<Term> terms = new ArrayList<>();
        for (Column key : side.own().table().primaryKey()) {
            String name = plain(side.own().table().name() + key.name());
            FromItems.tables(other)
                    .flatMap(table -> table.table().columns().stream().map(c -> place(table, c)))
                    .filter(ref -> plain(ref.column().name()).equals(name))
                    .filter(ref -> ref.column().type().family() == key.type().family())
                    .findFirst()
                    .ifPresent(ref -> terms.add(new Term(place(side.own(), key), ref)));
        }
        return terms.size() == side.own().table().primaryKey().size() ? terms : List.of();
    }

    private static ColumnRef place(TableRef table, Column column) {
        return new ColumnRef(table, column, Set.of());
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static Expression condition(List<Term> terms, boolean marked) {
        return Logical.and(
                terms.stream()
                        .map(
                                term ->
                                        Binary.eq(
                                                term.referenced(),
                                                marked
                                                        ? term.referencing()
                                                                .withRoles(
                                                                        Set.of(ColumnRole.FOREIGN))
                                                        : term.referencing()))
                        .toList());
    }

    private String text(List<Term> terms, boolean marked) {
        return terms.stream()
                .map(
                        term ->
                                spelled(term.referenced())
                                        + " = "
                                        + (marked
                                                ? "foreign(" + spelled(term.referencing()) + ")"
                                                : spelled(term.referencing())))
                .collect(Collectors.joining(" and "));
    }

    private String list(Collection<ColumnRef> columns) {
        String names =
                columns.stream()
                        .map(this::spelled)
                        .collect(Collectors.toCollection(LinkedHashSet::new))
                        .stream()
                        .collect(Collectors.joining(", "));
        return columns.size() == 1 ? names : "[" + names + "]";
    }

    private String spelled(ColumnRef ref) {
        return arguments.spelling().of(ref.column());
    }
}
