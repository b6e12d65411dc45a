package io.relmap.spring;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.session.ExternalTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The connection that Spring has for this thread: the transaction's where there is one, so that relmap, {@code
 * JdbcClient} and everything else on the data source work in the same transaction.
 */
final class TransactionConnection implements ExternalTransaction {

    private final DataSource dataSource;
    private final Access access;

    TransactionConnection(DataSource dataSource, Access access) {
        this.dataSource = dataSource;
        this.access = access;
    }

    @Override
    public Connection acquire() throws SQLException {
        Connection connection = DataSourceUtils.doGetConnection(dataSource);
        if (access == Access.WRITING && connection.getAutoCommit()) {
            DataSourceUtils.doReleaseConnection(connection, dataSource);
            throw new InvalidRequestException(
                    ErrorCode.NO_TRANSACTION,
                    "The running transaction does not include relmap's data source "
                            + dataSource
                            + ": each statement would commit by itself. Let a RelmapTransactionManager"
                            + " for this data source begin the transaction (name it in"
                            + " @Transactional), or give both the same data source.");
        }
        return connection;
    }

    /** As {@code JdbcTemplate} has it: what is left of {@code @Transactional(timeout = ...)}. */
    @Override
    public int secondsLeft() {
        ConnectionHolder holder =
                (ConnectionHolder) TransactionSynchronizationManager.getResource(dataSource);
        return holder != null && holder.hasTimeout() ? holder.getTimeToLiveInSeconds() : 0;
    }

    @Override
    public void release(Connection connection) throws SQLException {
        DataSourceUtils.doReleaseConnection(connection, dataSource);
    }

    @Override
    public String describe() {
        return "a Spring transaction";
    }
}
