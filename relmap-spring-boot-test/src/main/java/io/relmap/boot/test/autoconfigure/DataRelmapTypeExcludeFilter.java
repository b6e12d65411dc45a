package io.relmap.boot.test.autoconfigure;

import io.relmap.boot.autoconfigure.MappingCustomizer;
import io.relmap.boot.autoconfigure.RelmapBuilderCustomizer;
import io.relmap.dialect.Dialect;
import io.relmap.mapping.config.NamingStrategy;
import java.util.Set;
import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;

/** Leaves the components out that a test of entities and repositories does not need. */
final class DataRelmapTypeExcludeFilter
        extends StandardAnnotationCustomizableTypeExcludeFilter<DataRelmapTest> {

    DataRelmapTypeExcludeFilter(Class<?> testClass) {
        super(testClass);
    }

    /** What changes how entities are mapped. */
    @Override
    protected Set<Class<?>> getKnownIncludes() {
        return Set.of(
                Dialect.class,
                MappingCustomizer.class,
                NamingStrategy.class,
                RelmapBuilderCustomizer.class);
    }
}
