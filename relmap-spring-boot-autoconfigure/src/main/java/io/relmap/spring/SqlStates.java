package io.relmap.spring;

import io.relmap.error.IntegrityException;
import io.relmap.error.RelmapException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/**
 * Finds Spring's class for what a database refused, by Spring's own rules, and makes an exception of it that keeps
 * relmap's text and relmap's exception as the cause: Spring would keep the driver's only.
 */
final class SqlStates {

    private static final SQLExceptionTranslator BY_TYPE_AND_STATE =
            new SQLExceptionSubclassTranslator();

    /** Subclasses before their superclasses. */
    private static final Map<Class<?>, BiFunction<@Nullable String, Throwable, DataAccessException>>
            KNOWN = new LinkedHashMap<>();

    static {
        KNOWN.put(DuplicateKeyException.class, DuplicateKeyException::new);
        KNOWN.put(DataIntegrityViolationException.class, DataIntegrityViolationException::new);
        KNOWN.put(CannotAcquireLockException.class, CannotAcquireLockException::new);
        KNOWN.put(
                PessimisticLockingFailureException.class, PessimisticLockingFailureException::new);
        KNOWN.put(ConcurrencyFailureException.class, ConcurrencyFailureException::new);
        KNOWN.put(QueryTimeoutException.class, QueryTimeoutException::new);
        KNOWN.put(RecoverableDataAccessException.class, RecoverableDataAccessException::new);
        KNOWN.put(
                TransientDataAccessResourceException.class,
                TransientDataAccessResourceException::new);
        KNOWN.put(
                DataAccessResourceFailureException.class, DataAccessResourceFailureException::new);
        KNOWN.put(
                NonTransientDataAccessResourceException.class,
                NonTransientDataAccessResourceException::new);
        KNOWN.put(
                PermissionDeniedDataAccessException.class,
                PermissionDeniedDataAccessException::new);
        KNOWN.put(
                InvalidDataAccessResourceUsageException.class,
                InvalidDataAccessResourceUsageException::new);
    }

    private SqlStates() {}

    static DataAccessException translate(RelmapException exception, SQLException refused) {
        String message = exception.getMessage();
        DataAccessException likeSpring = BY_TYPE_AND_STATE.translate("relmap", null, refused);
        for (var known : KNOWN.entrySet()) {
            if (known.getKey().isInstance(likeSpring)) {
                return known.getValue().apply(message, exception);
            }
        }
        return exception instanceof IntegrityException
                ? new DataIntegrityViolationException(message, exception)
                : new UncategorizedSQLException(String.valueOf(message), null, refused);
    }
}
