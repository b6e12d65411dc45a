package io.relmap.dialect;

import io.relmap.annotation.Internal;
import io.relmap.error.DatabaseException;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Finds the dialect of a database. */
@Internal
public final class Dialects {

    private static final List<Dialect> ALL =
            List.of(new PostgreSqlDialect(), new H2Dialect(), new SqliteDialect());

    private Dialects() {}

    /** The dialects that come with relmap. */
    public static List<Dialect> all() {
        return ALL;
    }

    /**
     * The dialect of a database by the name of its product.
     *
     * @throws InvalidRequestException if relmap has none for it
     */
    public static Dialect forProduct(String product) {
        for (Dialect dialect : ALL) {
            if (dialect.name().equalsIgnoreCase(product)) {
                return dialect;
            }
        }
        throw new InvalidRequestException(
                ErrorCode.INVALID_ARGUMENT,
                "There is no dialect for " + product + "; relmap knows " + ALL);
    }

    /** The dialect that a JDBC URL tells, or null where it tells none. */
    public static @Nullable Dialect forUrl(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        for (Dialect dialect : ALL) {
            String name = dialect.name().toLowerCase(Locale.ROOT);
            if (lower.startsWith("jdbc:" + name + ":") || lower.startsWith("jdbc:tc:" + name)) {
                return dialect;
            }
        }
        return null;
    }

    /**
     * The dialect of the database that a data source connects to; opens a connection to ask.
     *
     * @throws DatabaseException if there is no connection
     */
    public static Dialect of(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return of(connection);
        } catch (SQLException e) {
            throw new DatabaseException(
                    ErrorCode.CONNECTION, "No connection to ask for the kind of database", e);
        }
    }

    /** The dialect of the database at the other end of a connection. */
    public static Dialect of(Connection connection) throws SQLException {
        return forProduct(connection.getMetaData().getDatabaseProductName());
    }
}
