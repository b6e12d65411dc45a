package io.relmap.scenario;

import io.relmap.error.BlankPrimaryKeyException;
import io.relmap.error.CircularDependencyException;
import io.relmap.error.DetachedInstanceException;
import io.relmap.error.FlushException;
import io.relmap.error.IntegrityException;
import io.relmap.error.InvalidRequestException;
import io.relmap.error.NullIdentityException;
import io.relmap.error.PendingRollbackException;
import io.relmap.error.RelmapException;
import io.relmap.error.StaleDataException;

/** The recorded category of an error. */
final class ErrorCategories {

    private ErrorCategories() {}

    static String of(Throwable error) {
        if (!(error instanceof RelmapException relmap)) {
            return error.getClass().getName();
        }
        return switch (relmap.code()) {
            case ATTACHED_ELSEWHERE -> "already-attached";
            case IDENTITY_CONFLICT -> "identity-conflict";
            case NOT_PERSISTENT, NOT_IN_SESSION, NOT_PERSISTED -> "not-persistent";
            case HAS_BEEN_DELETED -> "deleted-instance";
            case OBJECT_DELETED -> "object-deleted";
            case SINGLE_PARENT -> "single-parent";
            case LOAD_REFUSED -> "raise-load";
            default -> byClass(relmap);
        };
    }

    private static String byClass(RelmapException error) {
        if (error instanceof IntegrityException) {
            return "integrity";
        } else if (error instanceof StaleDataException) {
            return "stale-data";
        } else if (error instanceof CircularDependencyException) {
            return "circular-dependency";
        } else if (error instanceof BlankPrimaryKeyException) {
            return "blank-pk";
        } else if (error instanceof NullIdentityException) {
            return "null-identity";
        } else if (error instanceof FlushException) {
            return "flush-error";
        } else if (error instanceof DetachedInstanceException) {
            return "detached";
        } else if (error instanceof PendingRollbackException) {
            return "pending-rollback";
        } else if (error instanceof InvalidRequestException) {
            return "invalid-request";
        }
        return error.getClass().getName();
    }
}
