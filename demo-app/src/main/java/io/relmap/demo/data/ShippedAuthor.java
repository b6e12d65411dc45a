package io.relmap.demo.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An author as the shipped files tell. */
record ShippedAuthor(
        String name,
        @Nullable Integer birthYear,
        @Nullable Integer deathYear,
        @Nullable String country,
        List<ShippedBook> books) {

    record ShippedBook(
            String title,
            @Nullable Integer year,
            @Nullable String language,
            String category,
            List<String> tags,
            int pages) {}
}
