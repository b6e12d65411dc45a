package io.relmap.join;

import io.relmap.error.MappingException;
import io.relmap.join.ForeignKeyElements.Element;
import io.relmap.schema.Column;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Expression;
import io.relmap.sql.FromItem;
import io.relmap.sql.FromItems;
import io.relmap.sql.Logical;
import io.relmap.sql.TableRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Finds a join condition in the foreign keys between two sides (spec RC-30 to RC-38). */
final class ForeignKeyInference {

    private final ForeignKeyElements elements;
    private final Set<ColumnRef> foreignKeys;

    ForeignKeyInference(ForeignKeyElements elements, List<ColumnRef> foreignKeys) {
        this.elements = elements;
        this.foreignKeys = new HashSet<>(foreignKeys);
    }

    /** One pair of a candidate. */
    record Term(ColumnRef referenced, ColumnRef referencing) {}

    /** A constraint that could make the join, with the columns that take part. */
    record Candidate(TableRef table, ForeignKeyConstraint constraint, List<Term> terms) {

        /** All referencing columns of the constraint, whether they take part or not. */
        Set<ColumnRef> columns() {
            Set<ColumnRef> columns = new LinkedHashSet<>();
            constraint
                    .columns()
                    .forEach(
                            name -> {
                                Column column = table.table().column(name);
                                columns.add(new ColumnRef(table, column, Set.of()));
                            });
            return columns;
        }

        Expression condition() {
            return Logical.and(
                    terms.stream().map(t -> Binary.eq(t.referenced(), t.referencing())).toList());
        }
    }

    /**
     * What was found.
     *
     * @param choice the candidates left; exactly one makes a join
     * @param all the candidates before {@code foreignKeys} chose among them
     */
    record Result(List<Candidate> choice, List<Candidate> all) {

        boolean isJoin() {
            return choice.size() == 1;
        }

        boolean isEmpty() {
            return all.isEmpty();
        }

        Candidate candidate() {
            return choice.get(0);
        }
    }

    /** The entity's own table first, its whole FROM only if that finds nothing (RC-38). */
    Result infer(JoinSide side, FromItem other) {
        Result own = infer(side.own(), other);
        boolean whole = side.from().equals(side.own()) || side.alternative();
        if (side.alternative()) {
            return infer(side.from(), other);
        }
        return whole || !own.isEmpty() ? own : infer(side.from(), other);
    }

    /** The candidates between two sides, the first being the one a relationship starts from. */
    Result infer(FromItem a, FromItem b) {
        IdentityHashMap<ForeignKeyConstraint, Candidate> found = new IdentityHashMap<>();
        List<Candidate> ordered = new ArrayList<>();
        scan(b, a, found, ordered);
        if (!a.equals(b)) {
            scan(a, b, found, ordered);
        }
        return new Result(trim(ordered), ordered);
    }

    private void scan(
            FromItem referencing,
            FromItem referenced,
            IdentityHashMap<ForeignKeyConstraint, Candidate> found,
            List<Candidate> ordered) {
        List<TableRef> targets = FromItems.tables(referenced).toList();
        for (TableRef table : FromItems.tables(referencing).toList()) {
            for (Element element : elements.of(table.table())) {
                ColumnRef column = new ColumnRef(table, element.column(), Set.of());
                if (foreignKeys.isEmpty() || foreignKeys.contains(column)) {
                    for (TableRef target : pointedAt(element, targets)) {
                        Candidate candidate =
                                found.computeIfAbsent(
                                        element.constraint(),
                                        key -> {
                                            Candidate made =
                                                    new Candidate(table, key, new ArrayList<>());
                                            ordered.add(made);
                                            return made;
                                        });
                        Column to = Objects.requireNonNull(element.referenced());
                        candidate
                                .terms()
                                .add(new Term(new ColumnRef(target, to, Set.of()), column));
                    }
                }
            }
        }
    }

    /** The places where the referenced table stands; an unresolved reference to them is thrown. */
    private static List<TableRef> pointedAt(Element element, List<TableRef> targets) {
        MappingException failure = element.failure();
        if (failure != null) {
            boolean here =
                    targets.stream()
                            .anyMatch(t -> t.table().tableName().equals(element.references()));
            if (here) {
                throw failure;
            }
            return List.of();
        }
        Column referenced = element.referenced();
        return targets.stream()
                .filter(t -> referenced != null && t.table() == referenced.table())
                .limit(1)
                .toList();
    }

    /** RC-32 and RC-33: complete matches of foreignKeys, then candidates that say the same. */
    private List<Candidate> trim(List<Candidate> candidates) {
        if (candidates.size() < 2) {
            return candidates;
        }
        List<Candidate> left =
                foreignKeys.isEmpty()
                        ? candidates
                        : candidates.stream().filter(c -> c.columns().equals(foreignKeys)).toList();
        Map<List<Term>, Candidate> different = new LinkedHashMap<>();
        left.forEach(candidate -> different.putIfAbsent(candidate.terms(), candidate));
        return different.size() == 1 ? List.copyOf(different.values()) : left;
    }
}
