package io.relmap.mapping.config;

import io.relmap.annotation.VersionGenerator;
import io.relmap.annotation.VersionSource;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.VersionRule;
import io.relmap.type.TypeFamily;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an attribute counts changes, as it was declared.
 *
 * @param source who gives the versions
 * @param generator makes them, or null for the built-in ones
 */
record VersionDeclaration(VersionSource source, @Nullable VersionGenerator<?> generator) {

    /** Counted, or the time of the change. */
    static final VersionDeclaration COUNTED = new VersionDeclaration(VersionSource.GENERATOR, null);

    /** Whether relmap cannot make versions of this type by itself, as it would have to. */
    boolean lacksGenerator(TypeFamily family, Class<?> javaType) {
        return source == VersionSource.GENERATOR
                && generator == null
                && family != TypeFamily.INTEGER
                && javaType != Instant.class;
    }

    @SuppressWarnings("unchecked") // it is given what it made
    VersionRule rule(ColumnAttribute attribute) {
        return new VersionRule(attribute, source, (VersionGenerator<Object>) generator);
    }
}
