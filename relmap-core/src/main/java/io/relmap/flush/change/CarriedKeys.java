package io.relmap.flush.change;

import io.relmap.annotation.Internal;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.ReferentialAction;
import io.relmap.state.KeyValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The changed keys of rows that an UPDATE writes, and that the database carries on by ON UPDATE CASCADE into the keys
 * of other rows of the flush, directly or by way of others: those are found under their new keys from then on (spec
 * UW-95). Relationships need not lead there.
 */
@Internal
public final class CarriedKeys {

    private final FlushSet set;
    private final Map<FlushRow, Map<Reference, List<Object>>> before = new LinkedHashMap<>();

    private CarriedKeys(FlushSet set) {
        this.set = set;
    }

    /** What rows are referred to by, before they are updated one after the other. */
    public static CarriedKeys of(FlushSet set, Mapper mapper, List<FlushRow> updated) {
        CarriedKeys carried = new CarriedKeys(set);
        List<Reference> references = carried.references(mapper);
        if (!references.isEmpty()) {
            updated.stream()
                    .filter(row -> references.stream().anyMatch(each -> each.isChangedIn(row)))
                    .forEach(row -> carried.before.put(row, keys(row, references)));
        }
        return carried;
    }

    /** The rows were updated. */
    public void carry() {
        before.forEach(this::carry);
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
        for (FlushRow holder : set.rows(reference.holder)) {
            if (key.equals(reference.held(holder))) {
                Map<Reference, List<Object>> keys = keys(holder, others);
                reference.carry(row, holder);
                carry(holder, keys);
            }
        }
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
