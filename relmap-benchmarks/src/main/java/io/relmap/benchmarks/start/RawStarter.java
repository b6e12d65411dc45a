package io.relmap.benchmarks.start;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** The pool and the driver alone. */
final class RawStarter implements Starter {

    @Override
    public EntitySources sources() {
        return new EntitySources("", "public class E%1$d {", "", "");
    }

    @Override
    public int firstQuery(DataSource dataSource, List<Class<?>> entities) {
        int found = 0;
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select id, name, number, amount from e0")) {
            while (rows.next()) {
                found++;
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }
}
