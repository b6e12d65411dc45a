package io.relmap.boot.autoconfigure;

import io.relmap.ddl.SchemaDifference;
import io.relmap.ddl.SchemaOperations;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what a migration would have to do, and changes nothing. */
final class SchemaReport {

    private static final Logger LOG = LoggerFactory.getLogger("relmap.schema");

    private SchemaReport() {}

    static void log(SchemaOperations schema) {
        List<SchemaDifference> differences = schema.validate();
        if (differences.isEmpty()) {
            LOG.info("The database's tables are as the mapping says");
            return;
        }
        List<String> missing = schema.missingStatements();
        LOG.warn(
                "The database's tables are not as the mapping says, in {} point(s):\n{}{}",
                differences.size(),
                differences.stream()
                        .map(difference -> "    - " + difference.message())
                        .collect(Collectors.joining("\n")),
                missing.isEmpty()
                        ? ""
                        : "\nMissing tables are created by:\n"
                                + missing.stream()
                                        .map(statement -> "    " + statement + ";")
                                        .collect(Collectors.joining("\n")));
    }
}
