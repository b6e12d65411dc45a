package io.relmap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.relmap.demo.BookshopApi.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The bookshop over HTTP; subclasses say on which database. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class AbstractBookshopTest {

    @LocalServerPort private int port;
    @Autowired private MeterRegistry meters;

    private BookshopApi api;

    @BeforeEach
    void connect() {
        api = new BookshopApi(port);
    }

    @Test
    void theShippedDataSetIsThere() {
        assertThat(api.get("/api/authors").body().get("totalElements").asInt())
                .isGreaterThanOrEqualTo(60);
        assertThat(api.get("/api/books").body().get("totalElements").asInt())
                .isGreaterThanOrEqualTo(200);
    }

    @Test
    void authorsAreFoundByAPartOfTheirNameInAnyLetterCase() {
        JsonNode page = api.get("/api/authors?name={name}&size=5", "hOMe").body();
        assertThat(page.get("content").findValuesAsString("name")).contains("Homer");
        assertThat(page.get("size").asInt()).isEqualTo(5);
    }

    @Test
    void anAuthorComesWithBooksAndTagsInAtMostFourStatements() {
        long id = idOfAuthor("Homer");
        double before = statements();
        JsonNode author = api.get("/api/authors/" + id).body();
        assertThat(statements() - before).isPositive().isLessThanOrEqualTo(4);
        assertThat(author.get("books").findValuesAsString("title"))
                .containsExactly("Iliad", "Odyssey");
        assertThat(author.get("books").get(0).get("tags").size()).isEqualTo(4);
    }

    @Test
    void aWholeGraphIsSavedByOneAdd() {
        Answer created =
                api.post(
                        "/api/authors",
                        Map.of(
                                "name",
                                "Ursula K. Le Guin",
                                "birthYear",
                                1929,
                                "books",
                                List.of(
                                        Map.of(
                                                "title",
                                                "The Dispossessed",
                                                "year",
                                                1974,
                                                "category",
                                                "Science Fiction",
                                                "tags",
                                                List.of("utopia-test", "war")),
                                        Map.of(
                                                "title",
                                                "The Lathe of Heaven",
                                                "tags",
                                                List.of("utopia-test")))));
        assertThat(created.status()).isEqualTo(201);
        JsonNode author = api.get(created.location()).body();
        assertThat(author.get("books").findValuesAsString("title"))
                .containsExactly("The Dispossessed", "The Lathe of Heaven");
        assertThat(api.get("/api/books?tag=utopia-test").body().get("totalElements").asInt())
                .isEqualTo(2);
        assertThat(api.delete(created.location()).status()).isEqualTo(204);
        assertThat(api.get(created.location()).status()).isEqualTo(404);
        assertThat(api.get("/api/books?tag=utopia-test").body().get("totalElements").asInt())
                .isZero();
    }

    @Test
    void nothingIsSavedOfAGraphThatIsRefused() {
        int before = api.get("/api/authors").body().get("totalElements").asInt();
        Answer refused =
                api.post(
                        "/api/authors",
                        Map.of(
                                "name",
                                "Nobody",
                                "books",
                                List.of(Map.of("title", "Nothing", "category", "No Such"))));
        assertProblem(refused, 422, "No Such");
        assertThat(api.get("/api/authors").body().get("totalElements").asInt()).isEqualTo(before);
    }

    @Test
    void aStaleVersionIsAConflict() {
        Answer created = api.post("/api/authors", Map.of("name", "Version Tester"));
        int version = created.body().get("version").asInt();
        Map<String, Object> change = Map.of("version", version, "name", "Version Tester II");
        Answer first = api.put(created.location(), change);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body().get("version").asInt()).isEqualTo(version + 1);
        assertProblem(api.put(created.location(), change), 409, "version");
        assertThat(api.get(created.location()).body().get("name").asString())
                .isEqualTo("Version Tester II");
        api.delete(created.location());
    }

    @Test
    void ofConcurrentChangesOneWins() throws Exception {
        Answer created = api.post("/api/authors", Map.of("name", "Racer"));
        Map<String, Object> change =
                Map.of("version", created.body().get("version").asInt(), "name", "Racer II");
        Callable<Integer> attempt = () -> api.put(created.location(), change).status();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> one = pool.submit(attempt);
            Future<Integer> other = pool.submit(attempt);
            assertThat(List.of(one.get(), other.get())).containsExactlyInAnyOrder(200, 409);
        } finally {
            pool.shutdownNow();
        }
        api.delete(created.location());
    }

    @Test
    void anAuthorWhoseBookWasOrderedStays() {
        JsonNode order = api.get("/api/orders/1").body();
        long bookId = order.get("lines").get(0).get("bookId").asLong();
        long authorId = authorOf(bookId);
        assertProblem(api.delete("/api/authors/" + authorId), 409, "refers");
        assertThat(api.get("/api/authors/" + authorId).body().get("books").size()).isPositive();
    }

    @Test
    void booksAreFilteredByTagAuthorAndCategoryWithTheRightTotal() {
        JsonNode byTag = api.get("/api/books?tag=war&size=100").body();
        assertThat(byTag.get("content").size())
                .isEqualTo(Math.min(100, byTag.get("totalElements").asInt()));
        byTag.get("content")
                .forEach(book -> assertThat(book.get("tags").toString()).contains("\"war\""));
        assertThat(api.get("/api/books?author=homer").body().get("totalElements").asInt())
                .isEqualTo(2);
        int poetry = api.get("/api/books?category=Poetry").body().get("totalElements").asInt();
        int epic = api.get("/api/books?category=Epic Poetry").body().get("totalElements").asInt();
        assertThat(poetry).isGreaterThan(epic);
        assertThat(epic).isPositive();
    }

    @Test
    void aBookMovesToAnotherAuthor() {
        Answer from =
                api.post(
                        "/api/authors",
                        Map.of("name", "Mover A", "books", List.of(Map.of("title", "Moved"))));
        Answer to = api.post("/api/authors", Map.of("name", "Mover B"));
        long book = from.body().get("books").get(0).get("id").asLong();
        Answer moved = api.put("/api/books/" + book + "/author", Map.of("authorId", id(to)));
        assertThat(moved.status()).isEqualTo(200);
        assertThat(api.get(from.location()).body().get("books").size()).isZero();
        assertThat(api.get(to.location()).body().get("books").size()).isEqualTo(1);
        assertProblem(
                api.put("/api/books/" + book + "/author", Map.of("authorId", 999_999)),
                422,
                "999999");
        api.delete(from.location());
        api.delete(to.location());
    }

    @Test
    void tagsAreReplacedAsAWhole() {
        Answer author =
                api.post(
                        "/api/authors",
                        Map.of(
                                "name",
                                "Tagger",
                                "books",
                                List.of(Map.of("title", "Tagged", "tags", List.of("war", "sea")))));
        long book = author.body().get("books").get(0).get("id").asLong();
        Answer changed =
                api.put("/api/books/" + book + "/tags", Map.of("tags", List.of("sea", "journey")));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(api.get("/api/books/" + book).body().get("book").get("tags").toString())
                .isEqualTo("[\"journey\",\"sea\"]");
        api.delete(author.location());
    }

    @Test
    void theTreeOfCategoriesIsTwoStatementsHoweverDeep() {
        double before = statements();
        JsonNode roots = api.get("/api/categories/tree").body();
        assertThat(statements() - before).isPositive().isLessThanOrEqualTo(2);
        assertThat(roots.findValuesAsString("name")).contains("Fiction", "Novel", "Gothic Novel");
        assertThat(roots.size()).isGreaterThan(3);
    }

    @Test
    void anOrderIsPlacedAndShown() {
        long book =
                api.get("/api/books?author=homer").body().get("content").get(0).get("id").asLong();
        Answer placed =
                api.post(
                        "/api/orders",
                        Map.of(
                                "customerId",
                                1,
                                "lines",
                                List.of(Map.of("bookId", book, "quantity", 2))));
        assertThat(placed.status()).isEqualTo(201);
        JsonNode order = api.get(placed.location()).body();
        assertThat(order.get("lines").get(0).get("quantity").asInt()).isEqualTo(2);
        assertThat(order.get("total").decimalValue())
                .isEqualByComparingTo(
                        order.get("lines")
                                .get(0)
                                .get("unitPrice")
                                .decimalValue()
                                .multiply(java.math.BigDecimal.valueOf(2)));
        assertThat(order.get("customer").get("billing").get("city").asString()).isNotBlank();
    }

    @Test
    void badInputIsAProblemAndChangesNothing() {
        int before = api.get("/api/authors").body().get("totalElements").asInt();
        assertProblem(api.get("/api/authors/999999"), 404, "999999");
        assertProblem(api.get("/api/authors/abc"), 400, "");
        assertProblem(api.get("/api/authors?page=-1"), 400, "page must be");
        assertProblem(api.get("/api/authors?size=0"), 400, "size must be");
        assertProblem(api.get("/api/books?size=1000"), 400, "");
        assertProblem(api.post("/api/authors", "{\"name\": "), 400, "");
        assertProblem(api.post("/api/authors", Map.of("name", " ")), 400, "name");
        assertProblem(api.post("/api/authors", Map.of("name", "x".repeat(500))), 400, "name");
        assertProblem(
                api.post("/api/orders", Map.of("customerId", 1, "lines", List.of())), 400, "lines");
        assertProblem(
                api.post(
                        "/api/orders",
                        Map.of(
                                "customerId",
                                1,
                                "lines",
                                List.of(Map.of("bookId", 999_999, "quantity", 1)))),
                422,
                "999999");
        assertProblem(api.get("/api/orders/999999"), 404, "");
        assertThat(api.get("/api/authors").body().get("totalElements").asInt()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'name': 5}                                     | name",
                "{'name': 'T', 'birthYear': '1929'}              | birthYear",
                "{'name': 'T', 'birthYear': 1929.7}              | birthYear",
                "{'name': 'T', 'bithYear': 1929}                 | no field bithYear",
                "{'name': 'T', 'name': 'U'}                      | JSON",
                "{'name': 'T', 'books': ['x']}                   | books[0]",
                "{'name': 'T', 'books': [{'title': 'x', 'tags': [5]}]}    | books[0].tags[0]",
                "{'name': 'T', 'books': [{'title': 'x', 'tags': [null]}]} | books[0].tags[0]",
                "{'name': 'a\\u0000b'}                          | control characters",
                "{'name': 'a\\ud800b'}                          | control characters"
            })
    void whatIsNotMeantSoIsRefusedWithTheFieldAtFault(String body, String detail) {
        int before = api.get("/api/authors").body().get("totalElements").asInt();
        assertProblem(api.post("/api/authors", body.replace('\'', '"')), 400, detail);
        assertThat(api.get("/api/authors").body().get("totalElements").asInt()).isEqualTo(before);
    }

    @Test
    void signsWithAMeaningInPatternsAreSearchedForAsTheyAre() {
        for (String sign : List.of("%", "_", "\\", "!")) {
            assertThat(
                            api.get("/api/books?author={sign}", sign)
                                    .body()
                                    .get("totalElements")
                                    .asInt())
                    .as(sign)
                    .isZero();
        }
        assertProblem(api.get("/api/books?author={nul}", "\u0000"), 400, "control characters");
    }

    @Test
    void aPersonGetsAPageWhateverTheAddress() {
        for (String nowhere : List.of("/nowhere", "/books/999999", "/authors/999999")) {
            Answer page = api.page(nowhere);
            assertThat(page.status()).as(nowhere).isEqualTo(404);
            assertThat(page.type()).startsWith("text/html");
            assertThat(page.text()).contains("<h1>Not found</h1>", "All books");
        }
        assertThat(api.page("/nowhere").text()).contains("There is nothing at this address.");
        assertProblem(api.get("/nowhere"), 404, "nothing at this address");
        assertThat(api.page("/books/abc").status()).isEqualTo(400);
        assertThat(api.page("/authors?page=2000000000").text()).contains("No author here");
        assertThat(api.page("/?page=2000000000").text()).contains("No book here");
        assertProblem(api.page("/api/authors/999999"), 404, "999999");
    }

    @Test
    void theActuatorShowsHealthMetricsAndTheMapping() {
        assertThat(api.get("/actuator/health").body().get("status").asString()).isEqualTo("UP");
        assertThat(api.get("/actuator/metrics/relmap.flush").status()).isEqualTo(200);
        assertThat(api.get("/actuator/prometheus").text()).contains("relmap_flush");
        assertThat(api.get("/actuator/relmap").text()).contains("Author", "books");
    }

    @Test
    void thePagesShowBooksAndAuthors() {
        assertThat(api.get("/").text()).contains("<h1>Books</h1>", "books");
        assertThat(api.get("/?author=homer").text()).contains("Odyssey", "Homer");
        assertThat(api.get("/authors?name=homer").text()).contains("Homer");
        assertThat(api.get("/authors/" + idOfAuthor("Homer")).text()).contains("Iliad");
        long book =
                api.get("/api/books?author=homer").body().get("content").get(0).get("id").asLong();
        assertThat(api.get("/books/" + book).text()).contains("Editions");
    }

    private long idOfAuthor(String name) {
        return api.get("/api/authors?name={name}", name)
                .body()
                .get("content")
                .get(0)
                .get("id")
                .asLong();
    }

    private long authorOf(long bookId) {
        return api.get("/api/books/" + bookId).body().get("book").get("authorId").asLong();
    }

    private static long id(Answer answer) {
        return answer.body().get("id").asLong();
    }

    private double statements() {
        return meters.find("relmap.statements").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static void assertProblem(Answer answer, int status, String detail) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.body().get("status").asInt()).isEqualTo(status);
        assertThat(answer.body().path("detail").asString()).contains(detail);
    }
}
