package io.relmap.benchmarks.plain;

import io.relmap.benchmarks.measure.DatabaseKind;
import io.relmap.benchmarks.workload.Contender;
import io.relmap.benchmarks.workload.Scale;
import io.relmap.benchmarks.workload.Task;
import io.relmap.benchmarks.workload.Values;
import io.relmap.benchmarks.workload.Workloads;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * JDBC with the best techniques known on PostgreSQL: keys of a whole graph in one trip, COPY for many rows, arrays
 * bound to one statement a table otherwise, and a commit that rides along with the last statement. What it would do as
 * careful JDBC does, it leaves to that.
 */
public final class LimitJdbc implements Contender {

    @Override
    public String name() {
        return "limit";
    }

    @Override
    public Set<Task> tasks(DatabaseKind kind) {
        return kind == DatabaseKind.POSTGRESQL
                ? EnumSet.allOf(Task.class)
                : EnumSet.noneOf(Task.class);
    }

    @Override
    public Workloads open(DataSource dataSource, DatabaseKind kind) {
        return new LimitWorkloads(dataSource, new RawJdbc().open(dataSource, kind));
    }

    /** Keys that were fetched in one trip. */
    private record Block(List<Long> keys) {

        static Block fetch(Connection connection, String table, int count) throws SQLException {
            List<Long> keys = new ArrayList<>(count);
            Jdbc.query(
                    connection,
                    "select nextval('" + table + "_seq') from generate_series(1, ?)",
                    0,
                    statement -> statement.setInt(1, count),
                    row -> keys.add(row.getLong(1)));
            return new Block(keys);
        }

        /** Keys of three tables, with one trip for all. */
        static List<Block> fetch(Connection connection, Scale scale) throws SQLException {
            List<Block> blocks =
                    List.of(
                            new Block(new ArrayList<>()),
                            new Block(new ArrayList<>()),
                            new Block(new ArrayList<>()));
            Jdbc.query(
                    connection,
                    "select 0, nextval('author_seq') from generate_series(1, ?) union all"
                            + " select 1, nextval('book_seq') from generate_series(1, ?) union all"
                            + " select 2, nextval('review_seq') from generate_series(1, ?)",
                    0,
                    statement -> {
                        statement.setInt(1, scale.authors());
                        statement.setInt(2, scale.allBooks());
                        statement.setInt(3, scale.allReviews());
                    },
                    row -> blocks.get(row.getInt(1)).keys.add(row.getLong(2)));
            return blocks;
        }
    }

    /** Rows as COPY's text format has them. */
    private static final class Rows {

        /** What stands for NULL. */
        static final Object NULL =
                new Object() {
                    @Override
                    public String toString() {
                        return "\\N";
                    }
                };

        private final StringBuilder text = new StringBuilder();

        Rows add(Object... values) {
            for (int i = 0; i < values.length; i++) {
                if (i > 0) {
                    text.append('\t');
                }
                if (values[i] instanceof String value) {
                    escape(value);
                } else {
                    text.append(values[i]);
                }
            }
            text.append('\n');
            return this;
        }

        private void escape(String value) {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                switch (c) {
                    case '\\' -> text.append("\\\\");
                    case '\t' -> text.append("\\t");
                    case '\n' -> text.append("\\n");
                    case '\r' -> text.append("\\r");
                    default -> text.append(c);
                }
            }
        }

        void copy(Connection connection, String into) throws SQLException {
            var copy =
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn("copy " + into + " from stdin");
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            copy.writeToCopy(bytes, 0, bytes.length);
            copy.endCopy();
        }
    }

    private record LimitWorkloads(DataSource dataSource, Workloads raw) implements Workloads {

        @Override
        public void insertGraph(Scale scale) {
            List<Author> authors = new ArrayList<>();
            for (int i = 0; i < scale.authors(); i++) {
                authors.add(Author.make(i, scale.books(), scale.reviews()));
            }
            Jdbc.transaction(
                    dataSource,
                    connection -> {
                        List<Block> keys = Block.fetch(connection, scale);
                        var authorKeys = keys.get(0).keys.iterator();
                        var bookKeys = keys.get(1).keys.iterator();
                        var reviewKeys = keys.get(2).keys.iterator();
                        Rows authorRows = new Rows();
                        Rows bookRows = new Rows();
                        Rows reviewRows = new Rows();
                        for (Author a : authors) {
                            a.id = authorKeys.next();
                            authorRows.add(a.id, a.name, a.email, a.born, a.active);
                            for (Book b : a.books) {
                                b.id = bookKeys.next();
                                bookRows.add(b.id, a.id, b.title, b.isbn, b.published, b.price);
                                for (Review r : b.reviews) {
                                    r.id = reviewKeys.next();
                                    reviewRows.add(r.id, b.id, r.reviewer, r.body, r.stars);
                                }
                            }
                        }
                        authorRows.copy(connection, "author(id, name, email, born, active)");
                        bookRows.copy(
                                connection, "book(id, author_id, title, isbn, published, price)");
                        reviewRows.copy(connection, "review(id, book_id, reviewer, body, stars)");
                        return authors;
                    });
        }

        @Override
        public Supplier<GraphCount> loadGraph() {
            return raw.loadGraph();
        }

        @Override
        public long walk() {
            return Jdbc.transaction(
                    dataSource,
                    connection -> {
                        Map<Long, Author> authors = new HashMap<>();
                        Jdbc.query(
                                connection,
                                "select id, name, email, born, active from author",
                                row ->
                                        authors.put(
                                                row.getLong(1),
                                                new Author(
                                                        row.getLong(1),
                                                        row.getString(2),
                                                        row.getString(3),
                                                        row.getInt(4),
                                                        row.getBoolean(5))));
                        Jdbc.query(
                                connection,
                                "select id, author_id, title, isbn, published, price from book"
                                        + " where author_id = any (?)",
                                0,
                                statement ->
                                        statement.setArray(
                                                1,
                                                connection.createArrayOf(
                                                        "bigint", authors.keySet().toArray())),
                                row -> {
                                    Book book =
                                            new Book(
                                                    row.getLong(1),
                                                    row.getString(3),
                                                    row.getString(4),
                                                    row.getInt(5),
                                                    row.getLong(6));
                                    book.author = authors.get(row.getLong(2));
                                    book.author.books.add(book);
                                });
                        long prices = 0;
                        for (Author author : authors.values()) {
                            for (Book book : author.books) {
                                prices += book.price;
                            }
                        }
                        return prices;
                    });
        }

        @Override
        public OpenBooks openBooks() {
            try {
                Connection connection = dataSource.getConnection();
                List<Book> books = new ArrayList<>();
                Jdbc.query(
                        connection,
                        "select id, title, isbn, published, price from book order by id",
                        row ->
                                books.add(
                                        new Book(
                                                row.getLong(1),
                                                row.getString(2),
                                                row.getString(3),
                                                row.getInt(4),
                                                row.getLong(5))));
                return new LoadedBooks(connection, books, LimitWorkloads::writePrices);
            } catch (SQLException e) {
                throw Jdbc.failed(e);
            }
        }

        private static void writePrices(Connection connection, List<Book> changed)
                throws SQLException {
            execute(
                    connection,
                    "update book b set price = n.price from unnest(?, ?) as n(id, price)"
                            + " where b.id = n.id",
                    changed.stream().map(book -> book.id).toArray(),
                    changed.stream().map(book -> book.price).toArray());
        }

        /** One statement with arrays of {@code bigint}. */
        private static void execute(Connection connection, String sql, Object[]... arrays)
                throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < arrays.length; i++) {
                    statement.setArray(i + 1, connection.createArrayOf("bigint", arrays[i]));
                }
                statement.execute();
            }
        }

        @Override
        public void deleteAuthors(int count) {
            Jdbc.transaction(
                    dataSource,
                    connection -> {
                        try (PreparedStatement statement =
                                connection.prepareStatement(
                                        "with doomed as (select id from book where author_id <= ?)"
                                                + " delete from review where book_id in (select id from doomed);"
                                                + " delete from book where author_id <= ?;"
                                                + " delete from author where id <= ?")) {
                            for (int i = 1; i <= 3; i++) {
                                statement.setInt(i, count);
                            }
                            statement.execute();
                        }
                        return count;
                    });
        }

        @Override
        public void link(Scale scale) {
            relink(scale);
        }

        /** The links of all items: two keys each. */
        private static Set<List<Long>> links(Connection connection) throws SQLException {
            Set<List<Long>> links = new HashSet<>();
            Jdbc.query(
                    connection,
                    "select item_id, tag_id from item_tag",
                    row -> links.add(List.of(row.getLong(1), row.getLong(2))));
            return links;
        }

        @Override
        public void unlink() {
            Jdbc.transaction(
                    dataSource,
                    connection -> {
                        List<List<Long>> gone =
                                links(connection).stream()
                                        .filter(link -> Values.isUnlinked(link.get(0), link.get(1)))
                                        .toList();
                        execute(
                                connection,
                                "delete from item_tag t using unnest(?, ?) as g(item, tag)"
                                        + " where t.item_id = g.item and t.tag_id = g.tag",
                                gone.stream().map(link -> link.get(0)).toArray(),
                                gone.stream().map(link -> link.get(1)).toArray());
                        return gone;
                    });
        }

        @Override
        public void relink(Scale scale) {
            Jdbc.transaction(
                    dataSource,
                    connection -> {
                        Set<List<Long>> links = links(connection);
                        List<Long> items = new ArrayList<>();
                        List<Long> tags = new ArrayList<>();
                        for (long item = 1; item <= scale.items(); item++) {
                            for (int i = 0; i < Scale.TAGS_OF_ITEM; i++) {
                                long tag = Values.tagOf(item, i, scale.tags());
                                if (links.add(List.of(item, tag))) {
                                    items.add(item);
                                    tags.add(tag);
                                }
                            }
                        }
                        execute(
                                connection,
                                "insert into item_tag(item_id, tag_id) select * from unnest(?, ?)",
                                items.toArray(),
                                tags.toArray());
                        return links;
                    });
        }

        @Override
        public void insertTree(int[] order) {
            Node[] nodes = Node.make(order.length);
            Jdbc.transaction(
                    dataSource,
                    connection -> {
                        List<Long> keys = Block.fetch(connection, "node", nodes.length).keys;
                        for (int i = 0; i < nodes.length; i++) {
                            nodes[i].id = keys.get(i);
                        }
                        Rows rows = new Rows();
                        for (int number : order) {
                            Node node = nodes[number];
                            rows.add(
                                    node.id,
                                    node.parent == null ? Rows.NULL : node.parent.id,
                                    node.number,
                                    node.label);
                        }
                        rows.copy(connection, "node(id, parent_id, number, label)");
                        return nodes;
                    });
        }

        @Override
        public Supplier<TreeCount> loadTree() {
            return raw.loadTree();
        }

        @Override
        public void raisePrice(long id) {
            Jdbc.transaction(
                    dataSource,
                    connection -> {
                        long[] price = new long[1];
                        Jdbc.query(
                                connection,
                                "select id, title, isbn, published, price from book where id = ?",
                                0,
                                statement -> statement.setLong(1, id),
                                row -> price[0] = row.getLong(5) + 1);
                        try (PreparedStatement statement =
                                connection.prepareStatement(
                                        "update book set price = ? where id = ?; commit")) {
                            statement.setLong(1, price[0]);
                            statement.setLong(2, id);
                            statement.execute();
                        }
                        return id;
                    });
        }

        @Override
        public void insertSmall(int number) {
            Author author = Author.make(number, 2, 0);
            Jdbc.transaction(
                    dataSource,
                    connection -> {
                        try (PreparedStatement statement =
                                connection.prepareStatement(
                                        "with a as (insert into author(name, email, born, active)"
                                                + " values (?, ?, ?, ?) returning id)"
                                                + " insert into book(author_id, title, isbn, published, price)"
                                                + " select a.id, v.* from a, (values (?, ?, ?, ?), (?, ?, ?, ?)) v"
                                                + " returning author_id, id; commit")) {
                            statement.setString(1, author.name);
                            statement.setString(2, author.email);
                            statement.setInt(3, author.born);
                            statement.setBoolean(4, author.active);
                            int at = 5;
                            for (Book book : author.books) {
                                statement.setString(at++, book.title);
                                statement.setString(at++, book.isbn);
                                statement.setInt(at++, book.published);
                                statement.setLong(at++, book.price);
                            }
                            statement.execute();
                            try (ResultSet keys = statement.getResultSet()) {
                                for (Book book : author.books) {
                                    keys.next();
                                    author.id = keys.getLong(1);
                                    book.id = keys.getLong(2);
                                }
                            }
                        }
                        return author;
                    });
        }

        @Override
        public long stream(Runnable progress) {
            return raw.stream(progress);
        }

        @Override
        public void close() {
            raw.close();
        }
    }
}
