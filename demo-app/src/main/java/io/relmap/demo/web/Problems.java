package io.relmap.demo.web;

import io.relmap.demo.catalog.NotFoundException;
import io.relmap.demo.catalog.StaleVersionException;
import io.relmap.demo.catalog.UnknownReferenceException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Answers errors: a program with a problem detail (RFC 9457), a person with a page. The transaction has been rolled
 * back by then.
 */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    @Nullable ResponseEntity<Object> notFound(NotFoundException e, WebRequest request) {
        return answer(e, HttpStatus.NOT_FOUND, e.getMessage(), request);
    }

    @ExceptionHandler
    @Nullable ResponseEntity<Object> unknownReference(
            UnknownReferenceException e, WebRequest request) {
        return answer(e, HttpStatus.UNPROCESSABLE_CONTENT, e.getMessage(), request);
    }

    @ExceptionHandler
    @Nullable ResponseEntity<Object> stale(StaleVersionException e, WebRequest request) {
        return answer(e, HttpStatus.CONFLICT, e.getMessage(), request);
    }

    /** A lost race: another version is stored than the one read, or the database gave up one of two. */
    @ExceptionHandler
    @Nullable ResponseEntity<Object> changedMeanwhile(
            ConcurrencyFailureException e, WebRequest request) {
        return answer(e, HttpStatus.CONFLICT, "It was changed meanwhile. Read it again.", request);
    }

    @ExceptionHandler
    @Nullable ResponseEntity<Object> existsAlready(DuplicateKeyException e, WebRequest request) {
        return answer(
                e,
                HttpStatus.CONFLICT,
                "Somebody saved the same at the same moment. Send it again.",
                request);
    }

    @ExceptionHandler
    @Nullable ResponseEntity<Object> inUse(DataIntegrityViolationException e, WebRequest request) {
        return answer(
                e,
                HttpStatus.CONFLICT,
                "The change contradicts what is stored: something still refers to it.",
                request);
    }

    @ExceptionHandler
    @Nullable ResponseEntity<Object> unexpected(RuntimeException e, WebRequest request) {
        LOG.error("A request failed: {}", request.getDescription(false), e);
        return answer(e, HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here.", request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String errors =
                e.getBindingResult().getFieldErrors().stream()
                        .map(error -> error.getField() + " " + error.getDefaultMessage())
                        .sorted()
                        .collect(Collectors.joining("; "));
        return answer(e, status, errors, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String errors =
                e.getParameterValidationResults().stream()
                        .flatMap(Problems::messages)
                        .sorted()
                        .collect(Collectors.joining("; "));
        return answer(e, status, errors, request);
    }

    private static Stream<String> messages(ParameterValidationResult result) {
        return result.getResolvableErrors().stream()
                .map(
                        error ->
                                result.getMethodParameter().getParameterName()
                                        + " "
                                        + error.getDefaultMessage());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(e, status, whatIsUnreadable(e.getCause()), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(e, status, "There is nothing at this address.", request);
    }

    private static String whatIsUnreadable(@Nullable Throwable cause) {
        if (!(cause instanceof JacksonException json)) {
            return "The request has no body, or one that is no JSON.";
        }
        if (json.getPath().isEmpty()) {
            return "The body is not the JSON that is expected here.";
        }
        String field =
                json.getPath().stream()
                        .map(Problems::step)
                        .collect(Collectors.joining())
                        .substring(1);
        return cause instanceof UnrecognizedPropertyException
                ? "There is no field " + field
                : "The value of " + field + " is not what is expected here";
    }

    private static String step(JacksonException.Reference step) {
        return step.getPropertyName() == null
                ? "[" + step.getIndex() + "]"
                : "." + step.getPropertyName();
    }

    private @Nullable ResponseEntity<Object> answer(
            Exception e, HttpStatusCode status, @Nullable String detail, WebRequest request) {
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setDetail(detail);
        return handleExceptionInternal(e, problem, new HttpHeaders(), status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (request instanceof ServletWebRequest web && isForAPerson(web)) {
            sendPage(web.getResponse(), status, body);
            return null;
        }
        return super.handleExceptionInternal(e, body, headers, status, request);
    }

    private static boolean isForAPerson(ServletWebRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted != null
                && accepted.contains(MediaType.TEXT_HTML_VALUE)
                && !request.getRequest().getRequestURI().startsWith("/api/");
    }

    /** Has Spring Boot render the template {@code error}. */
    private static void sendPage(
            @Nullable HttpServletResponse response, HttpStatusCode status, @Nullable Object body) {
        if (response == null || response.isCommitted()) {
            return;
        }
        String detail = body instanceof ProblemDetail problem ? problem.getDetail() : null;
        try {
            response.sendError(status.value(), detail);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
