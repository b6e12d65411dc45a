package io.relmap.benchmarks.relmap;

import io.relmap.Relmap;
import io.relmap.benchmarks.measure.DatabaseKind;
import io.relmap.benchmarks.workload.Contender;
import io.relmap.benchmarks.workload.GraphView;
import io.relmap.benchmarks.workload.Scale;
import io.relmap.benchmarks.workload.Task;
import io.relmap.benchmarks.workload.TreeView;
import io.relmap.benchmarks.workload.Values;
import io.relmap.benchmarks.workload.Workloads;
import io.relmap.query.Load;
import io.relmap.session.Session;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** relmap with its defaults. */
public final class RelmapContender implements Contender {

    private static final int BLOCK = 1000;

    private static final GraphView<Author, Book, Review> GRAPH =
            new GraphView<>(
                    author -> author.name,
                    author -> author.books,
                    book -> book.title,
                    book -> book.price,
                    book -> book.author.get(),
                    book -> book.reviews,
                    review -> review.body,
                    review -> review.stars,
                    review -> review.book.get());

    private static final TreeView<Node> TREE =
            new TreeView<>(node -> node.number, node -> node.children, node -> node.parent.get());

    @Override
    public String name() {
        return "relmap";
    }

    @Override
    public Set<Task> tasks(DatabaseKind kind) {
        return EnumSet.allOf(Task.class);
    }

    @Override
    public Workloads open(DataSource dataSource, DatabaseKind kind) {
        return new RelmapWorkloads(
                Relmap.builder()
                        .dataSource(dataSource)
                        .entities(
                                Author.class,
                                Book.class,
                                Review.class,
                                Item.class,
                                Tag.class,
                                Node.class)
                        .build());
    }

    private record RelmapWorkloads(Relmap relmap) implements Workloads {

        @Override
        public void insertGraph(Scale scale) {
            relmap.inTransaction(
                    session -> {
                        for (int i = 0; i < scale.authors(); i++) {
                            session.add(Author.make(i, scale.books(), scale.reviews()));
                        }
                    });
        }

        @Override
        public Supplier<GraphCount> loadGraph() {
            List<Author> authors =
                    relmap.transactionResult(
                            session ->
                                    session.query(Author.class)
                                            .options(
                                                    Load.selectIn("books").immediate("author"),
                                                    Load.selectIn("books")
                                                            .selectIn("reviews")
                                                            .immediate("book"))
                                            .list());
            return () -> GRAPH.count(authors);
        }

        @Override
        public long walk() {
            return relmap.transactionResult(
                    session -> {
                        long prices = 0;
                        for (Author author : session.query(Author.class).list()) {
                            for (Book book : author.books) {
                                prices += book.price;
                            }
                        }
                        return prices;
                    });
        }

        @Override
        public OpenBooks openBooks() {
            Session session = relmap.openSession(relmap.sessionOptions().withExpireOnCommit(false));
            return new Books(session, session.query(Book.class).orderBy("id").list());
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
                    books.get(i * step).price++;
                }
            }

            @Override
            public void commit() {
                session.commit();
                session.close();
            }
        }

        @Override
        public void deleteAuthors(int count) {
            relmap.inTransaction(
                    session ->
                            session.deleteAll(
                                    session.query(Author.class)
                                            .where("id <= :count", Map.of("count", count))
                                            .list()));
        }

        @Override
        public void link(Scale scale) {
            relmap.inTransaction(
                    session -> addMissing(itemsWithTags(session), tags(session), scale));
        }

        private static Map<Long, Tag> tags(Session session) {
            return session.query(Tag.class).list().stream()
                    .collect(Collectors.toMap(tag -> tag.id, Function.identity()));
        }

        private static void addMissing(List<Item> items, Map<Long, Tag> tags, Scale scale) {
            for (Item item : items) {
                for (int i = 0; i < Scale.TAGS_OF_ITEM; i++) {
                    item.tags.add(tags.get(Values.tagOf(item.id, i, scale.tags())));
                }
            }
        }

        private static List<Item> itemsWithTags(Session session) {
            return session.query(Item.class).options(Load.selectIn("tags")).list();
        }

        @Override
        public void unlink() {
            relmap.inTransaction(
                    session -> {
                        for (Item item : itemsWithTags(session)) {
                            item.tags.removeIf(tag -> Values.isUnlinked(item.id, tag.id));
                        }
                    });
        }

        @Override
        public void relink(Scale scale) {
            relmap.inTransaction(
                    session -> {
                        Map<Long, Tag> tags = tags(session);
                        addMissing(itemsWithTags(session), tags, scale);
                    });
        }

        @Override
        public void insertTree(int[] order) {
            Node[] nodes = Node.make(order.length);
            relmap.inTransaction(
                    session -> {
                        for (int number : order) {
                            session.add(nodes[number]);
                        }
                    });
        }

        @Override
        public Supplier<TreeCount> loadTree() {
            List<Node> nodes =
                    relmap.transactionResult(
                            session ->
                                    session.query(Node.class)
                                            .options(
                                                    Load.selectIn("children"),
                                                    Load.immediate("parent"))
                                            .list());
            return () -> TREE.count(nodes);
        }

        @Override
        public void raisePrice(long id) {
            relmap.inTransaction(session -> session.get(Book.class, id).price++);
        }

        @Override
        public void insertSmall(int number) {
            relmap.inTransaction(session -> session.add(Author.make(number, 2, 0)));
        }

        @Override
        public long stream(Runnable progress) {
            return relmap.transactionResult(
                    session -> {
                        long[] sums = new long[2];
                        try (Stream<Book> books =
                                session.query(Book.class).readOnly().fetchSize(BLOCK).stream()) {
                            books.forEach(
                                    book -> {
                                        sums[0] += book.price;
                                        if (++sums[1] % BLOCK == 0) {
                                            progress.run();
                                        }
                                    });
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
