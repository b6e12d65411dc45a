package io.relmap.benchmarks.workload;

/**
 * How much work the workloads do.
 *
 * @param authors of the graph of W1 to W5
 * @param books of each author
 * @param reviews of each book
 * @param changed books of W4
 * @param clean books of W4N
 * @param deleted authors of W5
 * @param items of W6
 * @param tags of W6, of which each item has {@link #TAGS_OF_ITEM}
 * @param nodes of the tree of W7
 * @param operations of W8, for each kind and number of threads
 */
public record Scale(
        int authors,
        int books,
        int reviews,
        int changed,
        int clean,
        int deleted,
        int items,
        int tags,
        int nodes,
        int operations) {

    /** How many tags an item has when it is linked. */
    public static final int TAGS_OF_ITEM = 5;

    /** The sizes of the specification. */
    public static final Scale FULL =
            new Scale(1000, 10, 3, 1000, 100_000, 200, 2000, 100, 10_000, 2000);

    /** What a test can wait for. */
    public static final Scale SMALL = FULL.times(0.1);

    /** The same shape with a part of the rows; what one object has stays as it is. */
    public Scale times(double factor) {
        return new Scale(
                part(authors, factor),
                books,
                reviews,
                part(changed, factor),
                part(clean, factor),
                part(deleted, factor),
                part(items, factor),
                tags,
                part(nodes, factor),
                part(operations, factor));
    }

    /** The books of the whole graph. */
    public int allBooks() {
        return authors * books;
    }

    /** The reviews of the whole graph. */
    public int allReviews() {
        return allBooks() * reviews;
    }

    private static int part(int whole, double factor) {
        return Math.max(1, (int) Math.round(whole * factor));
    }
}
