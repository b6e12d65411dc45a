package io.relmap.spring;

import io.relmap.error.CircularDependencyException;
import io.relmap.error.DetachedInstanceException;
import io.relmap.error.IntegrityException;
import io.relmap.error.InvalidRequestException;
import io.relmap.error.LoadException;
import io.relmap.error.MultipleResultsException;
import io.relmap.error.NoResultException;
import io.relmap.error.ObjectDeletedException;
import io.relmap.error.PendingRollbackException;
import io.relmap.error.RelmapException;
import io.relmap.error.StaleDataException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.dao.support.PersistenceExceptionTranslator;

/**
 * Turns relmap's exceptions into Spring's {@link DataAccessException}s. What the database refused goes by its SQL state;
 * relmap's exception, with entity and relationship, is the cause, and its text the text. Safe for use by several
 * threads.
 */
public final class RelmapExceptionTranslator implements PersistenceExceptionTranslator {

    /** A translator. */
    public RelmapExceptionTranslator() {}

    @Override
    public @Nullable DataAccessException translateExceptionIfPossible(RuntimeException exception) {
        return exception instanceof RelmapException relmap ? translate(relmap) : null;
    }

    /** The translated exception, or the same one where there is no translation. */
    static RuntimeException translated(RuntimeException exception) {
        return exception instanceof RelmapException relmap ? translate(relmap) : exception;
    }

    private static DataAccessException translate(RelmapException exception) {
        String message = exception.getMessage();
        if (exception instanceof StaleDataException) {
            return new OptimisticLockingFailureException(message, exception);
        }
        SQLException refused = refusedByDatabase(exception);
        if (refused != null) {
            return SqlStates.translate(exception, refused);
        }
        if (exception instanceof IntegrityException) {
            return new DataIntegrityViolationException(message, exception);
        }
        if (exception instanceof NoResultException) {
            return new EmptyResultDataAccessException(message, 1, exception);
        }
        if (exception instanceof MultipleResultsException) {
            return new IncorrectResultSizeDataAccessException(message, 1, exception);
        }
        if (exception instanceof ObjectDeletedException) {
            return new DataRetrievalFailureException(message, exception);
        }
        return isMisuse(exception)
                ? new InvalidDataAccessApiUsageException(message, exception)
                : new UncategorizedRelmapException(message, exception);
    }

    private static boolean isMisuse(RelmapException exception) {
        return exception instanceof InvalidRequestException
                || exception instanceof DetachedInstanceException
                || exception instanceof LoadException
                || exception instanceof PendingRollbackException
                || exception instanceof CircularDependencyException;
    }

    /** The database's exception in the chain of causes, or null. A batch hides the one that says why. */
    private static @Nullable SQLException refusedByDatabase(Throwable exception) {
        for (Throwable cause = exception.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof BatchUpdateException batch && batch.getNextException() != null) {
                return batch.getNextException();
            }
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    /** An error of relmap that no class of Spring's hierarchy fits. */
    private static final class UncategorizedRelmapException
            extends UncategorizedDataAccessException {

        private static final long serialVersionUID = 1L;

        UncategorizedRelmapException(@Nullable String message, Throwable cause) {
            super(message, cause);
        }
    }
}
