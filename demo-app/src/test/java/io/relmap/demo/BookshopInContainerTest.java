package io.relmap.demo;

import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** On PostgreSQL in a container, found by Boot's service connection; skipped where Docker does not answer. */
@Testcontainers(disabledWithoutDocker = true)
class BookshopInContainerTest extends AbstractBookshopTest {

    @Container @ServiceConnection
    static final PostgreSQLContainer POSTGRES = new PostgreSQLContainer("postgres:18-alpine");
}
