package io.relmap.jdbc;

import io.relmap.flush.change.FlushRow;
import io.relmap.flush.change.RowReferences;
import io.relmap.flush.dependency.DeleteCascades;
import io.relmap.flush.dependency.FlushWork;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.TableName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows that a flush has deleted so far, in order, and what ON DELETE CASCADE took away with them (spec UW-121). */
final class DeletedRows {

    private final FlushWork work;
    private final List<FlushRow> rows = new ArrayList<>();

    DeletedRows(FlushWork work) {
        this.work = work;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Remembers rows that were deleted one after the other. */
    void add(List<FlushRow> deleted) {
        rows.addAll(deleted);
    }

    /**
     * Those of some rows that ON DELETE CASCADE does not explain: neither has another row of the flush taken them along,
     * directly or by way of others; nor may one have done so by a way that is not known, since the flush does not know
     * what they or others refer to, and they are gone indeed.
     *
     * @param doomed rows that were deleted one after the other, after all that were added here
     * @param notFound those of them whose turn came in vain
     * @param isThere looks whether a row is there, if it is not known
     */
    List<FlushRow> unexplained(
            List<FlushRow> doomed, List<FlushRow> notFound, Predicate<FlushRow> isThere) {
        Taken taken = new Taken(cascades());
        rows.forEach(taken::delete);
        Set<FlushRow> gone = identitySet();
        Set<FlushRow> perhaps = identitySet();
        for (FlushRow row : doomed) {
            if (taken.gone.contains(row)) {
                gone.add(row);
            } else if (taken.mayBeGone(row, identitySet())) {
                perhaps.add(row);
            }
            taken.delete(row);
        }
        return notFound.stream()
                .filter(row -> !gone.contains(row))
                .filter(row -> !perhaps.contains(row) || isThere.test(row))
                .toList();
    }

    private static Set<FlushRow> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    /** The keys that take rows along, with what the rows of the flush refer to by them. */
    private List<Key> cascades() {
        List<Key> keys = new ArrayList<>();
        for (Mapper holder : work.set().mappers()) {
            for (ForeignKeyConstraint key : DeleteCascades.keys(holder)) {
                RowReferences references = new RowReferences(FlushRow::stored);
                for (Mapper target : work.set().mappers()) {
                    if (target.table().tableName().equals(key.references())) {
                        references.add(
                                key,
                                holder,
                                work.set().rows(holder),
                                target,
                                work.set().rows(target));
                    }
                }
                keys.add(new Key(holder, key, references, references.reversed()));
            }
        }
        return keys;
    }

    private record Key(
            Mapper holder, ForeignKeyConstraint key, RowReferences to, RowReferences from) {

        /** Whether a row refers to none by it. */
        boolean isNull(FlushRow row) {
            return key.columns().stream()
                    .map(name -> holder.findAttribute(holder.table().column(name)))
                    .flatMap(Stream::ofNullable)
                    .anyMatch(column -> row.stored(column) == null && isKnown(row, column));
        }

        /** Whether it cannot be told what a row refers to by it: it has expired, or is not mapped. */
        boolean isOpen(FlushRow row) {
            return key.columns().stream()
                    .map(name -> holder.findAttribute(holder.table().column(name)))
                    .anyMatch(column -> !isKnown(row, column));
        }

        private static boolean isKnown(FlushRow row, @Nullable ColumnAttribute column) {
            return column != null && (row.stored(column) != null || !row.state().isExpired(column));
        }
    }

    /** What is gone after some rows were deleted. */
    private final class Taken {

        private final List<Key> keys;
        private final Set<FlushRow> gone = identitySet();
        private final Set<TableName> tables = new HashSet<>();

        Taken(List<Key> keys) {
            this.keys = keys;
        }

        void delete(FlushRow first) {
            tables.add(first.mapper().table().tableName());
            Deque<FlushRow> open = new ArrayDeque<>(List.of(first));
            while (!open.isEmpty()) {
                FlushRow row = open.pop();
                if (gone.add(row)) {
                    keys.forEach(key -> key.from().from(row).forEach(open::push));
                }
            }
        }

        /** Whether a row is gone, or may be: it refers to one that may be gone. */
        boolean mayBeGone(FlushRow row, Set<FlushRow> seen) {
            return gone.contains(row)
                    || (seen.add(row)
                            && keys.stream()
                                    .filter(key -> key.holder() == row.mapper())
                                    .anyMatch(key -> isTakenBy(key, row, seen)));
        }

        private boolean isTakenBy(Key key, FlushRow row, Set<FlushRow> seen) {
            TableName target = key.key().references();
            if (key.isOpen(row)) {
                return tables.contains(target) || isTakenFrom(target);
            }
            List<FlushRow> referred = key.to().from(row);
            return referred.isEmpty()
                    ? !key.isNull(row) && isTakenFrom(target)
                    : referred.stream().anyMatch(each -> mayBeGone(each, seen));
        }

        /** Whether rows of a table that take no part in the flush may have gone along with deleted ones. */
        private boolean isTakenFrom(TableName table) {
            return tables.stream().anyMatch(deleted -> work.cascades().lead(table, deleted));
        }
    }
}
