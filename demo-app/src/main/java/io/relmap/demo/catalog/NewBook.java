package io.relmap.demo.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A book to be made.
 *
 * @param title its title
 * @param year when it was published, negative for years BC
 * @param language its language's code
 * @param pages how long it is
 * @param category its category's name
 * @param tags names of tags; unknown ones are made
 */
public record NewBook(
        String title,
        @Nullable Integer year,
        @Nullable String language,
        @Nullable Integer pages,
        @Nullable String category,
        List<String> tags) {}
