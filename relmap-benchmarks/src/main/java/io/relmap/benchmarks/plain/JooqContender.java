package io.relmap.benchmarks.plain;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.relmap.benchmarks.measure.DatabaseKind;
import io.relmap.benchmarks.workload.Contender;
import io.relmap.benchmarks.workload.Scale;
import io.relmap.benchmarks.workload.Task;
import io.relmap.benchmarks.workload.Workloads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Sequence;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/**
 * jOOQ without generated code: statements by its builder, rows read into plain objects, batches for many. It keeps no
 * objects, so the workloads that are about lazy loading, dirty checks, cascades and links are not for it.
 */
public final class JooqContender implements Contender {

    private static final int BATCH = 1000;

    private static final Field<Long> ID = field(called("id"), Long.class);
    private static final Field<Long> AUTHOR = field(called("author_id"), Long.class);
    private static final Field<Long> BOOK = field(called("book_id"), Long.class);
    private static final Field<String> NAME = field(called("name"), String.class);
    private static final Field<String> EMAIL = field(called("email"), String.class);
    private static final Field<Integer> BORN = field(called("born"), Integer.class);
    private static final Field<Boolean> ACTIVE = field(called("active"), Boolean.class);
    private static final Field<String> TITLE = field(called("title"), String.class);
    private static final Field<String> ISBN = field(called("isbn"), String.class);
    private static final Field<Integer> PUBLISHED = field(called("published"), Integer.class);
    private static final Field<Long> PRICE = field(called("price"), Long.class);
    private static final Field<String> REVIEWER = field(called("reviewer"), String.class);
    private static final Field<String> BODY = field(called("body"), String.class);
    private static final Field<Integer> STARS = field(called("stars"), Integer.class);

    private static final List<Field<?>> BOOK_COLUMNS =
            List.of(ID, AUTHOR, TITLE, ISBN, PUBLISHED, PRICE);
    private static final List<Field<?>> AUTHOR_COLUMNS = List.of(ID, NAME, EMAIL, BORN, ACTIVE);
    private static final List<Field<?>> REVIEW_COLUMNS = List.of(ID, BOOK, REVIEWER, BODY, STARS);

    @Override
    public String name() {
        return "jOOQ";
    }

    @Override
    public Set<Task> tasks(DatabaseKind kind) {
        return EnumSet.of(Task.W1, Task.W2, Task.W4, Task.W8F, Task.W8I);
    }

    @Override
    public Workloads open(DataSource dataSource, DatabaseKind kind) {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        return new JooqWorkloads(
                DSL.using(
                        dataSource,
                        kind == DatabaseKind.POSTGRESQL ? SQLDialect.POSTGRES : SQLDialect.H2,
                        new Settings()
                                .withExecuteLogging(false)
                                .withRenderQuotedNames(RenderQuotedNames.NEVER)));
    }

    private static Name called(String text) {
        return DSL.name(text);
    }

    private record JooqWorkloads(DSLContext root) implements Workloads {

        private <T> T transaction(Function<DSLContext, T> work) {
            return root.transactionResult(configuration -> work.apply(configuration.dsl()));
        }

        @Override
        public void insertGraph(Scale scale) {
            List<Author> authors = new ArrayList<>();
            for (int i = 0; i < scale.authors(); i++) {
                authors.add(Author.make(i, scale.books(), scale.reviews()));
            }
            transaction(
                    dsl -> {
                        insert(dsl, authors, scale);
                        return authors;
                    });
        }

        private static void insert(DSLContext dsl, List<Author> authors, Scale scale) {
            Iterator<Long> authorKeys = keys(dsl, "author", scale.authors());
            Iterator<Long> bookKeys = keys(dsl, "book", scale.allBooks());
            Iterator<Long> reviewKeys = keys(dsl, "review", scale.allReviews());
            List<Object[]> authorRows = new ArrayList<>();
            List<Object[]> bookRows = new ArrayList<>();
            List<Object[]> reviewRows = new ArrayList<>();
            for (Author a : authors) {
                a.id = authorKeys.next();
                authorRows.add(new Object[] {a.id, a.name, a.email, a.born, a.active});
                for (Book b : a.books) {
                    b.id = bookKeys.next();
                    bookRows.add(new Object[] {b.id, a.id, b.title, b.isbn, b.published, b.price});
                    for (Review r : b.reviews) {
                        r.id = reviewKeys.next();
                        reviewRows.add(new Object[] {r.id, b.id, r.reviewer, r.body, r.stars});
                    }
                }
            }
            insert(dsl, "author", AUTHOR_COLUMNS, authorRows);
            insert(dsl, "book", BOOK_COLUMNS, bookRows);
            insert(dsl, "review", REVIEW_COLUMNS, reviewRows);
        }

        private static Iterator<Long> keys(DSLContext dsl, String table, int count) {
            Sequence<Long> sequence = DSL.sequence(called(table + "_seq"), Long.class);
            return dsl.nextvals(sequence, count).iterator();
        }

        private static void insert(
                DSLContext dsl, String into, List<Field<?>> columns, List<Object[]> rows) {
            Object[] nothing = new Object[columns.size()];
            for (int from = 0; from < rows.size(); from += BATCH) {
                BatchBindStep batch =
                        dsl.batch(
                                dsl.insertInto(table(called(into)), columns)
                                        .values(Arrays.asList(nothing)));
                batch.bind(
                                rows.subList(from, Math.min(rows.size(), from + BATCH))
                                        .toArray(Object[][]::new))
                        .execute();
            }
        }

        @Override
        public Supplier<GraphCount> loadGraph() {
            List<Author> authors =
                    transaction(
                            dsl -> {
                                Map<Long, Author> byKey = new HashMap<>();
                                Map<Long, Book> books = new HashMap<>();
                                dsl.select(AUTHOR_COLUMNS)
                                        .from(table(called("author")))
                                        .forEach(
                                                row ->
                                                        byKey.put(
                                                                row.get(ID),
                                                                new Author(
                                                                        row.get(ID),
                                                                        row.get(NAME),
                                                                        row.get(EMAIL),
                                                                        row.get(BORN),
                                                                        row.get(ACTIVE))));
                                dsl.select(BOOK_COLUMNS)
                                        .from(table(called("book")))
                                        .forEach(
                                                row -> {
                                                    Book book = book(row);
                                                    book.author = byKey.get(row.get(AUTHOR));
                                                    book.author.books.add(book);
                                                    books.put(book.id, book);
                                                });
                                dsl.select(REVIEW_COLUMNS)
                                        .from(table(called("review")))
                                        .forEach(
                                                row -> {
                                                    Review review =
                                                            new Review(
                                                                    row.get(ID),
                                                                    row.get(REVIEWER),
                                                                    row.get(BODY),
                                                                    row.get(STARS));
                                                    review.book = books.get(row.get(BOOK));
                                                    review.book.reviews.add(review);
                                                });
                                return new ArrayList<>(byKey.values());
                            });
            return () -> Views.GRAPH.count(authors);
        }

        private static Book book(Record row) {
            return new Book(
                    row.get(ID), row.get(TITLE), row.get(ISBN), row.get(PUBLISHED), row.get(PRICE));
        }

        @Override
        public OpenBooks openBooks() {
            // A transaction of jOOQ's is a function, so all happens in commit() but the load.
            List<Book> books =
                    transaction(
                            dsl ->
                                    dsl.select(BOOK_COLUMNS)
                                            .from(table(called("book")))
                                            .orderBy(ID)
                                            .fetch(JooqWorkloads::book));
            return new Books(root, books, new ArrayList<>());
        }

        private record Books(DSLContext root, List<Book> books, List<Book> changed)
                implements OpenBooks {

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
                root.transaction(
                        configuration ->
                                configuration
                                        .dsl()
                                        .batch(
                                                configuration
                                                        .dsl()
                                                        .update(table(called("book")))
                                                        .set(PRICE, 0L)
                                                        .where(ID.eq(0L)))
                                        .bind(
                                                changed.stream()
                                                        .map(
                                                                book ->
                                                                        new Object[] {
                                                                            book.price, book.id
                                                                        })
                                                        .toArray(Object[][]::new))
                                        .execute());
            }
        }

        @Override
        public void raisePrice(long id) {
            transaction(
                    dsl -> {
                        Book book =
                                book(
                                        dsl.select(BOOK_COLUMNS)
                                                .from(table(called("book")))
                                                .where(ID.eq(id))
                                                .fetchSingle());
                        book.price++;
                        return dsl.update(table(called("book")))
                                .set(PRICE, book.price)
                                .where(ID.eq(book.id))
                                .execute();
                    });
        }

        @Override
        public void insertSmall(int number) {
            Author a = Author.make(number, 2, 0);
            transaction(
                    dsl -> {
                        a.id =
                                dsl.insertInto(table(called("author")), NAME, EMAIL, BORN, ACTIVE)
                                        .values(a.name, a.email, a.born, a.active)
                                        .returning(ID)
                                        .fetchSingle()
                                        .get(ID);
                        Book one = a.books.get(0);
                        Book two = a.books.get(1);
                        List<Long> keys =
                                dsl.insertInto(
                                                table(called("book")),
                                                AUTHOR,
                                                TITLE,
                                                ISBN,
                                                PUBLISHED,
                                                PRICE)
                                        .values(a.id, one.title, one.isbn, one.published, one.price)
                                        .values(a.id, two.title, two.isbn, two.published, two.price)
                                        .returning(ID)
                                        .fetch(ID);
                        one.id = keys.get(0);
                        two.id = keys.get(1);
                        return a;
                    });
        }

        @Override
        public long walk() {
            throw notHere();
        }

        @Override
        public void deleteAuthors(int count) {
            throw notHere();
        }

        @Override
        public void link(Scale scale) {
            throw notHere();
        }

        @Override
        public void unlink() {
            throw notHere();
        }

        @Override
        public void relink(Scale scale) {
            throw notHere();
        }

        @Override
        public void insertTree(int[] order) {
            throw notHere();
        }

        @Override
        public Supplier<TreeCount> loadTree() {
            throw notHere();
        }

        private static UnsupportedOperationException notHere() {
            return new UnsupportedOperationException("jOOQ keeps no objects");
        }

        @Override
        public long stream(Runnable progress) {
            return transaction(
                    dsl -> {
                        long[] sums = new long[2];
                        try (var rows =
                                dsl.select(BOOK_COLUMNS)
                                        .from(table(called("book")))
                                        .fetchSize(BATCH)
                                        .fetchLazy()) {
                            for (Record row : rows) {
                                sums[0] += book(row).price;
                                if (++sums[1] % BATCH == 0) {
                                    progress.run();
                                }
                            }
                        }
                        return sums[0];
                    });
        }

        @Override
        public void close() {
            // the pool is closed by the one who opened it
        }
    }
}
