package io.relmap.benchmarks.plain;

import io.relmap.benchmarks.workload.Workloads.OpenBooks;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Books in an open transaction (W4), and those of them that have changed. */
final class LoadedBooks implements OpenBooks {

    private final Connection connection;
    private final List<Book> books;
    private final Writer writer;
    private final List<Book> changed = new ArrayList<>();

    /** Writes the prices of changed books. */
    interface Writer {
        void write(Connection connection, List<Book> changed) throws SQLException;
    }

    LoadedBooks(Connection connection, List<Book> books, Writer writer) {
        this.connection = connection;
        this.books = books;
        this.writer = writer;
    }

    @Override
    public int size() {
        return books.size();
    }

    @Override
    public void raisePrices(int count) {
        int step = books.size() / count;
        for (int i = 0; i < count; i++) {
            Book book = books.get(i * step);
            book.price++;
            changed.add(book);
        }
    }

    @Override
    public void commit() {
        try (connection) {
            if (!changed.isEmpty()) {
                writer.write(connection, changed);
            }
            connection.commit();
        } catch (SQLException e) {
            throw Jdbc.failed(e);
        }
    }
}
