package io.relmap.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.error.CircularDependencyException;
import io.relmap.error.DatabaseException;
import io.relmap.error.DetachedInstanceException;
import io.relmap.error.ErrorCode;
import io.relmap.error.ErrorKind;
import io.relmap.error.FlushException;
import io.relmap.error.InvalidRequestException;
import io.relmap.error.MultipleResultsException;
import io.relmap.error.NoResultException;
import io.relmap.error.ObjectDeletedException;
import io.relmap.error.RelmapException;
import io.relmap.error.StaleDataException;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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
import org.springframework.dao.TransientDataAccessException;
import org.springframework.dao.UncategorizedDataAccessException;

@DisplayName("Translation of exceptions")
class RelmapExceptionTranslatorTest {

    private final RelmapExceptionTranslator translator = new RelmapExceptionTranslator();

    @ParameterizedTest
    @MethodSource("translations")
    void eachExceptionHasItsPlaceInSpringsHierarchy(
            RelmapException exception, Class<? extends DataAccessException> expected) {
        DataAccessException translated = translator.translateExceptionIfPossible(exception);

        assertThat(translated).isInstanceOf(expected).hasCause(exception);
        assertThat(translated.getMessage()).contains(exception.getMessage());
    }

    static Stream<Arguments> translations() {
        return Stream.of(
                Arguments.of(
                        new StaleDataException(ErrorCode.STALE_DATA, "stale"),
                        OptimisticLockingFailureException.class),
                Arguments.of(refused(ErrorKind.UNIQUE), DuplicateKeyException.class),
                Arguments.of(refused(ErrorKind.FOREIGN_KEY), DataIntegrityViolationException.class),
                Arguments.of(refused(ErrorKind.NOT_NULL), DataIntegrityViolationException.class),
                Arguments.of(refused(ErrorKind.CHECK), DataIntegrityViolationException.class),
                Arguments.of(
                        refused(ErrorKind.SERIALIZATION), PessimisticLockingFailureException.class),
                Arguments.of(refused(ErrorKind.DEADLOCK), TransientDataAccessException.class),
                Arguments.of(refused(ErrorKind.LOCK_TIMEOUT), CannotAcquireLockException.class),
                Arguments.of(refused(ErrorKind.QUERY_TIMEOUT), QueryTimeoutException.class),
                Arguments.of(
                        refused(ErrorKind.CONNECTION), DataAccessResourceFailureException.class),
                Arguments.of(refused(ErrorKind.OTHER), UncategorizedDataAccessException.class),
                Arguments.of(
                        refused(ErrorKind.OTHER, new SQLSyntaxErrorException("no such column")),
                        InvalidDataAccessResourceUsageException.class),
                Arguments.of(
                        refused(ErrorKind.OTHER, new SQLException("too long", "22001")),
                        DataIntegrityViolationException.class),
                Arguments.of(
                        new FlushException(
                                ErrorCode.FLUSH_FAILED, "flush", refused(ErrorKind.UNIQUE)),
                        DuplicateKeyException.class),
                Arguments.of(
                        new NoResultException(ErrorCode.NO_RESULT, "none"),
                        EmptyResultDataAccessException.class),
                Arguments.of(
                        new MultipleResultsException(ErrorCode.MULTIPLE_RESULTS, "two"),
                        IncorrectResultSizeDataAccessException.class),
                Arguments.of(
                        new ObjectDeletedException(ErrorCode.OBJECT_DELETED, "gone"),
                        DataRetrievalFailureException.class),
                Arguments.of(
                        new InvalidRequestException(ErrorCode.INVALID_STATE, "misuse"),
                        InvalidDataAccessApiUsageException.class),
                Arguments.of(
                        new DetachedInstanceException(ErrorCode.DETACHED, "detached"),
                        InvalidDataAccessApiUsageException.class),
                Arguments.of(
                        new CircularDependencyException(ErrorCode.CIRCULAR_DEPENDENCY, "cycle"),
                        InvalidDataAccessApiUsageException.class),
                Arguments.of(
                        new RelmapException(ErrorCode.FLUSH_FAILED, "else"),
                        UncategorizedDataAccessException.class));
    }

    @Test
    void whatIsNotRelmapsIsLeftAlone() {
        assertThat(translator.translateExceptionIfPossible(new IllegalStateException())).isNull();
    }

    private static DatabaseException refused(ErrorKind kind) {
        return refused(kind, new SQLException("refused"));
    }

    private static DatabaseException refused(ErrorKind kind, SQLException cause) {
        return new DatabaseException(ErrorCode.STATEMENT_FAILED, "refused", cause, kind, null);
    }
}
