package io.relmap.testsupport;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The three ways to come by a PostgreSQL server. */
sealed interface PostgresServer {

    /** Where databases or schemas are created. */
    JdbcLocation admin();

    /** The statement that creates what {@link #location} then points to. */
    String createStatement(String name);

    /** Where the database or schema of this name is. */
    JdbcLocation location(String name);

    static PostgresServer start() {
        Logger log = LoggerFactory.getLogger(PostgresServer.class);
        Map<String, String> environment = System.getenv();
        String url = environment.getOrDefault("RELMAP_TEST_POSTGRES_URL", "");
        if (!url.isBlank()) {
            log.info("PostgreSQL for tests: {}", url);
            return new Given(
                    new JdbcLocation(
                            url,
                            environment.getOrDefault("RELMAP_TEST_POSTGRES_USER", "postgres"),
                            environment.getOrDefault("RELMAP_TEST_POSTGRES_PASSWORD", "")));
        }
        if (DockerClientFactory.instance().isDockerAvailable()) {
            log.info("PostgreSQL for tests: a container of {}", Own.IMAGE);
            return Own.inContainer();
        }
        log.info("PostgreSQL for tests: embedded binaries");
        return Own.embedded();
    }

    /** A server from outside, where relmap may create schemas and takes them away again. */
    final class Given implements PostgresServer {

        private final JdbcLocation admin;
        private final Queue<String> schemas = new ConcurrentLinkedQueue<>();

        Given(JdbcLocation admin) {
            this.admin = admin;
            Runtime.getRuntime().addShutdownHook(new Thread(this::dropSchemas));
        }

        @Override
        public JdbcLocation admin() {
            return admin;
        }

        @Override
        public String createStatement(String name) {
            schemas.add(name);
            // A schema of this name can only be left from a process of the same number that died.
            return "drop schema if exists " + name + " cascade; create schema " + name;
        }

        @Override
        public JdbcLocation location(String name) {
            String separator = admin.url().contains("?") ? "&" : "?";
            return new JdbcLocation(
                    admin.url() + separator + "currentSchema=" + name,
                    admin.user(),
                    admin.password());
        }

        private void dropSchemas() {
            schemas.forEach(
                    name ->
                            TestPostgres.execute(
                                    admin, "drop schema if exists " + name + " cascade"));
        }
    }

    /** A server that this JVM started and that ends with it. */
    record Own(String host, int port, String user, String password) implements PostgresServer {

        /** The library's own ten seconds are too few where the machine is busy with other builds. */
        private static final Duration STARTUP = Duration.ofMinutes(2);

        static final String IMAGE = "postgres:18-alpine";

        /** The container is removed by Testcontainers when this JVM ends. */
        @SuppressWarnings("resource")
        static Own inContainer() {
            PostgreSQLContainer container =
                    new PostgreSQLContainer(IMAGE)
                            .withCommand(
                                    "postgres",
                                    "-c",
                                    "fsync=off",
                                    "-c",
                                    "synchronous_commit=off",
                                    "-c",
                                    "full_page_writes=off",
                                    "-c",
                                    "max_connections=300");
            container.start();
            return new Own(
                    container.getHost(),
                    container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                    container.getUsername(),
                    container.getPassword());
        }

        /** Works for root, too: the library starts the server in a user namespace then. */
        @SuppressWarnings("resource")
        static Own embedded() {
            try {
                EmbeddedPostgres postgres =
                        EmbeddedPostgres.builder()
                                .setServerConfig("fsync", "off")
                                .setServerConfig("synchronous_commit", "off")
                                .setServerConfig("full_page_writes", "off")
                                .setServerConfig("max_connections", "300")
                                .setLocaleConfig("locale", "C")
                                .setLocaleConfig("encoding", "UTF8")
                                .setRegisterShutdownHook(true)
                                .setPGStartupWait(STARTUP)
                                .start();
                return new Own("localhost", postgres.getPort(), "postgres", "");
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot start the embedded PostgreSQL", e);
            }
        }

        @Override
        public JdbcLocation admin() {
            return location("postgres");
        }

        @Override
        public String createStatement(String name) {
            return "create database " + name;
        }

        @Override
        public JdbcLocation location(String name) {
            return new JdbcLocation(
                    "jdbc:postgresql://" + host + ":" + port + "/" + name, user, password);
        }
    }
}
