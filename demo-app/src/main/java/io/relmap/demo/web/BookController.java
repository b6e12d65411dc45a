package io.relmap.demo.web;

import io.relmap.demo.catalog.BookFilter;
import io.relmap.demo.catalog.Catalog;
import io.relmap.demo.web.Views.BookDetail;
import io.relmap.demo.web.Views.BookSummary;
import io.relmap.demo.web.Views.PageView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Books over HTTP. */
@RestController
@RequestMapping("/api/books")
class BookController {

    private final Catalog catalog;

    BookController(Catalog catalog) {
        this.catalog = catalog;
    }

    @GetMapping
    @Transactional(readOnly = true)
    public PageView<BookSummary> list(
            @RequestParam(required = false) @PlainText @Nullable String tag,
            @RequestParam(required = false) @PlainText @Nullable String author,
            @RequestParam(required = false) @PlainText @Nullable String category,
            @RequestParam(defaultValue = "0") @Min(0) @Max(1_000_000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        return PageView.of(
                catalog.books(new BookFilter(tag, author, category), PageRequest.of(page, size)),
                BookSummary::of);
    }

    @GetMapping("/{id}")
    @Transactional(readOnly = true)
    public BookDetail show(@PathVariable long id) {
        return BookDetail.of(catalog.book(id));
    }

    @PutMapping("/{id}/author")
    @Transactional
    public BookSummary assignAuthor(
            @PathVariable long id, @RequestBody @Valid Requests.AssignAuthor request) {
        return BookSummary.of(catalog.assignAuthor(id, request.authorId()));
    }

    @PutMapping("/{id}/tags")
    @Transactional
    public BookSummary assignTags(
            @PathVariable long id, @RequestBody @Valid Requests.AssignTags request) {
        return BookSummary.of(catalog.assignTags(id, request.tags()));
    }
}
