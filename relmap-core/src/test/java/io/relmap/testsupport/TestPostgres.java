package io.relmap.testsupport;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server for tests, one per JVM, started at first use. It is, in this order:
 *
 * <ol>
 *   <li>the server that {@code RELMAP_TEST_POSTGRES_URL}, {@code RELMAP_TEST_POSTGRES_USER} and
 *       {@code RELMAP_TEST_POSTGRES_PASSWORD} name,
 *   <li>a container, where Docker answers,
 *   <li>PostgreSQL's own binaries, unpacked from a test dependency.
 * </ol>
 */
public final class TestPostgres {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private TestPostgres() {}

    /**
     * Returns a data source for a database that nobody has used: on a server that tests started, a
     * database of its own; on one given from outside, a schema of its own, dropped when the JVM
     * ends. Each connection is a new one.
     */
    public static DataSource freshDatabase() {
        JdbcLocation location = freshLocation();
        var dataSource = new PGSimpleDataSource();
        dataSource.setUrl(location.url());
        dataSource.setUser(location.user());
        dataSource.setPassword(location.password());
        return dataSource;
    }

    /** Creates a database as {@link #freshDatabase()} does, and tells where it is. */
    public static JdbcLocation freshLocation() {
        String name = "relmap_" + ProcessHandle.current().pid() + "_" + COUNTER.incrementAndGet();
        PostgresServer server = Holder.SERVER;
        execute(server.admin(), server.createStatement(name));
        return server.location(name);
    }

    static void execute(JdbcLocation location, String sql) {
        try (Connection connection =
                        DriverManager.getConnection(
                                location.url(), location.user(), location.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot run on " + location.url() + ": " + sql, e);
        }
    }

    /** Starts the server when the first database is asked for. */
    private static final class Holder {
        static final PostgresServer SERVER = PostgresServer.start();
    }
}
