package io.relmap.benchmarks.workload;

import io.relmap.benchmarks.workload.Workloads.GraphCount;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How to walk a contender's authors, books and reviews.
 *
 * @param author of a book; null where books have no link back
 * @param book of a review; null where reviews have no link back
 */
public record GraphView<A, B, R>(
        Function<A, String> name,
        Function<A, ? extends Collection<B>> books,
        Function<B, String> title,
        ToLongFunction<B> price,
        @Nullable Function<B, A> author,
        Function<B, ? extends Collection<R>> reviews,
        Function<R, String> body,
        ToIntFunction<R> stars,
        @Nullable Function<R, B> book) {

    /** Walks all of these. */
    public GraphCount count(Collection<A> authors) {
        int bookCount = 0;
        int reviewCount = 0;
        int backLinks = 0;
        long prices = 0;
        long allStars = 0;
        long letters = 0;
        for (A one : authors) {
            letters += name.apply(one).length();
            for (B each : books.apply(one)) {
                bookCount++;
                prices += price.applyAsLong(each);
                letters += title.apply(each).length();
                backLinks += author != null && author.apply(each) == one ? 1 : 0;
                for (R review : reviews.apply(each)) {
                    reviewCount++;
                    allStars += stars.applyAsInt(review);
                    letters += body.apply(review).length();
                    backLinks += book != null && book.apply(review) == each ? 1 : 0;
                }
            }
        }
        return new GraphCount(
                authors.size(),
                bookCount,
                reviewCount,
                prices,
                allStars,
                letters,
                author == null ? null : backLinks);
    }
}
