package io.relmap.boot.test.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.boot.test.library.Catalog;
import io.relmap.boot.test.library.Shelf;
import io.relmap.mapping.config.NamingStrategy;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;
import org.springframework.stereotype.Component;

@DisplayName("Components in a slice")
class DataRelmapTypeExcludeFilterTest {

    private final MetadataReaderFactory readers = new SimpleMetadataReaderFactory();

    @Test
    void whatSaysHowEntitiesAreMappedStays() throws IOException {
        assertThat(isLeftOut(Shelf.class)).isFalse();
        assertThat(isLeftOut(Names.class)).isFalse();
        assertThat(isLeftOut(Catalog.class)).isTrue();
    }

    private boolean isLeftOut(Class<?> component) throws IOException {
        return new DataRelmapTypeExcludeFilter(Slice.class)
                .match(readers.getMetadataReader(component.getName()), readers);
    }

    /** A slice with the default filters. */
    @DataRelmapTest
    static class Slice {}

    /** How the application calls its tables and columns. */
    @Component
    static class Names implements NamingStrategy {

        @Override
        public String table(String className) {
            return "t_" + className;
        }

        @Override
        public String column(String fieldName) {
            return "c_" + fieldName;
        }
    }
}
