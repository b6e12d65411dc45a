package io.relmap.benchmarks.springdata;

import io.relmap.benchmarks.measure.DatabaseKind;
import io.relmap.benchmarks.workload.Contender;
import io.relmap.benchmarks.workload.GraphView;
import io.relmap.benchmarks.workload.Scale;
import io.relmap.benchmarks.workload.Task;
import io.relmap.benchmarks.workload.TreeView;
import io.relmap.benchmarks.workload.Values;
import io.relmap.benchmarks.workload.Workloads;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.domain.Sort;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import org.springframework.data.relational.core.query.Query;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring Data JDBC by its template. It has no lazy loading and does not watch objects, so W3 and W4N are not for it. */
public final class SpringDataContender implements Contender {

    private static final GraphView<Author, Author.Book, Author.Review> GRAPH =
            new GraphView<>(
                    author -> author.name,
                    author -> author.books,
                    book -> book.title,
                    book -> book.price,
                    null,
                    book -> book.reviews,
                    review -> review.body,
                    review -> review.stars,
                    null);

    private static final TreeView<Node> TREE =
            new TreeView<>(node -> node.number, node -> node.children, node -> node.parent);

    @Override
    public String name() {
        return "Spring Data JDBC";
    }

    @Override
    public Set<Task> tasks(DatabaseKind kind) {
        // Its names are quoted, in small letters; H2's tables have capitals.
        return kind == DatabaseKind.POSTGRESQL
                ? EnumSet.complementOf(EnumSet.of(Task.W3, Task.W4N))
                : EnumSet.noneOf(Task.class);
    }

    @Override
    public Workloads open(DataSource dataSource, DatabaseKind kind) {
        AnnotationConfigApplicationContext context = context(dataSource);
        return new SpringWorkloads(
                context,
                context.getBean(JdbcAggregateTemplate.class),
                context.getBean(PlatformTransactionManager.class));
    }

    /** The smallest context that has a template and a transaction manager. */
    public static AnnotationConfigApplicationContext context(DataSource dataSource) {
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(
                NamedParameterJdbcOperations.class,
                () -> new NamedParameterJdbcTemplate(dataSource));
        context.registerBean(
                PlatformTransactionManager.class, () -> new JdbcTransactionManager(dataSource));
        context.register(Settings.class);
        context.refresh();
        return context;
    }

    /** All defaults. */
    @Configuration(proxyBeanMethods = false)
    static class Settings extends AbstractJdbcConfiguration {}

    private record SpringWorkloads(
            AnnotationConfigApplicationContext context,
            JdbcAggregateTemplate template,
            PlatformTransactionManager transactions)
            implements Workloads {

        private <T> T transaction(Supplier<T> work) {
            return new TransactionTemplate(transactions).execute(status -> work.get());
        }

        @Override
        public void insertGraph(Scale scale) {
            List<Author> authors = new ArrayList<>();
            for (int i = 0; i < scale.authors(); i++) {
                authors.add(Author.make(i, scale.books(), scale.reviews()));
            }
            transaction(() -> template.insertAll(authors));
        }

        @Override
        public Supplier<GraphCount> loadGraph() {
            List<Author> authors = transaction(() -> template.findAll(Author.class));
            return () -> GRAPH.count(authors);
        }

        @Override
        public long walk() {
            throw new UnsupportedOperationException("It loads nothing lazily");
        }

        @Override
        public OpenBooks openBooks() {
            TransactionStatus status =
                    transactions.getTransaction(new DefaultTransactionDefinition());
            return new Books(
                    template,
                    transactions,
                    status,
                    template.findAll(SingleBook.class, Sort.by("id")),
                    new ArrayList<>());
        }

        private record Books(
                JdbcAggregateTemplate template,
                PlatformTransactionManager transactions,
                TransactionStatus status,
                List<SingleBook> books,
                List<SingleBook> changed)
                implements OpenBooks {

            @Override
            public int size() {
                return books.size();
            }

            @Override
            public void raisePrices(int count) {
                int step = books.size() / count;
                for (int i = 0; i < count; i++) {
                    SingleBook book = books.get(i * step);
                    book.price++;
                    changed.add(book);
                }
            }

            @Override
            public void commit() {
                if (!changed.isEmpty()) {
                    template.updateAll(changed);
                }
                transactions.commit(status);
            }
        }

        @Override
        public void deleteAuthors(int count) {
            List<Long> keys = LongStream.rangeClosed(1, count).boxed().toList();
            transaction(
                    () -> {
                        template.deleteAllById(keys, Author.class);
                        return keys;
                    });
        }

        @Override
        public void link(Scale scale) {
            relink(scale);
        }

        @Override
        public void unlink() {
            transaction(
                    () -> {
                        List<Item> items = template.findAll(Item.class);
                        for (Item item : items) {
                            item.tags.removeIf(link -> Values.isUnlinked(item.id, link.tag()));
                        }
                        return template.updateAll(items);
                    });
        }

        @Override
        public void relink(Scale scale) {
            transaction(
                    () -> {
                        List<Item> items = template.findAll(Item.class);
                        for (Item item : items) {
                            for (int i = 0; i < Scale.TAGS_OF_ITEM; i++) {
                                item.tags.add(
                                        new Item.Link(Values.tagOf(item.id, i, scale.tags())));
                            }
                        }
                        return template.updateAll(items);
                    });
        }

        @Override
        public void insertTree(int[] order) {
            Node[] nodes = Node.make(order.length);
            transaction(
                    () -> {
                        List<Node> level = List.of(nodes[0]);
                        while (!level.isEmpty()) {
                            template.insertAll(level);
                            List<Node> below = new ArrayList<>();
                            for (Node node : level) {
                                for (Node child : node.children) {
                                    child.parentId = node.id;
                                    below.add(child);
                                }
                            }
                            level = below;
                        }
                        return nodes;
                    });
        }

        @Override
        public Supplier<TreeCount> loadTree() {
            List<Node> nodes =
                    transaction(
                            () -> {
                                List<Node> found = template.findAll(Node.class);
                                Map<Long, Node> byKey = new HashMap<>();
                                found.forEach(node -> byKey.put(node.id, node));
                                for (Node node : found) {
                                    if (node.parentId != null) {
                                        byKey.get(node.parentId).add(node);
                                    }
                                }
                                return found;
                            });
            return () -> TREE.count(nodes);
        }

        @Override
        public void raisePrice(long id) {
            transaction(
                    () -> {
                        SingleBook book = template.findById(id, SingleBook.class);
                        book.price++;
                        return template.update(book);
                    });
        }

        @Override
        public void insertSmall(int number) {
            Author author = Author.make(number, 2, 0);
            transaction(() -> template.insert(author));
        }

        @Override
        public long stream(Runnable progress) {
            return transaction(
                    () -> {
                        long[] sums = new long[2];
                        try (Stream<SingleBook> books =
                                template.streamAll(Query.empty(), SingleBook.class)) {
                            books.forEach(
                                    book -> {
                                        sums[0] += book.price;
                                        if (++sums[1] % 1000 == 0) {
                                            progress.run();
                                        }
                                    });
                        }
                        return sums[0];
                    });
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
