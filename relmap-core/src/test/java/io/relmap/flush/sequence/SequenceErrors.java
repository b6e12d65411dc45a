package io.relmap.flush.sequence;

import io.relmap.error.DatabaseException;
import io.relmap.error.RelmapException;
import org.jspecify.annotations.Nullable;

/** The recorded words for errors. */
final class SequenceErrors {

    private SequenceErrors() {}

    static @Nullable String kind(@Nullable Throwable error) {
        if (error == null) {
            return null;
        }
        if (error instanceof DatabaseException database) {
            return switch (database.kind()) {
                case FOREIGN_KEY -> "ForeignKeyViolation";
                case UNIQUE -> "UniqueViolation";
                case NOT_NULL -> "NotNullViolation";
                default -> database.kind().name();
            };
        }
        if (!(error instanceof RelmapException relmap)) {
            return error.getClass().getSimpleName();
        }
        return switch (relmap.code()) {
            case CIRCULAR_DEPENDENCY -> "CircularDependency";
            case BLANK_PRIMARY_KEY -> "BlankPrimaryKey";
            case STALE_DATA -> "StaleData";
            case NULL_IDENTITY -> "NullIdentity";
            case VERSION_MISSING -> "VersionMissing";
            case PENDING_ROLLBACK -> "PendingRollback";
            case NOT_PERSISTED -> "NotPersisted";
            case FLUSH_DOES_NOT_SETTLE -> "EndlessFlush";
            case ALREADY_FLUSHING -> "ReentrantFlush";
            case OBJECT_DELETED -> "RowGone";
            case WRONG_ELEMENT -> "WrongMemberType";
            case MERGE_VERSION_MISMATCH -> "StaleVersionOnMerge";
            default -> relmap.code().name();
        };
    }
}
