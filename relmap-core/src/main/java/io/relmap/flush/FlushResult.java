package io.relmap.flush;

import io.relmap.annotation.Internal;
import io.relmap.flush.change.FlushRow;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.state.IdentityKey;
import io.relmap.state.InstanceState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a flush has done. The session takes it over when all is written (spec UW-124): deleted objects leave
 * the identity map, saved ones are put in under {@link Saved#identity()}, {@link Saved#commitColumns} is called for
 * each of them, and the histories of all are forgotten.
 */
@Internal
public final class FlushResult {

    private final List<Saved> saved;
    private final List<InstanceState> deleted;

    FlushResult(List<FlushRow> rows) {
        saved = rows.stream().filter(row -> !row.isDeleting()).map(Saved::new).toList();
        deleted = rows.stream().filter(FlushRow::isDeleting).map(FlushRow::state).toList();
    }

    /** The objects that were inserted, updated, or looked at only. */
    public List<Saved> saved() {
        return saved;
    }

    /** The objects whose rows are gone, or were taken over by new objects (spec UW-100). */
    public List<InstanceState> deleted() {
        return deleted;
    }

    /** An object that is persistent after the flush. */
    public static final class Saved {

        private final FlushRow row;

        Saved(FlushRow row) {
            this.row = row;
        }

        /** The object's state. */
        public InstanceState state() {
            return row.state();
        }

        /** Whether the object was new: it was inserted, or took over a row. */
        public boolean wasNew() {
            return row.isNew();
        }

        /** The object whose row this new one took over, or null (spec UW-100). */
        public @Nullable InstanceState switchedFrom() {
            FlushRow old = row.switchedFrom();
            return old == null ? null : old.state();
        }

        /** Whether the flush only took notice of it: its row was not written (spec UW-8). */
        public boolean isListedOnly() {
            return row.isListedOnly();
        }

        /**
         * The key that it has now; differs from the state's where it is new or its key was changed.
         *
         * @throws io.relmap.error.NullIdentityException if a part of it is missing (spec UW-83)
         */
        public IdentityKey identity() {
            return row.identityAfter();
        }

        /**
         * As {@link #commitColumns}, for an object with changes that a flush of some objects has not written: they
         * stay to be written.
         */
        public void commitWrittenColumns() {
            if (row.state().snapshot() == null) {
                commitColumns();
            } else {
                row.state().snapshot(row.snapshotAfter());
            }
        }

        /** Takes what was written over into the state's snapshot. */
        public void commitColumns() {
            InstanceState state = row.state();
            if (row.isListedOnly()) {
                for (ColumnAttribute attribute : row.mapper().columns()) {
                    row.followed(attribute);
                }
            }
            state.snapshot(row.snapshotAfter());
        }
    }
}
