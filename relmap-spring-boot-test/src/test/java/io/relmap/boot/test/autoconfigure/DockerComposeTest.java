package io.relmap.boot.test.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.relmap.Relmap;
import io.relmap.boot.test.library.LibraryApplication;
import io.relmap.boot.test.library.Writer;
import io.relmap.boot.test.library.WriterRepository;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.testcontainers.DockerClientFactory;

@DisplayName("A database from a compose file")
class DockerComposeTest {

    @Test
    void theServiceOfTheComposeFileIsTheDataSource() {
        assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "Docker does not run here, so that the compose file is not tried");
        try (ConfigurableApplicationContext context =
                new SpringApplicationBuilder(LibraryApplication.class)
                        .web(WebApplicationType.NONE)
                        .run(
                                "--spring.docker.compose.skip.in-tests=false",
                                "--spring.docker.compose.file=src/test/resources/compose.yaml",
                                "--spring.docker.compose.stop.command=down",
                                "--relmap.schema.mode=create-drop")) {
            assertThat(context.getBean(Relmap.class).dialect()).hasToString("PostgreSQL");
            WriterRepository writers = context.getBean(WriterRepository.class);
            writers.save(new Writer("Le Guin"));
            assertThat(writers.count()).isOne();
        }
    }
}
