package io.relmap.demo.web;

import io.relmap.demo.catalog.Author;
import io.relmap.demo.catalog.Catalog;
import io.relmap.demo.web.Views.AuthorDetail;
import io.relmap.demo.web.Views.AuthorSummary;
import io.relmap.demo.web.Views.PageView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Authors over HTTP. A method is one transaction, so that views are made while the session is open. */
@RestController
@RequestMapping("/api/authors")
class AuthorController {

    private final Catalog catalog;

    AuthorController(Catalog catalog) {
        this.catalog = catalog;
    }

    @GetMapping
    @Transactional(readOnly = true)
    public PageView<AuthorSummary> list(
            @RequestParam(defaultValue = "") @PlainText String name,
            @RequestParam(defaultValue = "0") @Min(0) @Max(1_000_000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        return PageView.of(
                catalog.authors(name, PageRequest.of(page, size, Sort.by("name", "id"))),
                AuthorSummary::of);
    }

    @GetMapping("/{id}")
    @Transactional(readOnly = true)
    public AuthorDetail show(@PathVariable long id) {
        return AuthorDetail.of(catalog.authorWithBooks(id));
    }

    @PostMapping
    @Transactional
    public ResponseEntity<AuthorDetail> create(@RequestBody @Valid Requests.CreateAuthor request) {
        Author author =
                catalog.create(
                        new Author(
                                request.name(),
                                request.birthYear(),
                                request.deathYear(),
                                request.country()),
                        request.newBooks());
        return ResponseEntity.created(URI.create("/api/authors/" + author.getId()))
                .body(AuthorDetail.of(author));
    }

    @PutMapping("/{id}")
    @Transactional
    public AuthorSummary update(
            @PathVariable long id, @RequestBody @Valid Requests.UpdateAuthor request) {
        return AuthorSummary.of(
                catalog.update(
                        id,
                        request.version(),
                        request.name(),
                        request.birthYear(),
                        request.deathYear(),
                        request.country()));
    }

    @DeleteMapping("/{id}")
    public ResponseEntity<Void> delete(@PathVariable long id) {
        catalog.deleteAuthor(id);
        return ResponseEntity.noContent().build();
    }
}
