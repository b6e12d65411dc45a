package io.relmap.error;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The mapping is wrong: found when it is built, never at first use. Lists every problem (RC-4). */
public class MappingException extends RelmapException {

    private static final long serialVersionUID = 1L;

    private final transient List<MappingException> problems;

    /** One problem. */
    public MappingException(ErrorCode code, String message) {
        this(code, message, (Throwable) null);
    }

    /** One problem and what caused it. */
    public MappingException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
        problems = List.of();
    }

    private MappingException(List<MappingException> problems) {
        super(problems.get(0).code(), text(problems), problems.get(0));
        this.problems = List.copyOf(problems);
    }

    /** Several problems of one mapping as one exception, the first one first. */
    public static MappingException of(List<MappingException> problems) {
        return problems.size() == 1 ? problems.get(0) : new MappingException(problems);
    }

    /** All problems found, this one alone if there is no other. */
    public List<MappingException> problems() {
        return problems == null || problems.isEmpty() ? List.of(this) : problems;
    }

    private static String text(List<MappingException> problems) {
        return problems.size()
                + " problems in the mapping:\n"
                + problems.stream()
                        .map(problem -> "- " + problem.getMessage())
                        .collect(Collectors.joining("\n"));
    }
}
