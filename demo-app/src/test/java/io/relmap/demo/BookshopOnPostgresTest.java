package io.relmap.demo;

import io.relmap.testsupport.JdbcLocation;
import io.relmap.testsupport.TestPostgres;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** On a real PostgreSQL, by the profile that a user would take. */
@ActiveProfiles("postgres")
class BookshopOnPostgresTest extends AbstractBookshopTest {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        JdbcLocation location = TestPostgres.freshLocation();
        registry.add("DB_URL", location::url);
        registry.add("DB_USER", location::user);
        registry.add("DB_PASSWORD", location::password);
    }
}
