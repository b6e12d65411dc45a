package io.relmap.spring.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.spring.fixture.Author;
import io.relmap.spring.fixture.AuthorRepository;
import io.relmap.spring.fixture.Contexts;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.domain.Pageable;
import org.springframework.data.web.config.EnableSpringDataWebSupport;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

@DisplayName("Spring Data's web support")
class WebSupportTest {

    /** Takes pages and objects. */
    @RestController
    static class Authors {

        private final AuthorRepository authors;

        Authors(AuthorRepository authors) {
            this.authors = authors;
        }

        @GetMapping("/authors")
        String page(Pageable page) {
            return authors.findByRetiredFalse(page).map(Author::getName).getContent()
                    + " of "
                    + authors.findByRetiredFalse(page).getTotalElements();
        }

        @GetMapping("/authors/{id}")
        String one(@PathVariable("id") Author author) {
            return author.getName();
        }
    }

    /** A web application. */
    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    @EnableSpringDataWebSupport
    static class Application {

        @Bean
        Authors authors(AuthorRepository authors) {
            return new Authors(authors);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void controllersTakePagesAndObjectsByTheirKeys(TestDatabase database) {
        Contexts.configured(new WebApplicationContextRunner(), database)
                .withUserConfiguration(Application.class)
                .run(
                        context -> {
                            AuthorRepository authors = context.getBean(AuthorRepository.class);
                            List<Author> saved =
                                    authors.saveAll(
                                            List.of(
                                                    new Author("Lem"),
                                                    new Author("Le Guin"),
                                                    new Author("Nobody")));
                            MockMvcTester web =
                                    MockMvcTester.from(
                                            (WebApplicationContext)
                                                    context.getSourceApplicationContext());
                            assertThat(web.get().uri("/authors?page=0&size=2&sort=name,desc"))
                                    .hasBodyTextEqualTo("[Nobody, Lem] of 3");
                            assertThat(web.get().uri("/authors/" + saved.get(1).getId()))
                                    .hasBodyTextEqualTo("Le Guin");
                        });
    }
}
