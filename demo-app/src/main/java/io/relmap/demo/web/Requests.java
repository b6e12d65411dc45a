package io.relmap.demo.web;

import io.relmap.demo.catalog.NewBook;
import io.relmap.demo.sales.NewLine;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What comes in. */
final class Requests {

    private Requests() {}

    record CreateAuthor(
            @NotBlank @Size(max = 120) @PlainText String name,
            @Min(-3000) @Max(2100) @Nullable Integer birthYear,
            @Min(-3000) @Max(2100) @Nullable Integer deathYear,
            @Size(max = 60) @PlainText @Nullable String country,
            @Size(max = 200) @Nullable List<@Valid @NotNull CreateBook> books) {

        List<NewBook> newBooks() {
            return books == null ? List.of() : books.stream().map(CreateBook::newBook).toList();
        }
    }

    record CreateBook(
            @NotBlank @Size(max = 200) @PlainText String title,
            @Min(-3000) @Max(2100) @Nullable Integer year,
            @Size(max = 8) @PlainText @Nullable String language,
            @Min(1) @Max(50_000) @Nullable Integer pages,
            @Size(max = 80) @PlainText @Nullable String category,
            @Size(max = 50) @Nullable List<@NotBlank @Size(max = 60) @PlainText String> tags) {

        NewBook newBook() {
            return new NewBook(
                    title, year, language, pages, category, tags == null ? List.of() : tags);
        }
    }

    record UpdateAuthor(
            @NotNull Integer version,
            @NotBlank @Size(max = 120) @PlainText String name,
            @Min(-3000) @Max(2100) @Nullable Integer birthYear,
            @Min(-3000) @Max(2100) @Nullable Integer deathYear,
            @Size(max = 60) @PlainText @Nullable String country) {}

    record AssignAuthor(@NotNull Long authorId) {}

    record AssignTags(
            @NotNull @Size(max = 50) List<@NotBlank @Size(max = 60) @PlainText String> tags) {}

    record PlaceOrder(
            @NotNull Long customerId, @NotEmpty @Size(max = 100) List<@Valid @NotNull Line> lines) {

        List<NewLine> newLines() {
            return lines.stream().map(line -> new NewLine(line.bookId(), line.quantity())).toList();
        }
    }

    record Line(@NotNull Long bookId, @NotNull @Min(1) @Max(10_000) Integer quantity) {}
}
