package io.relmap.benchmarks.workload;

import io.relmap.benchmarks.measure.Stopwatch;
import io.relmap.benchmarks.workload.Workloads.GraphCount;
import io.relmap.benchmarks.workload.Workloads.OpenBooks;
import io.relmap.benchmarks.workload.Workloads.TreeCount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;

/** What is measured: rows are prepared, the contender works, the outcome is checked, and only the second is timed. */
public enum Task {
    W1("insert a graph") {
        @Override
        void prepare(Tables tables, Scale scale) {
            tables.clear();
        }

        @Override
        void run(Workloads workloads, Tables tables, Scale scale, Stopwatch watch) {
            watch.time(WHOLE, () -> workloads.insertGraph(scale));
            tables.expect(scale.authors(), "select count(*) from author");
            tables.expect(
                    scale.allBooks(),
                    "select count(*) from book b join author a on a.id = b.author_id"
                            + " where b.title like a.name || '/%'");
            tables.expect(
                    scale.allReviews(),
                    "select count(*) from review r join book b on b.id = r.book_id"
                            + " where r.body like b.title || '/%'");
            tables.expect(scale.allBooks(), "select count(distinct title) from book");
            tables.expect(expected(scale).prices(), "select sum(price) from book");
            tables.expect(expected(scale).stars(), "select sum(stars) from review");
        }
    },

    W2("load the graph") {
        @Override
        void prepare(Tables tables, Scale scale) {
            fill(tables, scale);
        }

        @Override
        void run(Workloads workloads, Tables tables, Scale scale, Stopwatch watch) {
            var loaded = watch.result(WHOLE, workloads::loadGraph);
            GraphCount found = loaded.get();
            GraphCount expected = expected(scale);
            if (found.backLinks() == null) {
                expected =
                        new GraphCount(
                                expected.authors(),
                                expected.books(),
                                expected.reviews(),
                                expected.prices(),
                                expected.stars(),
                                expected.letters(),
                                null);
            }
            Expectation.same("the loaded graph", expected, found);
        }
    },

    W3("walk lazily") {
        @Override
        void prepare(Tables tables, Scale scale) {
            fill(tables, scale);
        }

        @Override
        void run(Workloads workloads, Tables tables, Scale scale, Stopwatch watch) {
            Expectation.same(
                    "the prices of the books walked over",
                    expected(scale).prices(),
                    watch.result(WHOLE, workloads::walk));
        }
    },

    W4("load, change some, commit") {
        @Override
        void prepare(Tables tables, Scale scale) {
            fill(tables, scale);
        }

        @Override
        void run(Workloads workloads, Tables tables, Scale scale, Stopwatch watch) {
            OpenBooks books = watch.result("load", workloads::openBooks);
            Expectation.same("loaded books", scale.allBooks(), books.size());
            watch.time(
                    "change + commit",
                    () -> {
                        books.raisePrices(scale.changed());
                        books.commit();
                    });
            watch.sum(WHOLE);
            tables.expect(
                    expected(scale).prices() + scale.changed(), "select sum(price) from book");
        }
    },

    W4N("commit with clean objects only") {
        @Override
        void prepare(Tables tables, Scale scale) {
            tables.clear();
            tables.fillGraph(scale.clean() / 100, 100, 0);
        }

        @Override
        void run(Workloads workloads, Tables tables, Scale scale, Stopwatch watch) {
            OpenBooks books = workloads.openBooks();
            Expectation.same("loaded books", scale.clean() / 100 * 100, books.size());
            watch.time(WHOLE, books::commit);
        }
    },

    W5("delete with all descendants") {
        @Override
        void prepare(Tables tables, Scale scale) {
            fill(tables, scale);
        }

        @Override
        void run(Workloads workloads, Tables tables, Scale scale, Stopwatch watch) {
            watch.time(WHOLE, () -> workloads.deleteAuthors(scale.deleted()));
            int left = scale.authors() - scale.deleted();
            tables.expect(left, "select count(*) from author where id > " + scale.deleted());
            tables.expect(left, "select count(*) from author");
            tables.expect((long) left * scale.books(), "select count(*) from book");
            tables.expect(
                    (long) left * scale.books() * scale.reviews(), "select count(*) from review");
        }
    },

    W6("many-to-many") {
        @Override
        void prepare(Tables tables, Scale scale) {
            tables.clear();
            tables.fillItems(scale.items(), scale.tags());
        }

        @Override
        void run(Workloads workloads, Tables tables, Scale scale, Stopwatch watch) {
            watch.time("link", () -> workloads.link(scale));
            expectLinks(tables, scale, false);
            watch.time("unlink", workloads::unlink);
            expectLinks(tables, scale, true);
            watch.time("relink", () -> workloads.relink(scale));
            expectLinks(tables, scale, false);
            watch.sum(WHOLE);
        }
    },

    W7I("insert a tree") {
        @Override
        void prepare(Tables tables, Scale scale) {
            tables.clear();
        }

        @Override
        void run(Workloads workloads, Tables tables, Scale scale, Stopwatch watch) {
            int[] order = shuffled(scale.nodes());
            watch.time(WHOLE, () -> workloads.insertTree(order));
            tables.expect(scale.nodes(), "select count(distinct number) from node");
            tables.expect(1, "select count(*) from node where parent_id is null and number = 0");
            tables.expect(
                    scale.nodes() - 1L,
                    "select count(*) from node c join node p on p.id = c.parent_id"
                            + " where p.number = (c.number - 1) / "
                            + Values.FAN_OUT
                            + " and c.label = 'node ' || c.number");
        }
    },

    W7L("load the tree") {
        @Override
        void prepare(Tables tables, Scale scale) {
            tables.clear();
            tables.fillTree(scale.nodes());
        }

        @Override
        void run(Workloads workloads, Tables tables, Scale scale, Stopwatch watch) {
            Supplier<TreeCount> loaded = watch.result(WHOLE, workloads::loadTree);
            TreeCount found = loaded.get();
            int depth = 1;
            for (int node = scale.nodes() - 1; node > 0; node = Values.parentOf(node)) {
                depth++;
            }
            long numbers = (long) scale.nodes() * (scale.nodes() - 1) / 2;
            Expectation.same(
                    "the loaded tree",
                    new TreeCount(
                            scale.nodes(),
                            depth,
                            numbers,
                            found.backLinks() == null ? null : scale.nodes() - 1),
                    found);
        }
    },

    W8F("find, change, commit") {
        @Override
        void prepare(Tables tables, Scale scale) {
            fill(tables, scale);
        }

        @Override
        void run(Workloads workloads, Tables tables, Scale scale, Stopwatch watch) {
            for (int threads : THREADS) {
                long before = tables.number("select sum(price) from book");
                watch.timeInThreads(
                        inThreads(threads),
                        threads,
                        scale.operations(),
                        i -> workloads.raisePrice(1 + (i * 7919L) % scale.allBooks()));
                tables.expect(before + scale.operations(), "select sum(price) from book");
            }
        }
    },

    W8I("insert 1 + 2, commit") {
        @Override
        void prepare(Tables tables, Scale scale) {
            fill(tables, scale);
        }

        @Override
        void run(Workloads workloads, Tables tables, Scale scale, Stopwatch watch) {
            int done = scale.authors();
            for (int threads : THREADS) {
                int first = done;
                watch.timeInThreads(
                        inThreads(threads),
                        threads,
                        scale.operations(),
                        i -> workloads.insertSmall(first + i));
                done += scale.operations();
                tables.expect(done, "select count(*) from author");
                tables.expect(
                        2L * (done - scale.authors()),
                        "select count(*) from book b join author a on a.id = b.author_id where a.id > "
                                + scale.authors()
                                + " and b.title like a.name || '/%'");
            }
        }
    };

    /** The section of a task that has only one. */
    public static final String WHOLE = "";

    private static final int[] THREADS = {1, 4};

    private final String title;

    Task(String title) {
        this.title = title;
    }

    /** What it does, in a few words. */
    public String title() {
        return title;
    }

    /** Brings the tables into the state that the task begins with. */
    abstract void prepare(Tables tables, Scale scale);

    /** Lets the contender work under the watch, and checks what it did. */
    abstract void run(Workloads workloads, Tables tables, Scale scale, Stopwatch watch);

    /**
     * Prepares, works and checks once.
     *
     * @throws WrongResultException if the contender did something else
     */
    public final void perform(Workloads workloads, Tables tables, Scale scale, Stopwatch watch) {
        prepare(tables, scale);
        watch.settle();
        run(workloads, tables, scale, watch);
    }

    private static void fill(Tables tables, Scale scale) {
        tables.clear();
        tables.fillGraph(scale.authors(), scale.books(), scale.reviews());
    }

    private static String inThreads(int threads) {
        return threads == 1 ? "1 thread" : threads + " threads";
    }

    private static GraphCount expected(Scale scale) {
        long prices = 0;
        long stars = 0;
        long letters = 0;
        for (int book = 0; book < scale.books(); book++) {
            prices += Values.price(book);
        }
        for (int review = 0; review < scale.reviews(); review++) {
            stars += Values.stars(review);
        }
        for (int author = 0; author < scale.authors(); author++) {
            letters += Values.name(author).length();
            for (int book = 0; book < scale.books(); book++) {
                String title = Values.title(author, book);
                letters += title.length();
                for (int review = 0; review < scale.reviews(); review++) {
                    letters += Values.body(title, review).length();
                }
            }
        }
        return new GraphCount(
                scale.authors(),
                scale.allBooks(),
                scale.allReviews(),
                prices * scale.authors(),
                stars * scale.allBooks(),
                letters,
                scale.allBooks() + scale.allReviews());
    }

    private static void expectLinks(Tables tables, Scale scale, boolean isHalf) {
        long links = 0;
        long sum = 0;
        for (long item = 1; item <= scale.items(); item++) {
            for (int i = 0; i < Scale.TAGS_OF_ITEM; i++) {
                long tag = Values.tagOf(item, i, scale.tags());
                if (!isHalf || !Values.isUnlinked(item, tag)) {
                    links++;
                    sum += item * 31 + tag;
                }
            }
        }
        tables.expect(links, "select count(*) from item_tag");
        tables.expect(sum, "select sum(item_id * 31 + tag_id) from item_tag");
    }

    private static int[] shuffled(int nodes) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            numbers.add(i);
        }
        Collections.shuffle(numbers, new Random(7));
        return numbers.stream().mapToInt(Objects::requireNonNull).toArray();
    }
}
