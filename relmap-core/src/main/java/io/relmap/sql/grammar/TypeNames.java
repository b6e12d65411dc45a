package io.relmap.sql.grammar;

import io.relmap.type.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types that a CAST may name. */
@FunctionalInterface
public interface TypeNames {

    /** The type of this name, or null if there is none; {@code arguments} are length or precision. */
    @Nullable ColumnType find(String name, List<Integer> arguments);
}
