package io.relmap.boot.test.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Relmap;
import io.relmap.testsupport.JdbcLocation;
import io.relmap.testsupport.TestPostgres;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

@DisplayName("A slice on the application's own database")
@TestPropertySource(properties = "relmap.schema.mode=create")
@AutoConfigureTestDatabase(replace = AutoConfigureTestDatabase.Replace.NONE)
class DataRelmapTestOnPostgresTest extends AbstractSliceTest {

    @Autowired Relmap relmap;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        JdbcLocation location = TestPostgres.freshLocation();
        properties.add("spring.datasource.url", location::url);
        properties.add("spring.datasource.username", location::user);
        properties.add("spring.datasource.password", location::password);
    }

    @Test
    void itIsNotReplaced() {
        assertThat(relmap.dialect()).hasToString("PostgreSQL");
    }
}
