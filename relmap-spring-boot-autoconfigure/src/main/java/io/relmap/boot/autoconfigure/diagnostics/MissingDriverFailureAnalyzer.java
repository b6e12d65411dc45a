package io.relmap.boot.autoconfigure.diagnostics;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says which dependency is missing where the driver of the database is not on the class path. */
final class MissingDriverFailureAnalyzer implements FailureAnalyzer {

    /** What Hikari and Spring Boot say; neither has an exception of its own for it. */
    private static final Pattern NO_DRIVER =
            Pattern.compile("(?:Failed to|Cannot) load driver class:? ([\\w.$]+)");

    private static final Map<String, String> DEPENDENCIES =
            Map.of(
                    "org.postgresql.Driver", "org.postgresql:postgresql",
                    "org.h2.Driver", "com.h2database:h2",
                    "org.sqlite.JDBC", "org.xerial:sqlite-jdbc",
                    "org.mariadb.jdbc.Driver", "org.mariadb.jdbc:mariadb-java-client",
                    "com.mysql.cj.jdbc.Driver", "com.mysql:mysql-connector-j");

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Matcher matcher = NO_DRIVER.matcher(String.valueOf(cause.getMessage()));
            if (matcher.find()) {
                return missing(matcher.group(1), cause);
            }
        }
        return null;
    }

    private static FailureAnalysis missing(String driver, Throwable cause) {
        String dependency = DEPENDENCIES.get(driver);
        return new FailureAnalysis(
                "The driver of the database, " + driver + ", is not on the class path.",
                dependency == null
                        ? "Add the dependency that has it, with scope runtime, or correct"
                                + " spring.datasource.url and spring.datasource.driver-class-name."
                        : "Add the dependency "
                                + dependency
                                + " with scope runtime; Spring Boot manages its version.",
                cause);
    }
}
