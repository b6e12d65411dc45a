package io.relmap.boot.test.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Relmap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.test.context.TestPropertySource;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

@DisplayName("A slice on a container with @ServiceConnection")
@TestPropertySource(properties = "relmap.schema.mode=create")
@Testcontainers(disabledWithoutDocker = true)
class DataRelmapTestInContainerTest extends AbstractSliceTest {

    @Container @ServiceConnection
    static final PostgreSQLContainer POSTGRES = new PostgreSQLContainer("postgres:18-alpine");

    @Autowired Relmap relmap;

    @Test
    void theContainerIsNotReplaced() {
        assertThat(relmap.dialect()).hasToString("PostgreSQL");
    }
}
