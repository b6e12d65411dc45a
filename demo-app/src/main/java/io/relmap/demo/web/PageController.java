package io.relmap.demo.web;

import io.relmap.demo.catalog.BookFilter;
import io.relmap.demo.catalog.Catalog;
import io.relmap.demo.web.Views.AuthorDetail;
import io.relmap.demo.web.Views.AuthorSummary;
import io.relmap.demo.web.Views.BookDetail;
import io.relmap.demo.web.Views.BookSummary;
import io.relmap.demo.web.Views.CategoryNode;
import io.relmap.demo.web.Views.PageView;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages: books and authors to look through. */
@Controller
class PageController {

    private static final int PAGE_SIZE = 24;
    private static final int LAST_PAGE = 1_000_000;

    private final Catalog catalog;

    PageController(Catalog catalog) {
        this.catalog = catalog;
    }

    @GetMapping("/")
    @Transactional(readOnly = true)
    public String books(
            @RequestParam(required = false) @PlainText @Nullable String tag,
            @RequestParam(required = false) @PlainText @Nullable String author,
            @RequestParam(required = false) @PlainText @Nullable String category,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        BookFilter filter =
                new BookFilter(blankToNull(tag), blankToNull(author), blankToNull(category));
        model.addAttribute("filter", filter);
        model.addAttribute(
                "books",
                PageView.of(catalog.books(filter, page(page, Sort.unsorted())), BookSummary::of));
        model.addAttribute(
                "categories", catalog.categoryTree().stream().map(CategoryNode::of).toList());
        return "books";
    }

    @GetMapping("/books/{id}")
    @Transactional(readOnly = true)
    public String book(@PathVariable long id, Model model) {
        model.addAttribute("detail", BookDetail.of(catalog.book(id)));
        return "book";
    }

    @GetMapping("/authors")
    @Transactional(readOnly = true)
    public String authors(
            @RequestParam(defaultValue = "") @PlainText String name,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        model.addAttribute("name", name);
        model.addAttribute(
                "authors",
                PageView.of(
                        catalog.authors(name, page(page, Sort.by("name", "id"))),
                        AuthorSummary::of));
        return "authors";
    }

    @GetMapping("/authors/{id}")
    @Transactional(readOnly = true)
    public String author(@PathVariable long id, Model model) {
        model.addAttribute("author", AuthorDetail.of(catalog.authorWithBooks(id)));
        return "author";
    }

    /** Whatever number an address gives: there is a page to show, if an empty one. */
    private static PageRequest page(int number, Sort sort) {
        return PageRequest.of(Math.min(Math.max(0, number), LAST_PAGE), PAGE_SIZE, sort);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
