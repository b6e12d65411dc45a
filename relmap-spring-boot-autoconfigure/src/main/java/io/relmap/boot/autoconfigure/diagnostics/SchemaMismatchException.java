package io.relmap.boot.autoconfigure.diagnostics;

import io.relmap.ddl.SchemaDifference;
import java.util.List;
import java.util.stream.Collectors;

/** The database's tables are not as the mapping says, and {@code relmap.schema.mode=validate} asked for it. */
public final class SchemaMismatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<SchemaDifference> differences;

    /**
     * An error.
     *
     * @param differences what differs
     */
    public SchemaMismatchException(List<SchemaDifference> differences) {
        super(
                "The database is not as the mapping says: "
                        + differences.stream()
                                .map(SchemaDifference::message)
                                .collect(Collectors.joining("; ")));
        this.differences = List.copyOf(differences);
    }

    /** What differs. */
    public List<SchemaDifference> differences() {
        return differences;
    }
}
