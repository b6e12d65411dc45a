package io.relmap.load;

import io.relmap.annotation.Internal;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of an entity are read with its objects, where it differs from the mapping (spec LO-114). Columns that a
 * load or a flush must know are read in any case. Immutable.
 *
 * @param said what is said of single columns
 * @param rest what is said of all others, or null where the mapping counts
 */
@Internal
public record ColumnChoice(Map<ColumnAttribute, Reading> said, @Nullable Reading rest) {

    /** When a column is read. */
    public enum Reading {
        /** With its object. */
        WITH_OBJECT,
        /** At first access, where an access can be noticed. */
        AT_ACCESS,
        /** Not at all: an access is an error. */
        REFUSED
    }

    /** Nothing but what is mapped. */
    public static final ColumnChoice AS_MAPPED = new ColumnChoice(Map.of(), null);

    public ColumnChoice {
        said = Map.copyOf(said);
    }

    /** Whether a column is read with its object. */
    boolean reads(ColumnAttribute attribute, Mapper mapper) {
        Reading reading = of(attribute);
        if (reading == null) {
            return !attribute.isDeferred();
        }
        return reading == Reading.WITH_OBJECT || mapper.needed().containsKey(attribute);
    }

    /** Whether an access to a column that was not read is an error. */
    boolean refuses(ColumnAttribute attribute) {
        return of(attribute) == Reading.REFUSED;
    }

    private @Nullable Reading of(ColumnAttribute attribute) {
        return said.getOrDefault(attribute, rest);
    }
}
