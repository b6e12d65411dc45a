package io.relmap.benchmarks.measure;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A database for one run; closing it ends the server that it started. */
public final class BenchmarkDatabase implements AutoCloseable {

    /**
     * Connections of a pool: more than the threads of the workloads, since Ebean fetches keys on a second one while it
     * holds the first.
     */
    private static final int CONNECTIONS = 10;

    private static final Duration STARTUP = Duration.ofMinutes(2);

    private final DatabaseKind kind;
    private final String url;
    private final @Nullable EmbeddedPostgres server;

    private BenchmarkDatabase(DatabaseKind kind, String url, @Nullable EmbeddedPostgres server) {
        this.kind = kind;
        this.url = url;
        this.server = server;
    }

    /**
     * An empty database. The server is PostgreSQL's own, without fsync: what the disk does would hide what the client
     * does. {@code RELMAP_BENCHMARK_POSTGRES_URL} names another one, whose user and password stand in the URL.
     */
    public static BenchmarkDatabase start(DatabaseKind kind) {
        if (kind == DatabaseKind.H2) {
            return new BenchmarkDatabase(kind, "jdbc:h2:mem:benchmarks;DB_CLOSE_DELAY=-1", null);
        }
        String given = System.getenv("RELMAP_BENCHMARK_POSTGRES_URL");
        if (given != null && !given.isBlank()) {
            return new BenchmarkDatabase(kind, given, null);
        }
        try {
            EmbeddedPostgres postgres =
                    EmbeddedPostgres.builder()
                            .setServerConfig("fsync", "off")
                            .setServerConfig("synchronous_commit", "off")
                            .setServerConfig("full_page_writes", "off")
                            .setServerConfig("autovacuum", "off")
                            .setServerConfig("shared_buffers", "256MB")
                            .setServerConfig("max_wal_size", "4GB")
                            .setLocaleConfig("locale", "C")
                            .setLocaleConfig("encoding", "UTF8")
                            .setPGStartupWait(STARTUP)
                            .start();
            return new BenchmarkDatabase(
                    kind, postgres.getJdbcUrl("postgres", "postgres"), postgres);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the embedded PostgreSQL", e);
        }
    }

    /** What kind it is. */
    public DatabaseKind kind() {
        return kind;
    }

    /** Where it is, for programs that connect themselves. */
    public String url() {
        return url;
    }

    /** Runs these statements, each in a transaction of its own. */
    public void execute(List<String> statements) {
        try (HikariDataSource pool = pool("setup");
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
                connection.commit();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A pool of connections, which are all open already. */
    public HikariDataSource pool(String name) {
        return new HikariDataSource(configuration(name));
    }

    /** A pool whose traffic is counted ({@link Section#traffic}); slower, so not for times. */
    public HikariDataSource countedPool(String name) {
        HikariConfig configuration = configuration(name);
        if (kind == DatabaseKind.POSTGRESQL) {
            configuration.addDataSourceProperty("socketFactory", CountingSockets.class.getName());
        }
        return new HikariDataSource(configuration);
    }

    private HikariConfig configuration(String name) {
        // A pool that asks whether a connection is alive would add round trips of its own.
        System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "3600000");
        var configuration = new HikariConfig();
        configuration.setJdbcUrl(url);
        configuration.setPoolName(name);
        configuration.setAutoCommit(false);
        configuration.setMaximumPoolSize(CONNECTIONS);
        configuration.setMinimumIdle(CONNECTIONS);
        configuration.setMaxLifetime(0);
        if (kind == DatabaseKind.POSTGRESQL) {
            configuration.addDataSourceProperty("reWriteBatchedInserts", "true");
        } else {
            configuration.setUsername("sa");
        }
        return configuration;
    }

    /** The processes that serve the connections of this pool. */
    public ServerCpu serverCpu(HikariDataSource pool) {
        if (kind == DatabaseKind.H2) {
            return ServerCpu.NONE;
        }
        List<Connection> connections = new ArrayList<>();
        List<Long> processes = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                Connection connection = pool.getConnection();
                connections.add(connection);
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("select pg_backend_pid()")) {
                    rows.next();
                    processes.add(rows.getLong(1));
                }
                connection.rollback();
            }
            for (Connection connection : connections) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot ask for the server's processes", e);
        }
        return new ServerCpu(processes);
    }

    @Override
    public void close() {
        if (server != null) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot stop the embedded PostgreSQL", e);
            }
        }
    }
}
