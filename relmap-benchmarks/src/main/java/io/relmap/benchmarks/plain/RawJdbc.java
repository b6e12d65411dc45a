package io.relmap.benchmarks.plain;

import io.relmap.benchmarks.measure.DatabaseKind;
import io.relmap.benchmarks.workload.Contender;
import io.relmap.benchmarks.workload.Scale;
import io.relmap.benchmarks.workload.Task;
import io.relmap.benchmarks.workload.Values;
import io.relmap.benchmarks.workload.Workloads;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * JDBC as a careful engineer writes it: batches of 1,000, keys from sequence blocks, children by {@code IN} of up to
 * 1,000 keys, no more columns or rows than are needed.
 */
public final class RawJdbc implements Contender {

    private static final int BATCH = 1000;

    @Override
    public String name() {
        return "raw";
    }

    @Override
    public Set<Task> tasks(DatabaseKind kind) {
        return EnumSet.allOf(Task.class);
    }

    @Override
    public Workloads open(DataSource dataSource, DatabaseKind kind) {
        return new RawWorkloads(dataSource, kind);
    }

    private record RawWorkloads(DataSource dataSource, DatabaseKind kind) implements Workloads {

        private static final String INSERT_AUTHOR =
                "insert into author(id, name, email, born, active) values (?, ?, ?, ?, ?)";
        private static final String INSERT_BOOK =
                "insert into book(id, author_id, title, isbn, published, price) values (?, ?, ?, ?, ?, ?)";
        private static final String INSERT_REVIEW =
                "insert into review(id, book_id, reviewer, body, stars) values (?, ?, ?, ?, ?)";
        private static final String SELECT_AUTHORS =
                "select id, name, email, born, active from author order by id";
        private static final String SELECT_BOOKS =
                "select id, author_id, title, isbn, published, price from book";

        @Override
        public void insertGraph(Scale scale) {
            List<Author> authors = new ArrayList<>();
            for (int i = 0; i < scale.authors(); i++) {
                authors.add(Author.make(i, scale.books(), scale.reviews()));
            }
            Jdbc.transaction(
                    dataSource,
                    connection -> {
                        insert(connection, authors, scale);
                        return authors;
                    });
        }

        private void insert(Connection connection, List<Author> authors, Scale scale)
                throws SQLException {
            SequenceKeys authorKeys = new SequenceKeys(connection, kind, "author", scale.authors());
            SequenceKeys bookKeys = new SequenceKeys(connection, kind, "book", scale.allBooks());
            SequenceKeys reviewKeys =
                    new SequenceKeys(connection, kind, "review", scale.allReviews());
            try (JdbcBatch batch = new JdbcBatch(connection, INSERT_AUTHOR)) {
                for (Author author : authors) {
                    author.id = authorKeys.next();
                    batch.add(statement -> bind(statement, author));
                }
                batch.finish();
            }
            try (JdbcBatch batch = new JdbcBatch(connection, INSERT_BOOK)) {
                for (Author author : authors) {
                    for (Book book : author.books) {
                        book.id = bookKeys.next();
                        batch.add(statement -> bind(statement, book, author.id));
                    }
                }
                batch.finish();
            }
            try (JdbcBatch batch = new JdbcBatch(connection, INSERT_REVIEW)) {
                for (Author author : authors) {
                    for (Book book : author.books) {
                        for (Review review : book.reviews) {
                            review.id = reviewKeys.next();
                            batch.add(statement -> bind(statement, review, book.id));
                        }
                    }
                }
                batch.finish();
            }
        }

        private static void bind(PreparedStatement statement, Author author) throws SQLException {
            statement.setLong(1, author.id);
            statement.setString(2, author.name);
            statement.setString(3, author.email);
            statement.setInt(4, author.born);
            statement.setBoolean(5, author.active);
        }

        private static void bind(PreparedStatement statement, Book book, long author)
                throws SQLException {
            statement.setLong(1, book.id);
            statement.setLong(2, author);
            statement.setString(3, book.title);
            statement.setString(4, book.isbn);
            statement.setInt(5, book.published);
            statement.setLong(6, book.price);
        }

        private static void bind(PreparedStatement statement, Review review, long book)
                throws SQLException {
            statement.setLong(1, review.id);
            statement.setLong(2, book);
            statement.setString(3, review.reviewer);
            statement.setString(4, review.body);
            statement.setInt(5, review.stars);
        }

        @Override
        public Supplier<GraphCount> loadGraph() {
            List<Author> authors = new ArrayList<>();
            Jdbc.transaction(
                    dataSource,
                    connection -> {
                        Map<Long, Author> byKey = authors(connection, authors);
                        Map<Long, Book> books = new HashMap<>();
                        Jdbc.query(
                                connection,
                                SELECT_BOOKS + " order by id",
                                row -> {
                                    Book book = book(row);
                                    Author author = byKey.get(row.getLong(2));
                                    book.author = author;
                                    author.books.add(book);
                                    books.put(book.id, book);
                                });
                        Jdbc.query(
                                connection,
                                "select id, book_id, reviewer, body, stars from review order by id",
                                row -> {
                                    Review review =
                                            new Review(
                                                    row.getLong(1),
                                                    row.getString(3),
                                                    row.getString(4),
                                                    row.getInt(5));
                                    Book book = books.get(row.getLong(2));
                                    review.book = book;
                                    book.reviews.add(review);
                                });
                        return authors;
                    });
            return () -> Views.GRAPH.count(authors);
        }

        private static Map<Long, Author> authors(Connection connection, List<Author> into)
                throws SQLException {
            Map<Long, Author> byKey = new HashMap<>();
            Jdbc.query(
                    connection,
                    SELECT_AUTHORS,
                    row -> {
                        Author author =
                                new Author(
                                        row.getLong(1),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getInt(4),
                                        row.getBoolean(5));
                        into.add(author);
                        byKey.put(author.id, author);
                    });
            return byKey;
        }

        private static Book book(ResultSet row) throws SQLException {
            return new Book(
                    row.getLong(1),
                    row.getString(3),
                    row.getString(4),
                    row.getInt(5),
                    row.getLong(6));
        }

        @Override
        public long walk() {
            return Jdbc.transaction(
                    dataSource,
                    connection -> {
                        List<Author> authors = new ArrayList<>();
                        Map<Long, Author> byKey = authors(connection, authors);
                        long prices = 0;
                        for (int from = 0; from < authors.size(); from += BATCH) {
                            List<Author> some =
                                    authors.subList(from, Math.min(authors.size(), from + BATCH));
                            Jdbc.query(
                                    connection,
                                    SELECT_BOOKS
                                            + " where author_id in ("
                                            + marks(some.size())
                                            + ")",
                                    0,
                                    statement -> {
                                        for (int i = 0; i < some.size(); i++) {
                                            statement.setLong(i + 1, some.get(i).id);
                                        }
                                    },
                                    row -> {
                                        Book book = book(row);
                                        Author author = byKey.get(row.getLong(2));
                                        book.author = author;
                                        author.books.add(book);
                                    });
                        }
                        for (Author author : authors) {
                            for (Book book : author.books) {
                                prices += book.price;
                            }
                        }
                        return prices;
                    });
        }

        private static String marks(int count) {
            return String.join(", ", Collections.nCopies(count, "?"));
        }

        @Override
        public OpenBooks openBooks() {
            try {
                Connection connection = dataSource.getConnection();
                List<Book> books = new ArrayList<>();
                Jdbc.query(connection, SELECT_BOOKS + " order by id", row -> books.add(book(row)));
                return new LoadedBooks(connection, books, RawWorkloads::writePrices);
            } catch (SQLException e) {
                throw Jdbc.failed(e);
            }
        }

        private static void writePrices(Connection connection, List<Book> changed)
                throws SQLException {
            try (JdbcBatch batch =
                    new JdbcBatch(connection, "update book set price = ? where id = ?")) {
                for (Book book : changed) {
                    batch.add(
                            statement -> {
                                statement.setLong(1, book.price);
                                statement.setLong(2, book.id);
                            });
                }
                batch.finish();
            }
        }

        @Override
        public void deleteAuthors(int count) {
            Jdbc.transaction(
                    dataSource,
                    connection -> {
                        List<Long> authors = new ArrayList<>();
                        for (long id = 1; id <= count; id++) {
                            authors.add(id);
                        }
                        List<Long> books = new ArrayList<>();
                        inBlocks(
                                authors,
                                block ->
                                        Jdbc.query(
                                                connection,
                                                "select id from book where author_id in ("
                                                        + marks(block.size())
                                                        + ")",
                                                0,
                                                statement -> bindKeys(statement, block),
                                                row -> books.add(row.getLong(1))));
                        delete(connection, "review", "book_id", books);
                        delete(connection, "book", "id", books);
                        delete(connection, "author", "id", authors);
                        return count;
                    });
        }

        private static void delete(
                Connection connection, String table, String column, List<Long> keys)
                throws SQLException {
            inBlocks(
                    keys,
                    block -> {
                        try (PreparedStatement statement =
                                connection.prepareStatement(
                                        "delete from "
                                                + table
                                                + " where "
                                                + column
                                                + " in ("
                                                + marks(block.size())
                                                + ")")) {
                            bindKeys(statement, block);
                            statement.executeUpdate();
                        }
                    });
        }

        private static void inBlocks(List<Long> keys, Jdbc.Step<List<Long>> work)
                throws SQLException {
            for (int from = 0; from < keys.size(); from += BATCH) {
                work.with(keys.subList(from, Math.min(keys.size(), from + BATCH)));
            }
        }

        private static void bindKeys(PreparedStatement statement, List<Long> keys)
                throws SQLException {
            for (int i = 0; i < keys.size(); i++) {
                statement.setLong(i + 1, keys.get(i));
            }
        }

        @Override
        public void link(Scale scale) {
            Jdbc.transaction(
                    dataSource,
                    connection -> {
                        Map<Long, Tag> tags = tags(connection);
                        addMissing(connection, items(connection), tags, scale);
                        return scale;
                    });
        }

        private static Map<Long, Tag> tags(Connection connection) throws SQLException {
            Map<Long, Tag> tags = new HashMap<>();
            Jdbc.query(
                    connection,
                    "select id, name from tag",
                    row -> tags.put(row.getLong(1), new Tag(row.getLong(1), row.getString(2))));
            return tags;
        }

        private static Map<Long, Item> items(Connection connection) throws SQLException {
            Map<Long, Item> items = new HashMap<>();
            Jdbc.query(
                    connection,
                    "select id, name from item",
                    row -> items.put(row.getLong(1), new Item(row.getLong(1), row.getString(2))));
            return items;
        }

        private static Map<Long, Item> itemsWithTags(Connection connection, Map<Long, Tag> tags)
                throws SQLException {
            Map<Long, Item> items = items(connection);
            Jdbc.query(
                    connection,
                    "select item_id, tag_id from item_tag",
                    row -> items.get(row.getLong(1)).tags.add(tags.get(row.getLong(2))));
            return items;
        }

        private static void addMissing(
                Connection connection, Map<Long, Item> items, Map<Long, Tag> tags, Scale scale)
                throws SQLException {
            try (JdbcBatch batch =
                    new JdbcBatch(
                            connection, "insert into item_tag(item_id, tag_id) values (?, ?)")) {
                for (Item item : items.values()) {
                    for (int i = 0; i < Scale.TAGS_OF_ITEM; i++) {
                        Tag tag = tags.get(Values.tagOf(item.id, i, scale.tags()));
                        if (item.tags.add(tag)) {
                            batch.add(statement -> bind(statement, item, tag));
                        }
                    }
                }
                batch.finish();
            }
        }

        private static void bind(PreparedStatement statement, Item item, Tag tag)
                throws SQLException {
            statement.setLong(1, item.id);
            statement.setLong(2, tag.id());
        }

        @Override
        public void unlink() {
            Jdbc.transaction(
                    dataSource,
                    connection -> {
                        Map<Long, Item> items = itemsWithTags(connection, tags(connection));
                        try (JdbcBatch batch =
                                new JdbcBatch(
                                        connection,
                                        "delete from item_tag where item_id = ? and tag_id = ?")) {
                            for (Item item : items.values()) {
                                for (Tag tag : List.copyOf(item.tags)) {
                                    if (Values.isUnlinked(item.id, tag.id())) {
                                        item.tags.remove(tag);
                                        batch.add(statement -> bind(statement, item, tag));
                                    }
                                }
                            }
                            batch.finish();
                        }
                        return items;
                    });
        }

        @Override
        public void relink(Scale scale) {
            Jdbc.transaction(
                    dataSource,
                    connection -> {
                        Map<Long, Tag> tags = tags(connection);
                        addMissing(connection, itemsWithTags(connection, tags), tags, scale);
                        return scale;
                    });
        }

        @Override
        public void insertTree(int[] order) {
            Node[] nodes = Node.make(order.length);
            Jdbc.transaction(
                    dataSource,
                    connection -> {
                        SequenceKeys keys =
                                new SequenceKeys(connection, kind, "node", nodes.length);
                        // A careful engineer writes parents first, so by depth, whatever the order
                        // was.
                        try (JdbcBatch batch =
                                new JdbcBatch(
                                        connection,
                                        "insert into node(id, parent_id, number, label) values (?, ?, ?, ?)")) {
                            List<Node> level = List.of(nodes[0]);
                            while (!level.isEmpty()) {
                                List<Node> below = new ArrayList<>();
                                for (Node node : level) {
                                    node.id = keys.next();
                                    batch.add(statement -> bind(statement, node));
                                    below.addAll(node.children);
                                }
                                level = below;
                            }
                            batch.finish();
                        }
                        return nodes;
                    });
        }

        private static void bind(PreparedStatement statement, Node node) throws SQLException {
            statement.setLong(1, node.id);
            if (node.parent == null) {
                statement.setNull(2, java.sql.Types.BIGINT);
            } else {
                statement.setLong(2, node.parent.id);
            }
            statement.setInt(3, node.number);
            statement.setString(4, node.label);
        }

        @Override
        public Supplier<TreeCount> loadTree() {
            Map<Long, Node> nodes = new HashMap<>();
            Map<Node, Long> parents = new HashMap<>();
            Node root =
                    Jdbc.transaction(
                            dataSource,
                            connection -> {
                                Jdbc.query(
                                        connection,
                                        "select id, parent_id, number, label from node",
                                        row -> {
                                            Node node =
                                                    new Node(
                                                            row.getLong(1),
                                                            row.getInt(3),
                                                            row.getString(4));
                                            nodes.put(node.id, node);
                                            parents.put(node, row.getLong(2));
                                        });
                                Node top = null;
                                for (Map.Entry<Node, Long> entry : parents.entrySet()) {
                                    Node parent = nodes.get(entry.getValue());
                                    if (parent == null) {
                                        top = entry.getKey();
                                    } else {
                                        parent.add(entry.getKey());
                                    }
                                }
                                return top;
                            });
            return () -> Views.TREE.count(List.of(root));
        }

        @Override
        public void raisePrice(long id) {
            Jdbc.transaction(
                    dataSource,
                    connection -> {
                        List<Book> found = new ArrayList<>(1);
                        Jdbc.query(
                                connection,
                                SELECT_BOOKS + " where id = ?",
                                0,
                                statement -> statement.setLong(1, id),
                                row -> found.add(book(row)));
                        Book book = found.get(0);
                        book.price++;
                        try (PreparedStatement statement =
                                connection.prepareStatement(
                                        "update book set price = ? where id = ?")) {
                            statement.setLong(1, book.price);
                            statement.setLong(2, book.id);
                            statement.executeUpdate();
                        }
                        return book;
                    });
        }

        @Override
        public void insertSmall(int number) {
            Author author = Author.make(number, 2, 0);
            Jdbc.transaction(
                    dataSource,
                    connection -> {
                        author.id = insertReturningKey(connection, author);
                        try (PreparedStatement statement =
                                connection.prepareStatement(
                                        "insert into book(author_id, title, isbn, published, price)"
                                                + " values (?, ?, ?, ?, ?)",
                                        new String[] {"id"})) {
                            for (Book book : author.books) {
                                statement.setLong(1, author.id);
                                statement.setString(2, book.title);
                                statement.setString(3, book.isbn);
                                statement.setInt(4, book.published);
                                statement.setLong(5, book.price);
                                statement.addBatch();
                            }
                            statement.executeBatch();
                            try (ResultSet keys = statement.getGeneratedKeys()) {
                                for (Book book : author.books) {
                                    keys.next();
                                    book.id = keys.getLong(1);
                                }
                            }
                        }
                        return author;
                    });
        }

        private static long insertReturningKey(Connection connection, Author author)
                throws SQLException {
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            "insert into author(name, email, born, active) values (?, ?, ?, ?)",
                            new String[] {"id"})) {
                statement.setString(1, author.name);
                statement.setString(2, author.email);
                statement.setInt(3, author.born);
                statement.setBoolean(4, author.active);
                statement.executeUpdate();
                try (ResultSet keys = statement.getGeneratedKeys()) {
                    keys.next();
                    return keys.getLong(1);
                }
            }
        }

        @Override
        public long stream(Runnable progress) {
            return Jdbc.transaction(
                    dataSource,
                    connection -> {
                        long[] sums = new long[2];
                        Jdbc.query(
                                connection,
                                SELECT_BOOKS,
                                BATCH,
                                statement -> {},
                                row -> {
                                    sums[0] += book(row).price;
                                    if (++sums[1] % BATCH == 0) {
                                        progress.run();
                                    }
                                });
                        return sums[0];
                    });
        }

        @Override
        public void close() {
            // the pool is closed by the one who opened it
        }
    }
}
