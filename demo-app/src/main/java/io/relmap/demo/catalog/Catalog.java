package io.relmap.demo.catalog;

import io.relmap.query.Load;
import io.relmap.query.Query;
import io.relmap.session.Session;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What can be done with authors, books and categories; each method is one transaction. */
@Service
@Transactional(readOnly = true)
public class Catalog {

    private final Session session;
    private final AuthorRepository authors;
    private final TagRepository tags;
    private final CategoryRepository categories;

    Catalog(
            Session session,
            AuthorRepository authors,
            TagRepository tags,
            CategoryRepository categories) {
        this.session = session;
        this.authors = authors;
        this.tags = tags;
        this.categories = categories;
    }

    /** A page of authors by a part of their name. */
    public Page<Author> authors(String name, Pageable page) {
        return authors.findByNameContainingIgnoreCase(name, page);
    }

    /** An author with books and their tags: three statements, however many there are. */
    public Author authorWithBooks(long id) {
        Author author =
                session.get(Author.class, id, Load.selectIn("books"), Load.selectIn("books.tags"));
        return found(author, "author", id);
    }

    /** Saves an author with books and tags: one {@code add}, the rest follows by cascade. */
    @Transactional
    public Author create(Author author, List<NewBook> books) {
        Map<String, Tag> known =
                tagsByName(books.stream().flatMap(b -> b.tags().stream()).toList());
        for (NewBook given : books) {
            Book book = new Book(given.title(), given.year(), given.language(), given.pages());
            String category = given.category();
            if (category != null) {
                book.setCategory(category(category));
            }
            given.tags().forEach(tag -> book.getTags().add(known.get(tag)));
            author.getBooks().add(book);
        }
        Author saved = authors.save(author);
        session.flush(); // keys and version are there from here on, not only after the commit
        return saved;
    }

    /** Changes what is known of an author, if {@code version} is still the stored one. */
    @Transactional
    public Author update(
            long id,
            int version,
            String name,
            @Nullable Integer birthYear,
            @Nullable Integer deathYear,
            @Nullable String country) {
        Author author = found(session.get(Author.class, id), "author", id);
        if (author.getVersion() != version) {
            throw new StaleVersionException("Author " + id, version, author.getVersion());
        }
        author.describe(name, birthYear, deathYear, country);
        session.flush();
        return author;
    }

    /** Deletes an author with all books; refused while an order names one of them. */
    @Transactional
    public void deleteAuthor(long id) {
        session.delete(found(session.get(Author.class, id), "author", id));
    }

    /** A page of books that pass a filter, with authors and tags. */
    public Page<Book> books(BookFilter filter, Pageable page) {
        List<Book> found =
                narrowed(filter)
                        .options(Load.joined("author"), Load.selectIn("tags"))
                        .orderBy("title", "id")
                        .offset((int) page.getOffset())
                        .limit(page.getPageSize())
                        .list();
        return new PageImpl<>(found, page, narrowed(filter).count());
    }

    /** A book with all that belongs to it. */
    public Book book(long id) {
        Book book =
                session.get(
                        Book.class,
                        id,
                        Load.joined("author"),
                        Load.joined("category"),
                        Load.joined("favouriteReview"),
                        Load.selectIn("tags"),
                        Load.selectIn("editions"),
                        Load.selectIn("reviews"));
        return found(book, "book", id);
    }

    /** Gives a book to another author. */
    @Transactional
    public Book assignAuthor(long bookId, long authorId) {
        Book book = book(bookId);
        Author author = session.get(Author.class, authorId);
        if (author == null) {
            throw new UnknownReferenceException("There is no author " + authorId);
        }
        book.setAuthor(author);
        session.flush();
        return book;
    }

    /** Replaces the tags of a book. */
    @Transactional
    public Book assignTags(long bookId, Collection<String> names) {
        Book book = book(bookId);
        Map<String, Tag> known = tagsByName(names);
        Set<Tag> wanted = new LinkedHashSet<>();
        names.forEach(name -> wanted.add(known.get(name)));
        book.setTags(wanted);
        session.flush();
        return book;
    }

    /** The roots of the tree of categories, everything below them loaded: two statements, however deep. */
    public List<Category> categoryTree() {
        List<Category> all =
                session.query(Category.class)
                        .options(Load.selectIn("children"))
                        .orderBy("name")
                        .list();
        return all.stream().filter(category -> category.getParentId() == null).toList();
    }

    private Query<Book> narrowed(BookFilter filter) {
        Query<Book> query = session.query(Book.class);
        if (filter.tag() != null) {
            query.where("tags.name = :tag", Map.of("tag", filter.tag()));
        }
        if (filter.author() != null) {
            query.where(
                    "author.name ilike :author escape '!'",
                    Map.of("author", "%" + filter.author().replaceAll("[!%_]", "!$0") + "%"));
        }
        if (filter.category() != null) {
            query.where(
                    "category.name in (:categories)",
                    Map.of("categories", withDescendants(filter.category())));
        }
        return query;
    }

    private List<String> withDescendants(String name) {
        List<Category> all = session.query(Category.class).list();
        Set<String> names = new TreeSet<>(Set.of(name));
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Category category : all) {
                Category parent = category.getParent();
                if (parent != null && names.contains(parent.getName())) {
                    grown |= names.add(category.getName());
                }
            }
        }
        return List.copyOf(names);
    }

    private Category category(String name) {
        return categories
                .findByName(name)
                .orElseThrow(
                        () -> new UnknownReferenceException("There is no category '" + name + "'"));
    }

    private Map<String, Tag> tagsByName(Collection<String> names) {
        Map<String, Tag> byName = new HashMap<>();
        Set<String> wanted = new LinkedHashSet<>(names);
        if (!wanted.isEmpty()) {
            tags.findByNameIn(wanted).forEach(tag -> byName.put(tag.getName(), tag));
            wanted.forEach(name -> byName.computeIfAbsent(name, missing -> new Tag(missing, null)));
        }
        return byName;
    }

    private static <T> T found(@Nullable T entity, String what, long id) {
        if (entity == null) {
            throw new NotFoundException(what, id);
        }
        return entity;
    }
}
