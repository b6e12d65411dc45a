package io.relmap.boot.autoconfigure.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.boot.autoconfigure.endpoint.RelmapEndpoint.EntityDescriptor;
import io.relmap.spring.fixture.Contexts;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@DisplayName("The endpoint relmap")
class RelmapEndpointAutoConfigurationTest {

    private final ApplicationContextRunner contexts =
            Contexts.runner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    EndpointAutoConfiguration.class,
                                    RelmapEndpointAutoConfiguration.class));

    private final ApplicationContextRunner exposed =
            contexts.withPropertyValues("management.endpoints.web.exposure.include=relmap");

    @Test
    void itShowsEntitiesWithTablesColumnsAndRelationships() {
        exposed.run(
                context -> {
                    RelmapEndpoint endpoint = context.getBean(RelmapEndpoint.class);
                    assertThat(endpoint.relmap().mappings()).containsOnlyKeys("relmap");
                    assertThat(endpoint.relmap().mappings().get("relmap").entities())
                            .extracting(EntityDescriptor::name)
                            .containsExactlyInAnyOrder("Author", "Book", "Tag", "Stock");

                    EntityDescriptor author = endpoint.entity("Author");
                    assertThat(author.table()).isEqualTo("author");
                    assertThat(author.key()).containsExactly("id");
                    assertThat(author.version()).isEqualTo("version");
                    assertThat(author.columns())
                            .extracting(ColumnDescriptor::attribute)
                            .contains("id", "name", "retired", "version");
                    assertThat(author.columns())
                            .extracting(ColumnDescriptor::sqlType)
                            .contains("BIGINT", "VARCHAR(80)");
                    RelationshipDescriptor books = author.relationships().get(0);
                    assertThat(books.name()).isEqualTo("books");
                    assertThat(books.target()).isEqualTo("Book");
                    assertThat(books.direction()).isEqualTo("ONE_TO_MANY");
                    assertThat(books.join()).containsExactly("author.id = book.author_id");
                    assertThat(books.cascade()).contains("delete-orphan");
                    assertThat(books.loader()).isEqualTo("select");
                    assertThat(books.reverse()).containsExactly("Book.author");
                    assertThat(endpoint.entity("Tag").relationships())
                            .as("made by a backref")
                            .extracting(
                                    RelationshipDescriptor::name,
                                    RelationshipDescriptor::association)
                            .containsExactly(
                                    org.assertj.core.groups.Tuple.tuple("books", "book_tag"));
                    assertThat(endpoint.entity("Nobody")).isNull();
                });
    }

    @Test
    void itDrawsTheMappingInMermaid() {
        exposed.run(
                context -> {
                    RelmapEndpoint endpoint = context.getBean(RelmapEndpoint.class);
                    assertThat(endpoint.diagram("relmap", RelmapEndpoint.DiagramFormat.MERMAID))
                            .startsWith("classDiagram\n")
                            .contains(
                                    "    class Author[\"Author (author)\"] {\n        Long id [key]\n")
                            .contains("    Author --> \"*\" Book : books [select] ")
                            .contains("    Book --> \"0..1\" Author : author [select] ")
                            .contains("    Tag --> \"*\" Book : books [select, by book_tag] ");
                    assertThat(endpoint.diagram("nobody", RelmapEndpoint.DiagramFormat.MERMAID))
                            .isNull();
                });
    }

    @Test
    void itIsNotThereWhereItIsNotExposed() {
        contexts.run(context -> assertThat(context).doesNotHaveBean(RelmapEndpoint.class));
    }

    @Test
    void itBacksOffForTheApplicationsOwn() {
        RelmapEndpoint own = new RelmapEndpoint(Map.of());
        exposed.withBean("own", RelmapEndpoint.class, () -> own)
                .run(context -> assertThat(context.getBean(RelmapEndpoint.class)).isSameAs(own));
    }
}
