package io.relmap.mapping;

import io.relmap.annotation.Internal;
import io.relmap.annotation.VersionGenerator;
import io.relmap.annotation.VersionSource;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of an entity get their versions (spec UW-116 to UW-119).
 *
 * @param attribute the attribute that holds the version
 * @param source who gives the versions
 * @param generator makes them, or null for numbers that are counted and times that are taken
 */
@Internal
public record VersionRule(
        ColumnAttribute attribute,
        VersionSource source,
        @Nullable VersionGenerator<Object> generator) {}
