package io.relmap.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.data.repository.Repository;

@DisplayName("Files under META-INF")
class ResourceFilesTest {

    @Test
    void everyAutoConfigurationIsListedInOrder() throws Exception {
        List<String> names =
                text("META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports")
                        .lines()
                        .toList();

        assertThat(names).isSorted().doesNotHaveDuplicates().hasSize(7);
        for (String name : names) {
            assertThat(Class.forName(name)).hasAnnotation(AutoConfiguration.class);
        }
    }

    @Test
    void withoutAnOptionalLibraryItsAutoConfigurationIsNotEvenLoaded() throws IOException {
        Properties conditions = new Properties();
        try (InputStream in = open("META-INF/spring-autoconfigure-metadata.properties")) {
            conditions.load(in);
        }
        String root = "io.relmap.boot.autoconfigure.";
        String suffix = "AutoConfiguration.ConditionalOnClass";
        assertThat(conditions.getProperty(root + "endpoint.RelmapEndpoint" + suffix))
                .contains(ConditionalOnAvailableEndpoint.class.getName());
        assertThat(conditions.getProperty(root + "metrics.RelmapMetrics" + suffix))
                .contains(MeterRegistry.class.getName());
        assertThat(conditions.getProperty(root + "health.RelmapHealthContributor" + suffix))
                .contains(HealthIndicator.class.getName());
        assertThat(conditions.getProperty(root + "observation.RelmapObservation" + suffix))
                .contains(ObservationRegistry.class.getName());
        assertThat(conditions.getProperty(root + "RelmapRepositories" + suffix))
                .contains(Repository.class.getName());
    }

    @Test
    void everyFactoryExistsAndIsOfItsType() throws Exception {
        Properties factories = new Properties();
        try (InputStream in = open("META-INF/spring.factories")) {
            factories.load(in);
        }
        assertThat(factories).hasSize(4);
        for (String type : factories.stringPropertyNames()) {
            for (String name : factories.getProperty(type).split(",", -1)) {
                assertThat(Class.forName(type)).isAssignableFrom(Class.forName(name.trim()));
            }
        }
    }

    @Test
    void everyPropertyIsDescribedOnce() throws IOException {
        List<String> names = new ArrayList<>();
        for (Map<String, Object> property :
                properties("META-INF/spring-configuration-metadata.json")) {
            names.add((String) property.get("name"));
            assertThat((String) property.get("description"))
                    .as("%s", property.get("name"))
                    .isNotBlank()
                    .endsWith(".");
            if ("java.lang.Boolean".equals(property.get("type"))) {
                assertThat((String) property.get("description")).startsWith("Whether");
            }
        }
        assertThat(names)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("(management\\.(endpoint|health)\\.)?relmap\\..*"))
                .contains(
                        "relmap.behaviour",
                        "relmap.dialect",
                        "relmap.jdbc.batch-size",
                        "relmap.jdbc.fetch-size",
                        "relmap.jdbc.query-timeout",
                        "relmap.loading.batch-size",
                        "relmap.loading.lazy-loads.excess",
                        "relmap.loading.lazy-loads.limit",
                        "relmap.logging.slow-flush",
                        "relmap.metrics.enabled",
                        "relmap.observations.enabled",
                        "relmap.repositories.enabled",
                        "relmap.schema.mode");
    }

    private static List<Map<String, Object>> properties(String file) throws IOException {
        return JsonPath.read(text(file), "$.properties");
    }

    private static String text(String file) throws IOException {
        try (InputStream in = open(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** This module's file, and not another module's of the same name. */
    private static InputStream open(String file) throws IOException {
        String module =
                RelmapAutoConfiguration.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString();
        for (var url :
                java.util.Collections.list(
                        ResourceFilesTest.class.getClassLoader().getResources(file))) {
            if (url.toString().contains(module)) {
                return url.openStream();
            }
        }
        throw new IOException(file + " is not in " + module);
    }
}
