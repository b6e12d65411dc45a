package io.relmap.benchmarks.plain;

import org.jspecify.annotations.Nullable;

/** A review of a book. */
final class Review {

    long id;
    @Nullable Book book;
    final String reviewer;
    final String body;
    final int stars;

    Review(long id, String reviewer, String body, int stars) {
        this.id = id;
        this.reviewer = reviewer;
        this.body = body;
        this.stars = stars;
    }
}
