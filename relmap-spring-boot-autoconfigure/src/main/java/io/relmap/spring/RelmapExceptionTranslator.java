package io.relmap.spring;

import io.relmap.error.CircularDependencyException;
import io.relmap.error.DatabaseException;
import io.relmap.error.DetachedInstanceException;
import io.relmap.error.InvalidRequestException;
import io.relmap.error.LoadException;
import io.relmap.error.MultipleResultsException;
import io.relmap.error.NoResultException;
import io.relmap.error.ObjectDeletedException;
import io.relmap.error.PendingRollbackException;
import io.relmap.error.RelmapException;
import io.relmap.error.StaleDataException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.dao.support.PersistenceExceptionTranslator;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.transaction.TransactionException;

/**
 * Turns relmap's exceptions into Spring's {@link DataAccessException}s. relmap's exception, with entity and relationship,
 * is the cause, and its text the text. Serialization failures and dead-locks are transient ones, which a retry may
 * cure. Safe for use by several threads.
 */
public final class RelmapExceptionTranslator implements PersistenceExceptionTranslator {

    private static final SQLExceptionTranslator SPRINGS_RULES =
            new SQLExceptionSubclassTranslator();

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

    /**
     * The translated exception of a flush within another manager's commit. There a {@link TransactionException} would
     * pass for a failure of the commit itself, after which nothing is rolled back.
     */
    static RuntimeException translatedInCommit(RuntimeException exception) {
        return exception instanceof TransactionException
                ? new QueryTimeoutException(exception.getMessage(), exception)
                : translated(exception);
    }

    /**
     * The translated exception, if it speaks of what the database holds or answers: it refused, a row was changed or
     * is gone, there is not one result. What speaks of misuse stays relmap's own.
     */
    static RuntimeException answerTranslated(RuntimeException exception) {
        return exception instanceof RelmapException relmap
                        && (!isMisuse(relmap) || refusedByDatabase(relmap) != null)
                ? translate(relmap)
                : exception;
    }

    private static DataAccessException translate(RelmapException exception) {
        String message = exception.getMessage();
        if (exception instanceof StaleDataException) {
            return new OptimisticLockingFailureException(message, exception);
        }
        DatabaseException refused = refusedByDatabase(exception);
        if (refused != null) {
            return byKind(refused, exception);
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

    /** What the database refused, perhaps behind the exception of a flush. */
    private static @Nullable DatabaseException refusedByDatabase(RelmapException exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseException refused) {
                return refused;
            }
        }
        return null;
    }

    private static DataAccessException byKind(DatabaseException refused, RelmapException whole) {
        String message = whole.getMessage();
        return switch (refused.kind()) {
            case UNIQUE -> new DuplicateKeyException(message, whole);
            case FOREIGN_KEY, NOT_NULL, CHECK ->
                    new DataIntegrityViolationException(message, whole);
            case SERIALIZATION, DEADLOCK -> new PessimisticLockingFailureException(message, whole);
            case LOCK_TIMEOUT -> new CannotAcquireLockException(message, whole);
            case QUERY_TIMEOUT -> new QueryTimeoutException(message, whole);
            case CONNECTION -> new DataAccessResourceFailureException(message, whole);
            case OTHER -> bySpringsRules(refused, whole);
        };
    }

    /** Where the dialect has not recognised the error. */
    private static DataAccessException bySpringsRules(
            DatabaseException refused, RelmapException whole) {
        String message = whole.getMessage();
        DataAccessException likeSpring =
                refused.getCause() instanceof SQLException sql
                        ? SPRINGS_RULES.translate("relmap", null, sql)
                        : null;
        if (likeSpring instanceof DataIntegrityViolationException) {
            return new DataIntegrityViolationException(message, whole);
        }
        return likeSpring instanceof InvalidDataAccessResourceUsageException
                ? new InvalidDataAccessResourceUsageException(message, whole)
                : new UncategorizedRelmapException(message, whole);
    }

    private static boolean isMisuse(RelmapException exception) {
        return exception instanceof InvalidRequestException
                || exception instanceof DetachedInstanceException
                || exception instanceof LoadException
                || exception instanceof PendingRollbackException
                || exception instanceof CircularDependencyException;
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
