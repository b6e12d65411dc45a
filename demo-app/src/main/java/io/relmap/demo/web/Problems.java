package io.relmap.demo.web;

import io.relmap.demo.catalog.NotFoundException;
import io.relmap.demo.catalog.StaleVersionException;
import io.relmap.demo.catalog.UnknownReferenceException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers errors of the API as problem details (RFC 9457). The transaction has been rolled back by then. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    @ExceptionHandler
    ProblemDetail notFound(NotFoundException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, message(e));
    }

    @ExceptionHandler
    ProblemDetail unknownReference(UnknownReferenceException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, message(e));
    }

    @ExceptionHandler
    ProblemDetail stale(StaleVersionException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, message(e));
    }

    @ExceptionHandler(OptimisticLockingFailureException.class)
    ProblemDetail changedMeanwhile() {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.CONFLICT, "It was changed meanwhile. Read it again.");
    }

    @ExceptionHandler(DataIntegrityViolationException.class)
    ProblemDetail inUse() {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.CONFLICT,
                "The change contradicts what is stored: something still refers to it, or it exists already.");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        ProblemDetail problem = e.getBody();
        List<String> errors =
                e.getBindingResult().getFieldErrors().stream()
                        .map(error -> error.getField() + " " + error.getDefaultMessage())
                        .sorted()
                        .toList();
        problem.setDetail(String.join("; ", errors));
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        ProblemDetail problem = e.getBody();
        problem.setDetail(
                e.getParameterValidationResults().stream()
                        .flatMap(Problems::messages)
                        .sorted()
                        .collect(Collectors.joining("; ")));
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    private static Stream<String> messages(ParameterValidationResult result) {
        return result.getResolvableErrors().stream()
                .map(
                        error ->
                                result.getMethodParameter().getParameterName()
                                        + " "
                                        + error.getDefaultMessage());
    }

    private static String message(Exception e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
