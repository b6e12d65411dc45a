package io.relmap.demo.catalog;

import org.jspecify.annotations.Nullable;

/**
 * Which books to list; a part that is null does not narrow.
 *
 * @param tag the name of a tag
 * @param author a part of the author's name
 * @param category the name of a category; those below it count
 */
public record BookFilter(
        @Nullable String tag, @Nullable String author, @Nullable String category) {}
