package io.relmap.benchmarks.hibernate;

import io.relmap.benchmarks.measure.DatabaseKind;
import io.relmap.benchmarks.workload.Contender;
import io.relmap.benchmarks.workload.GraphView;
import io.relmap.benchmarks.workload.Scale;
import io.relmap.benchmarks.workload.Task;
import io.relmap.benchmarks.workload.TreeView;
import io.relmap.benchmarks.workload.Values;
import io.relmap.benchmarks.workload.Workloads;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;

/** Hibernate as its documents tell those who need speed. */
public final class HibernateContender implements Contender {

    private static final int BLOCK = 1000;

    private static final GraphView<Author, Book, Review> GRAPH =
            new GraphView<>(
                    Author::getName,
                    Author::getBooks,
                    Book::getTitle,
                    Book::getPrice,
                    Book::getAuthor,
                    Book::getReviews,
                    Review::getBody,
                    Review::getStars,
                    Review::getBook);

    private static final TreeView<Node> TREE =
            new TreeView<>(Node::getNumber, Node::getChildren, Node::getParent);

    @Override
    public String name() {
        return "Hibernate";
    }

    @Override
    public Set<Task> tasks(DatabaseKind kind) {
        return EnumSet.allOf(Task.class);
    }

    @Override
    public Workloads open(DataSource dataSource, DatabaseKind kind) {
        Configuration configuration = new Configuration();
        List.of(Author.class, Book.class, Review.class, Item.class, Tag.class, Node.class)
                .forEach(configuration::addAnnotatedClass);
        configuration.getProperties().put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource);
        configuration.setProperty(
                AvailableSettings.CONNECTION_PROVIDER_DISABLES_AUTOCOMMIT, "true");
        configuration.setProperty(AvailableSettings.STATEMENT_BATCH_SIZE, BLOCK);
        configuration.setProperty(AvailableSettings.ORDER_INSERTS, "true");
        configuration.setProperty(AvailableSettings.ORDER_UPDATES, "true");
        configuration.setProperty(AvailableSettings.DEFAULT_BATCH_FETCH_SIZE, BLOCK);
        return new HibernateWorkloads(configuration.buildSessionFactory());
    }

    private record HibernateWorkloads(SessionFactory factory) implements Workloads {

        @Override
        public void insertGraph(Scale scale) {
            factory.inTransaction(
                    session -> {
                        for (int i = 0; i < scale.authors(); i++) {
                            session.persist(Author.make(i, scale.books(), scale.reviews()));
                        }
                    });
        }

        @Override
        public Supplier<GraphCount> loadGraph() {
            List<Author> authors =
                    factory.fromTransaction(
                            session -> {
                                List<Author> found =
                                        session.createSelectionQuery(
                                                        "select a from Author a left join fetch a.books",
                                                        Author.class)
                                                .list();
                                session.createSelectionQuery(
                                                "select b from Book b left join fetch b.reviews",
                                                Book.class)
                                        .list();
                                return found;
                            });
            return () -> GRAPH.count(authors);
        }

        @Override
        public long walk() {
            return factory.fromTransaction(
                    session -> {
                        long prices = 0;
                        for (Author author : all(session, Author.class)) {
                            for (Book book : author.getBooks()) {
                                prices += book.getPrice();
                            }
                        }
                        return prices;
                    });
        }

        private static <T> List<T> all(Session session, Class<T> type) {
            return session.createSelectionQuery("from " + type.getSimpleName(), type).list();
        }

        @Override
        public OpenBooks openBooks() {
            Session session = factory.openSession();
            session.beginTransaction();
            return new Books(
                    session,
                    session.createSelectionQuery("from Book b order by b.id", Book.class).list());
        }

        private record Books(Session session, List<Book> books) implements OpenBooks {

            @Override
            public int size() {
                return books.size();
            }

            @Override
            public void raisePrices(int count) {
                int step = books.size() / count;
                for (int i = 0; i < count; i++) {
                    Book book = books.get(i * step);
                    book.setPrice(book.getPrice() + 1);
                }
            }

            @Override
            public void commit() {
                session.getTransaction().commit();
                session.close();
            }
        }

        @Override
        public void deleteAuthors(int count) {
            factory.inTransaction(
                    session ->
                            session.createSelectionQuery(
                                            "from Author a where a.id <= :count", Author.class)
                                    .setParameter("count", count)
                                    .list()
                                    .forEach(session::remove));
        }

        @Override
        public void link(Scale scale) {
            relink(scale);
        }

        private static List<Item> itemsWithTags(Session session) {
            return session.createSelectionQuery(
                            "select i from Item i left join fetch i.tags", Item.class)
                    .list();
        }

        @Override
        public void unlink() {
            factory.inTransaction(
                    session -> {
                        for (Item item : itemsWithTags(session)) {
                            item.getTags()
                                    .removeIf(tag -> Values.isUnlinked(item.getId(), tag.getId()));
                        }
                    });
        }

        @Override
        public void relink(Scale scale) {
            factory.inTransaction(
                    session -> {
                        Map<Long, Tag> tags =
                                all(session, Tag.class).stream()
                                        .collect(Collectors.toMap(Tag::getId, Function.identity()));
                        for (Item item : itemsWithTags(session)) {
                            for (int i = 0; i < Scale.TAGS_OF_ITEM; i++) {
                                item.getTags()
                                        .add(tags.get(Values.tagOf(item.getId(), i, scale.tags())));
                            }
                        }
                    });
        }

        @Override
        public void insertTree(int[] order) {
            // Told of each node by itself, it would walk all below it each time.
            Node[] nodes = Node.make(order.length);
            factory.inTransaction(session -> session.persist(nodes[0]));
        }

        @Override
        public Supplier<TreeCount> loadTree() {
            List<Node> nodes =
                    factory.fromTransaction(
                            session ->
                                    session.createSelectionQuery(
                                                    "select n from Node n left join fetch n.children",
                                                    Node.class)
                                            .list());
            return () -> TREE.count(nodes);
        }

        @Override
        public void raisePrice(long id) {
            factory.inTransaction(
                    session -> {
                        Book book = session.find(Book.class, id);
                        book.setPrice(book.getPrice() + 1);
                    });
        }

        @Override
        public void insertSmall(int number) {
            factory.inTransaction(session -> session.persist(Author.make(number, 2, 0)));
        }

        @Override
        public long stream(Runnable progress) {
            return factory.fromTransaction(
                    session -> {
                        long[] sums = new long[2];
                        try (Stream<Book> books =
                                session
                                        .createSelectionQuery("from Book", Book.class)
                                        .setReadOnly(true)
                                        .setFetchSize(BLOCK)
                                        .stream()) {
                            books.forEach(
                                    book -> {
                                        sums[0] += book.getPrice();
                                        if (++sums[1] % BLOCK == 0) {
                                            session.clear();
                                            progress.run();
                                        }
                                    });
                        }
                        return sums[0];
                    });
        }

        @Override
        public void close() {
            factory.close();
        }
    }
}
