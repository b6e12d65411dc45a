package io.relmap.benchmarks.relmap;

import io.relmap.Relmap;
import io.relmap.graph.DirectedGraph;
import io.relmap.graph.Levels;
import io.relmap.mapping.EntityAccess;
import io.relmap.session.Session;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Parts of the engine by themselves: what a holder's operation costs, an accessor, the dirty check, the sort, making an
 * object of a row, and the statement of a query the first and the second time. The database is H2 in memory.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EngineBenchmark {

    /** Operations of one invocation, where a single one cannot be measured. */
    static final int MANY = 1000;

    /** For JMH. */
    public EngineBenchmark() {}

    /** A database with books. */
    @State(Scope.Benchmark)
    public static class Library {

        private final JdbcDataSource dataSource = new JdbcDataSource();
        private @Nullable Connection keeper;
        private @Nullable Relmap relmap;

        /** For JMH. */
        public Library() {}

        /** Fills it. */
        @Setup(Level.Trial)
        public void open() throws SQLException {
            dataSource.setURL("jdbc:h2:mem:engine");
            keeper = dataSource.getConnection();
            relmap = build();
            try (Statement statement = keeper.createStatement()) {
                for (String sequence : List.of("author", "book", "review", "item", "tag", "node")) {
                    statement.execute("create sequence if not exists " + sequence + "_seq");
                }
            }
            relmap.schema().createAll();
            relmap.inTransaction(session -> session.add(Author.make(1, MANY, 0)));
        }

        Relmap build() {
            return Relmap.builder()
                    .dataSource(dataSource)
                    .entities(
                            Author.class,
                            Book.class,
                            Review.class,
                            Item.class,
                            Tag.class,
                            Node.class)
                    .build();
        }

        Relmap relmap() {
            Relmap built = relmap;
            if (built == null) {
                throw new IllegalStateException("not open");
            }
            return built;
        }

        Connection connection() throws SQLException {
            return dataSource.getConnection();
        }

        /** Ends it. */
        @TearDown(Level.Trial)
        public void close() throws SQLException {
            if (keeper != null) {
                keeper.close();
            }
        }
    }

    /** A session with loaded books that nobody changed. */
    @State(Scope.Benchmark)
    public static class CleanSession {

        private @Nullable Session session;
        private List<Book> books = List.of();

        /** For JMH. */
        public CleanSession() {}

        /** Loads them. */
        @Setup(Level.Trial)
        public void load(Library library) {
            session = library.relmap().openSession();
            books = session.query(Book.class).list();
        }

        /** Ends it. */
        @TearDown(Level.Trial)
        public void close() {
            if (session != null) {
                session.close();
            }
        }
    }

    /** One relmap that has run no query yet. */
    @State(Scope.Thread)
    public static class FreshRelmap {

        private @Nullable Session session;

        /** For JMH. */
        public FreshRelmap() {}

        /** Makes it. */
        @Setup(Level.Invocation)
        public void build(Library library) {
            session = library.build().openSession();
        }

        /** Ends it. */
        @TearDown(Level.Invocation)
        public void close() {
            if (session != null) {
                session.close();
            }
        }
    }

    /** A graph of rows that wait for each other, as a tree in random order. */
    @State(Scope.Benchmark)
    public static class Rows {

        private final DirectedGraph<Integer, String> graph = new DirectedGraph<>();

        /** For JMH. */
        public Rows() {
            List<Integer> rows = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                rows.add(i);
            }
            Collections.shuffle(rows, new Random(3));
            rows.forEach(graph::add);
            for (int row : rows) {
                if (row > 0) {
                    graph.connect((row - 1) / 8, row, "parent");
                }
            }
        }
    }

    /** A new object with its holders. */
    @Benchmark
    public Object newObject() {
        return new Book();
    }

    /** A member comes into a collection and its reference is set. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public Object addToList() {
        Author author = new Author();
        for (int i = 0; i < MANY; i++) {
            author.books.add(new Book());
        }
        return author;
    }

    /** A reference is set and the member comes into the collection. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public Object setReference() {
        Author author = new Author();
        for (int i = 0; i < MANY; i++) {
            new Book().author.set(author);
        }
        return author;
    }

    /** A plain field is read: what it costs that relmap does not watch. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public long readFields(CleanSession clean) {
        long sum = 0;
        for (Book book : clean.books) {
            sum += book.price;
        }
        return sum;
    }

    /** All columns of an object are read by the accessor. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public Object accessor(Library library, CleanSession clean) {
        EntityAccess access = library.relmap().mapping().mapper(Book.class).access();
        @Nullable Object[] values =
                new @Nullable
                        Object[library.relmap().mapping().mapper(Book.class).columns().size()];
        for (Book book : clean.books) {
            access.readAll(book, values);
        }
        return values;
    }

    /** A flush that finds nothing changed, for each object. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public Object dirtyCheck(CleanSession clean) {
        Session session = clean.session;
        if (session != null) {
            session.flush();
        }
        return clean.books;
    }

    /** The sort, for each row. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public Object sort(Rows rows) {
        return Levels.of(rows.graph);
    }

    /** A query for one object by a condition, with building relmap left out: its shape is new. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Warmup(iterations = 200)
    @Measurement(iterations = 200)
    public @Nullable Object firstRunOfAQuery(FreshRelmap fresh) {
        Session session = fresh.session;
        return session == null ? null : query(session);
    }

    /** The same query again: its plan and text are there. */
    @Benchmark
    public @Nullable Object laterRunOfAQuery(Library library) {
        try (Session session = library.relmap().openSession()) {
            return query(session);
        }
    }

    private static @Nullable Object query(Session session) {
        return session.query(Book.class)
                .where("author.name = :name and published > 2100", Map.of("name", "nobody"))
                .orderBy("title")
                .limit(10)
                .first();
    }

    /** Objects are made of rows, for each of them. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public Object hydrate(Library library) {
        try (Session session = library.relmap().openSession()) {
            return session.query(Book.class).list();
        }
    }

    /** The same rows, read by plain JDBC into nothing: what H2 and JDBC take of {@link #hydrate}. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public long readRows(Library library) throws SQLException {
        long sum = 0;
        try (Connection connection = library.connection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select id, title, isbn, published, price, author_id from book")) {
            while (rows.next()) {
                sum +=
                        rows.getLong(1)
                                + rows.getString(2).length()
                                + rows.getString(3).length()
                                + rows.getInt(4)
                                + rows.getLong(5)
                                + rows.getLong(6);
            }
        }
        return sum;
    }
}
