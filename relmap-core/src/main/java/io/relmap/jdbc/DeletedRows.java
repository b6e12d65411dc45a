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
import java.util.function.UnaryOperator;
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
     * what they or others refer to. A row with a version may be there all the same, since somebody has changed it.
     *
     * @param doomed rows of one entity that were deleted one after the other, after all that were added here
     * @param notFound those of them whose turn came in vain
     * @param there finds which of some of them are there
     */
    List<FlushRow> unexplained(
            List<FlushRow> doomed, List<FlushRow> notFound, UnaryOperator<List<FlushRow>> there) {
        Taken taken = new Taken(cascades());
        rows.forEach(taken::delete);
        Set<FlushRow> asked = identitySet();
        asked.addAll(notFound);
        List<FlushRow> excused = new ArrayList<>();
        for (FlushRow row : doomed) {
            if (asked.contains(row) && taken.mayBeGone(row)) {
                excused.add(row);
            }
            taken.delete(row);
        }
        excused.forEach(asked::remove);
        if (!excused.isEmpty() && excused.get(0).mapper().version() != null) {
            asked.addAll(there.apply(excused));
        }
        return notFound.stream().filter(asked::contains).toList();
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

    /** What is gone after some rows were deleted, and what may be. */
    private final class Taken {

        private final List<Key> keys;
        private final Set<FlushRow> gone = identitySet();
        private final Set<TableName> tables = new HashSet<>();
        private @Nullable Set<FlushRow> perhaps;

        Taken(List<Key> keys) {
            this.keys = keys;
        }

        void delete(FlushRow row) {
            if (tables.add(row.mapper().table().tableName())) {
                perhaps = null;
            }
            addReferring(List.of(row), gone);
        }

        /** Whether a row is gone, or may be: it, or one that it goes along with, refers to what is not known. */
        boolean mayBeGone(FlushRow row) {
            return gone.contains(row) || perhaps().contains(row);
        }

        private Set<FlushRow> perhaps() {
            Set<FlushRow> known = perhaps;
            if (known == null) {
                known = identitySet();
                for (Key key : keys) {
                    addReferring(
                            work.set().rows(key.holder()).stream()
                                    .filter(holder -> mayBeTakenUnseen(key, holder))
                                    .toList(),
                            known);
                }
                perhaps = known;
            }
            return known;
        }

        /** Adds rows, and those that go along with them. */
        private void addReferring(List<FlushRow> first, Set<FlushRow> found) {
            Deque<FlushRow> open = new ArrayDeque<>(first);
            while (!open.isEmpty()) {
                FlushRow row = open.pop();
                if (found.add(row)) {
                    keys.forEach(key -> key.from().from(row).forEach(open::push));
                }
            }
        }

        /** Whether a row may have gone along with one that the flush does not know. */
        private boolean mayBeTakenUnseen(Key key, FlushRow row) {
            TableName target = key.key().references();
            if (key.isOpen(row)) {
                return tables.contains(target) || isTakenFrom(target);
            }
            return key.to().from(row).isEmpty() && !key.isNull(row) && isTakenFrom(target);
        }

        /** Whether rows of a table that take no part in the flush may have gone along with deleted ones. */
        private boolean isTakenFrom(TableName table) {
            return tables.stream().anyMatch(deleted -> work.cascades().lead(table, deleted));
        }
    }
}
