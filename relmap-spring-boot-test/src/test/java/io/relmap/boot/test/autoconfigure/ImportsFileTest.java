package io.relmap.boot.test.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;

@DisplayName("What the slice imports")
class ImportsFileTest {

    @Test
    void isListedOnceAndExists() throws Exception {
        List<String> names = imports();

        assertThat(names).doesNotHaveDuplicates().isNotEmpty();
        for (String name : names) {
            if (!name.startsWith("optional:")) {
                assertThat(Class.forName(name)).hasAnnotation(AutoConfiguration.class);
            }
        }
        assertThat(names)
                .contains(
                        "optional:org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration");
    }

    private static List<String> imports() throws IOException {
        String file = "META-INF/spring/" + AutoConfigureDataRelmap.class.getName() + ".imports";
        try (InputStream in = ImportsFileTest.class.getClassLoader().getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
