package io.relmap.boot.test.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Relmap;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@DisplayName("A slice on an embedded database")
@TestPropertySource(properties = "spring.datasource.url=jdbc:postgresql://nowhere/nothing")
class DataRelmapTestOnEmbeddedTest extends AbstractSliceTest {

    @Autowired Relmap relmap;
    @Autowired DataSource dataSource;

    @Test
    void theApplicationsDatabaseIsReplaced() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("H2");
        }
        assertThat(relmap.dialect()).hasToString("H2");
    }
}
