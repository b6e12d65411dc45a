package io.relmap.flush.change;

import io.relmap.annotation.Internal;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.ReferentialAction;
import io.relmap.state.KeyValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The changed keys of rows that an UPDATE writes, and that the database carries on by ON UPDATE CASCADE into the keys
 * of other rows of the flush, directly or by way of others: those are found under their new keys from then on (spec
 * UW-95). Relationships need not lead there. Made once for a flush.
 */
@Internal
public final class CarriedKeys {

    private final FlushSet set;
    private final Map<Mapper, List<Reference>> references = new HashMap<>();

    /** For a flush whose objects are known. */
    public CarriedKeys(FlushSet set) {
        this.set = set;
    }

    /** What the UPDATEs of one entity's rows carry on that follow each other, with nothing else between them. */
    public Updates updates(Mapper mapper) {
        return new Updates(references(mapper));
    }

    private static Map<Reference, List<Object>> keys(FlushRow row, List<Reference> references) {
        Map<Reference, List<Object>> keys = new LinkedHashMap<>();
        for (Reference reference : references) {
            List<Object> key = reference.key(row);
            if (key != null) {
                keys.put(reference, key);
            }
        }
        return keys;
    }

    /** The references by which an entity's keys are carried into keys of rows of the flush. */
    private List<Reference> references(Mapper target) {
        return references.computeIfAbsent(target, this::find);
    }

    private List<Reference> find(Mapper target) {
        List<Reference> found = new ArrayList<>(0);
        for (Mapper holder : set.mappers()) {
            for (ForeignKeyConstraint key : holder.table().foreignKeys()) {
                if (key.options().onUpdate() == ReferentialAction.CASCADE
                        && key.references().equals(target.table().tableName())) {
                    Reference reference =
                            new Reference(
                                    holder,
                                    RowReferences.attributes(holder, key.columns()),
                                    RowReferences.attributes(target, key.referencedColumns()));
                    if (reference.isWhole(key) && reference.isPartOfKey()) {
                        found.add(reference);
                    }
                }
            }
        }
        return found;
    }

    /** UPDATEs of rows of one entity. What rows refer to is looked up at once for all of them. */
    @Internal
    public final class Updates {

        private final List<Reference> all;
        private final IdentityHashMap<Reference, Map<List<Object>, List<FlushRow>>> holders =
                new IdentityHashMap<>();

        private Updates(List<Reference> all) {
            this.all = all;
        }

        /**
         * Whether the database carries a changed key of a row into other rows of its table: an UPDATE of several would
         * look for those under the key that they had before.
         */
        public boolean reachOwnTable(FlushRow row) {
            return all.stream()
                    .filter(each -> each.holder == row.mapper() && each.isChangedIn(row))
                    .anyMatch(
                            each ->
                                    holders(each, each.key(row)).stream()
                                            .anyMatch(holder -> holder != row));
        }

        /**
         * Remembers what rows are referred to by, before one UPDATE writes them.
         *
         * @return to be run when they are written: carries their keys on
         */
        public Runnable before(List<FlushRow> updated) {
            Map<FlushRow, Map<Reference, List<Object>>> before = new LinkedHashMap<>();
            updated.stream()
                    .filter(row -> all.stream().anyMatch(each -> each.isChangedIn(row)))
                    .forEach(row -> before.put(row, keys(row, all)));
            return () -> {
                updated.forEach(this::index);
                before.forEach(this::carry);
            };
        }

        private void carry(FlushRow row, Map<Reference, List<Object>> keys) {
            keys.forEach(
                    (reference, key) -> {
                        if (!key.equals(reference.key(row))) {
                            carry(row, reference, key);
                        }
                    });
        }

        private void carry(FlushRow row, Reference reference, List<Object> key) {
            List<Reference> others = references(reference.holder);
            for (FlushRow holder : List.copyOf(holders(reference, key))) {
                if (key.equals(reference.held(holder))) { // it may have gone along by another way
                    Map<Reference, List<Object>> keys = keys(holder, others);
                    reference.carry(row, holder);
                    index(holder);
                    carry(holder, keys);
                }
            }
        }

        /** The rows that refer to a key, or have done so before they were written. */
        private List<FlushRow> holders(Reference reference, @Nullable List<Object> key) {
            Map<List<Object>, List<FlushRow>> index = holders.get(reference);
            if (index == null) {
                Map<List<Object>, List<FlushRow>> made = new HashMap<>();
                set.rows(reference.holder).forEach(holder -> reference.index(holder, made));
                holders.put(reference, made);
                index = made;
            }
            return key == null ? List.of() : index.getOrDefault(key, List.of());
        }

        private void index(FlushRow written) {
            holders.forEach((reference, index) -> reference.index(written, index));
        }
    }

    private record Reference(
            Mapper holder, List<ColumnAttribute> columns, List<ColumnAttribute> sources) {

        boolean isWhole(ForeignKeyConstraint key) {
            return columns.size() == key.columns().size() && sources.size() == columns.size();
        }

        boolean isPartOfKey() {
            return columns.stream().anyMatch(each -> each.column().primaryKey());
        }

        boolean isChangedIn(FlushRow target) {
            return sources.stream().anyMatch(target::isChanged);
        }

        /** What a row is referred to by; null if a part of it is NULL, or there is no row. */
        @Nullable List<Object> key(FlushRow target) {
            return values(target, sources);
        }

        /** What a row refers to. */
        @Nullable List<Object> held(FlushRow row) {
            return values(row, columns);
        }

        /** Puts a row to those that refer to the same. */
        void index(FlushRow row, Map<List<Object>, List<FlushRow>> index) {
            List<Object> key = row.mapper() == holder ? held(row) : null;
            if (key != null) {
                index.computeIfAbsent(key, unused -> new ArrayList<>(1)).add(row);
            }
        }

        private @Nullable List<Object> values(FlushRow row, List<ColumnAttribute> attributes) {
            List<@Nullable Object> values = new ArrayList<>();
            for (int place = 0; place < attributes.size(); place++) {
                values.add(
                        ValueTypes.convert(
                                row.stored(attributes.get(place)), sources.get(place).javaType()));
            }
            return KeyValue.comparable(values);
        }

        void carry(FlushRow target, FlushRow row) {
            for (int place = 0; place < columns.size(); place++) {
                ColumnAttribute column = columns.get(place);
                row.carriedAlong(
                        column,
                        ValueTypes.convert(target.stored(sources.get(place)), column.javaType()));
            }
        }
    }
}
