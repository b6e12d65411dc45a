package io.relmap.benchmarks.ebean;

import io.ebean.Database;
import io.ebean.FetchConfig;
import io.ebean.Transaction;
import io.ebean.annotation.PersistBatch;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Ebean. It has no unit of work that finds changes: the program tells what to save, which here is all that is loaded,
 * as the other mappers look at all that is loaded.
 */
public final class EbeanContender implements Contender {

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
        return "Ebean";
    }

    @Override
    public Set<Task> tasks(DatabaseKind kind) {
        return EnumSet.allOf(Task.class);
    }

    @Override
    public Workloads open(DataSource dataSource, DatabaseKind kind) {
        return new EbeanWorkloads(
                Database.builder()
                        .name("benchmarks")
                        .register(false)
                        .defaultDatabase(false)
                        .dataSource(dataSource)
                        .skipDataSourceCheck(true)
                        .classes(
                                List.of(
                                        Author.class,
                                        Book.class,
                                        Review.class,
                                        Item.class,
                                        Tag.class,
                                        Node.class))
                        .disableClasspathSearch(true)
                        .ddlGenerate(false)
                        .ddlRun(false)
                        // It asks for many keys of a sequence that counts by one.
                        .databaseSequenceBatch(BLOCK)
                        .persistBatch(PersistBatch.ALL)
                        .persistBatchOnCascade(PersistBatch.ALL)
                        .persistBatchSize(BLOCK)
                        .lazyLoadBatchSize(BLOCK)
                        .queryBatchSize(BLOCK)
                        .build());
    }

    private record EbeanWorkloads(Database database) implements Workloads {

        private interface Work<T> {
            T with(Transaction transaction);
        }

        private <T> T transaction(Work<T> work) {
            try (Transaction transaction = database.beginTransaction()) {
                T result = work.with(transaction);
                transaction.commit();
                return result;
            }
        }

        @Override
        public void insertGraph(Scale scale) {
            List<Author> authors = new ArrayList<>();
            for (int i = 0; i < scale.authors(); i++) {
                authors.add(Author.make(i, scale.books(), scale.reviews()));
            }
            transaction(transaction -> database.saveAll(authors, transaction));
        }

        @Override
        public Supplier<GraphCount> loadGraph() {
            List<Author> authors =
                    transaction(
                            transaction ->
                                    database.find(Author.class)
                                            .fetch("books", FetchConfig.ofQuery(BLOCK))
                                            .fetch("books.reviews", FetchConfig.ofQuery(BLOCK))
                                            .usingTransaction(transaction)
                                            .findList());
            return () -> GRAPH.count(authors);
        }

        @Override
        public long walk() {
            return transaction(
                    transaction -> {
                        long prices = 0;
                        for (Author author : all(Author.class)) {
                            for (Book book : author.getBooks()) {
                                prices += book.getPrice();
                            }
                        }
                        return prices;
                    });
        }

        private <T> List<T> all(Class<T> type) {
            return database.find(type).findList();
        }

        @Override
        public OpenBooks openBooks() {
            Transaction transaction = database.beginTransaction();
            return new Books(
                    database, transaction, database.find(Book.class).orderBy("id").findList());
        }

        private record Books(Database database, Transaction transaction, List<Book> books)
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
                    book.setPrice(book.getPrice() + 1);
                }
            }

            @Override
            public void commit() {
                try (transaction) {
                    database.saveAll(books, transaction);
                    transaction.commit();
                }
            }
        }

        @Override
        public void deleteAuthors(int count) {
            transaction(
                    transaction ->
                            database.find(Author.class)
                                    .where()
                                    .le("id", count)
                                    .usingTransaction(transaction)
                                    .delete());
        }

        @Override
        public void link(Scale scale) {
            relink(scale);
        }

        private List<Item> itemsWithTags() {
            return database.find(Item.class).fetch("tags", FetchConfig.ofQuery(BLOCK)).findList();
        }

        @Override
        public void unlink() {
            transaction(
                    transaction -> {
                        List<Item> items = itemsWithTags();
                        for (Item item : items) {
                            for (Tag tag : List.copyOf(item.getTags())) {
                                if (Values.isUnlinked(item.getId(), tag.getId())) {
                                    item.getTags().remove(tag);
                                }
                            }
                        }
                        return database.saveAll(items, transaction);
                    });
        }

        @Override
        public void relink(Scale scale) {
            transaction(
                    transaction -> {
                        Map<Long, Tag> tags =
                                all(Tag.class).stream()
                                        .collect(Collectors.toMap(Tag::getId, Function.identity()));
                        List<Item> items = itemsWithTags();
                        for (Item item : items) {
                            for (int i = 0; i < Scale.TAGS_OF_ITEM; i++) {
                                item.getTags()
                                        .add(tags.get(Values.tagOf(item.getId(), i, scale.tags())));
                            }
                        }
                        return database.saveAll(items, transaction);
                    });
        }

        @Override
        public void insertTree(int[] order) {
            // Told of each node by itself, it would walk all below it each time.
            Node[] nodes = Node.make(order.length);
            transaction(
                    transaction -> {
                        database.save(nodes[0], transaction);
                        return nodes;
                    });
        }

        @Override
        public Supplier<TreeCount> loadTree() {
            List<Node> nodes =
                    transaction(
                            transaction ->
                                    database.find(Node.class)
                                            .fetch("children", FetchConfig.ofQuery(BLOCK))
                                            .usingTransaction(transaction)
                                            .findList());
            return () -> TREE.count(nodes);
        }

        @Override
        public void raisePrice(long id) {
            transaction(
                    transaction -> {
                        Book book = database.find(Book.class, id, transaction);
                        book.setPrice(book.getPrice() + 1);
                        database.update(book, transaction);
                        return book;
                    });
        }

        @Override
        public void insertSmall(int number) {
            Author author = Author.make(number, 2, 0);
            transaction(
                    transaction -> {
                        database.save(author, transaction);
                        return author;
                    });
        }

        @Override
        public long stream(Runnable progress) {
            return transaction(
                    transaction -> {
                        long[] sums = new long[2];
                        database.find(Book.class)
                                .setBufferFetchSizeHint(BLOCK)
                                .usingTransaction(transaction)
                                .findEach(
                                        book -> {
                                            sums[0] += book.getPrice();
                                            if (++sums[1] % BLOCK == 0) {
                                                progress.run();
                                            }
                                        });
                        return sums[0];
                    });
        }

        @Override
        public void close() {
            database.shutdown(false, false);
        }
    }
}
