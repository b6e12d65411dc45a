package io.relmap.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestDatabaseTest {

    @Test
    void postgresIsARealServer() throws SQLException {
        try (Connection connection = TestPostgres.freshDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select version()")) {
            assertThat(result.next()).isTrue();
            assertThat(result.getString(1)).startsWith("PostgreSQL ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFreshDatabaseIsEmptyAndKeepsItsTablesBetweenConnections(TestDatabase database)
            throws SQLException {
        DataSource first = database.freshDataSource();
        DataSource second = database.freshDataSource();

        execute(first, "create table thing (id integer primary key)");
        execute(first, "insert into thing values (1)");
        execute(second, "create table thing (id integer primary key)");
        execute(second, "insert into thing values (1)");

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> execute(first, "insert into thing values (1)"));
    }

    @ParameterizedTest
    @EnumSource
    void foreignKeysAreEnforced(TestDatabase database) throws SQLException {
        DataSource dataSource = database.freshDataSource();
        execute(dataSource, "create table parent (id integer primary key)");
        execute(dataSource, "create table child (parent_id integer references parent (id))");

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> execute(dataSource, "insert into child values (1)"));
    }

    private static void execute(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
