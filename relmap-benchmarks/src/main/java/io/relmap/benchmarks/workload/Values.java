package io.relmap.benchmarks.workload;

/**
 * The values of the rows, by their numbers. Texts name the row that a row belongs to, so that SQL can check that the
 * right ones were linked ({@link Tables}).
 */
public final class Values {

    /** How many children a node of the tree has. */
    public static final int FAN_OUT = 8;

    private static final int FIRST_YEAR = 1900;
    private static final int YEARS = 120;
    private static final int STARS = 5;

    private Values() {}

    /** The name of an author. */
    public static String name(int author) {
        return "author " + author;
    }

    /** The address of an author. */
    public static String email(int author) {
        return "author" + author + "@example.org";
    }

    /** The year of birth of an author. */
    public static int born(int author) {
        return FIRST_YEAR + author % YEARS;
    }

    /** The title of a book of this author. */
    public static String title(int author, int book) {
        return "author " + author + "/" + book;
    }

    /** The number of a book of this author. */
    public static String isbn(int author, int book) {
        return "978-" + author + "-" + book;
    }

    /** The year of a book. */
    public static int published(int book) {
        return FIRST_YEAR + book % YEARS;
    }

    /** The price of a book in cents. */
    public static long price(int book) {
        return 1000L + book;
    }

    /** Who wrote a review. */
    public static String reviewer(int review) {
        return "reader " + review;
    }

    /** What a review says of the book of this title. */
    public static String body(String title, int review) {
        return title + "/" + review;
    }

    /** How many stars a review gives. */
    public static int stars(int review) {
        return 1 + review % STARS;
    }

    /** The key of one of the tags of an item. */
    public static long tagOf(long item, int index, int tags) {
        return 1 + (item * 7 + index * 13L) % tags;
    }

    /** Whether this link is one of the half that W6 takes away. */
    public static boolean isUnlinked(long item, long tag) {
        return (item + tag) % 2 == 0;
    }

    /** The number of a node's parent; -1 for the root, which has the number 0. */
    public static int parentOf(int node) {
        return node == 0 ? -1 : (node - 1) / FAN_OUT;
    }

    /** The label of a node. */
    public static String label(int node) {
        return "node " + node;
    }
}
