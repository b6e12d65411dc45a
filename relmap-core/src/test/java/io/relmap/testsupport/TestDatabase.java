package io.relmap.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The databases that need no server from outside; a test runs on each with {@code @EnumSource}. */
public enum TestDatabase {

    /** In memory, for as long as this JVM lives. */
    H2 {
        @Override
        public DataSource freshDataSource() {
            var dataSource = new JdbcDataSource();
            dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
            dataSource.setUser("sa");
            dataSource.setPassword("");
            return dataSource;
        }
    },

    /** In a temporary file, with foreign keys enforced (SQLite's own default is off). */
    SQLITE {
        @Override
        public DataSource freshDataSource() {
            var config = new SQLiteConfig();
            config.enforceForeignKeys(true);
            config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
            config.setBusyTimeout(10_000);
            var dataSource = new SQLiteDataSource(config);
            dataSource.setUrl("jdbc:sqlite:" + temporaryFile());
            return dataSource;
        }
    },

    /** A database of its own on {@link TestPostgres}'s server. */
    POSTGRESQL {
        @Override
        public DataSource freshDataSource() {
            return TestPostgres.freshDatabase();
        }
    };

    /** Returns a data source for an empty database that nobody else uses. */
    public abstract DataSource freshDataSource();

    private static Path temporaryFile() {
        try {
            Path file = Files.createTempFile("relmap-test", ".sqlite");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
