package io.relmap.benchmarks.workload;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The workloads of {@code spec/performance.md} as one contender does them. Each method is one transaction, from
 * taking a connection to having given it back, unless it says otherwise. All but W8 are called by one thread.
 */
public interface Workloads extends AutoCloseable {

    /** W1: makes authors with books with reviews, linked in both directions, and writes them. */
    void insertGraph(Scale scale);

    /**
     * W2: loads all authors with books and reviews into linked objects.
     *
     * @return what counts the loaded objects, later and without the database
     */
    Supplier<GraphCount> loadGraph();

    /**
     * W3: loads all authors, then touches the books of each, which are not loaded with them.
     *
     * @return the sum of the prices of the books
     */
    long walk();

    /** W4, W4N: loads all books in a transaction that stays open. */
    OpenBooks openBooks();

    /** W5: deletes the authors with keys from 1 to this, with all that belongs to them. */
    void deleteAuthors(int count);

    /** W6: loads all items and tags, and gives each item its tags ({@link Values#tagOf}). */
    void link(Scale scale);

    /** W6: loads all items with their tags, and takes away those that {@link Values#isUnlinked} says. */
    void unlink();

    /** W6: loads all items with their tags, and gives each item back those that it misses. */
    void relink(Scale scale);

    /** W7: makes nodes, linked in both directions, and writes them, told in this order of their numbers. */
    void insertTree(int[] order);

    /**
     * W7: loads all nodes with parents and children.
     *
     * @return what counts the loaded objects, later and without the database
     */
    Supplier<TreeCount> loadTree();

    /** W8: finds a book, raises its price by one, commits. Called by several threads. */
    void raisePrice(long book);

    /** W8: inserts an author with two books and commits. Called by several threads. */
    void insertSmall(int number);

    /**
     * For the curve: reads all books, one by one, without keeping them.
     *
     * @param progress told after every thousand rows
     * @return the sum of the prices
     */
    long stream(Runnable progress);

    @Override
    void close();

    /** Books in an open transaction. */
    interface OpenBooks {

        /** How many are loaded. */
        int size();

        /** Raises the price of so many of them by one, evenly spread. */
        void raisePrices(int count);

        /** Commits and ends the transaction. */
        void commit();
    }

    /**
     * What was found by walking a loaded graph.
     *
     * @param backLinks members that point back to the very object that holds them; null where the contender has no
     *     such links
     */
    record GraphCount(
            int authors,
            int books,
            int reviews,
            long prices,
            long stars,
            long letters,
            @Nullable Integer backLinks) {}

    /**
     * What was found by walking a loaded tree from its root.
     *
     * @param depth of the deepest node, the root having 1
     * @param backLinks children that point back to the very object that holds them; null where the contender has no
     *     such links
     */
    record TreeCount(int nodes, int depth, long numbers, @Nullable Integer backLinks) {}
}
