package io.relmap.spring;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what becomes of changes in a scope that does not write. */
final class UnwrittenChanges {

    private static final Logger LOG = LoggerFactory.getLogger("relmap.transaction");

    private UnwrittenChanges() {}

    /** Warns in a read-only transaction, and fails where there is none. */
    static void check(SessionHolder holder) {
        if (holder.access() == Access.WRITING || !holder.hasChanges()) {
            return;
        }
        if (holder.access() == Access.NO_TRANSACTION) {
            throw refused("Objects were changed (" + holder.changes() + ")", holder.access());
        }
        LOG.warn(
                "Objects were changed in a read-only transaction; nothing of it is written: {}. Use"
                        + " @Transactional without readOnly = true where something is to change.",
                holder.changes());
    }

    static InvalidRequestException refused(String what, Access access) {
        return access == Access.READ_ONLY
                ? new InvalidRequestException(
                        ErrorCode.READ_ONLY,
                        what
                                + " in a read-only transaction, where nothing is written. Use"
                                + " @Transactional without readOnly = true.")
                : new InvalidRequestException(
                        ErrorCode.NO_TRANSACTION,
                        what
                                + " where there is no transaction (propagation SUPPORTS or"
                                + " NOT_SUPPORTED), so nothing could be written. Use @Transactional with"
                                + " REQUIRED or REQUIRES_NEW.");
    }
}
