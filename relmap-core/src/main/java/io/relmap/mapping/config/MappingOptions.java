package io.relmap.mapping.config;

import io.relmap.annotation.Internal;
import io.relmap.mapping.Behaviours;
import io.relmap.mapping.DynamicObjects;
import io.relmap.mapping.EntityAccessFactory;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a whole mapping.
 *
 * @param behaviours whether relmap keeps its promises where the reference does not
 * @param naming how tables and columns are called that are not given a name
 * @param defaultSchema the schema of tables that give none, or null for the connection's
 * @param batchSize how many siblings a lazy load takes along at the most, unless a relationship says
 *     otherwise; the reference's behaviour takes none
 * @param strict whether warnings are errors (spec RC-5)
 * @param access makes what reads and writes objects
 * @param dynamicObjects makes objects without a class
 */
@Internal
public record MappingOptions(
        Behaviours behaviours,
        NamingStrategy naming,
        @Nullable String defaultSchema,
        int batchSize,
        boolean strict,
        EntityAccessFactory access,
        DynamicObjects dynamicObjects) {

    /** The default for {@link #batchSize}. */
    public static final int DEFAULT_BATCH_SIZE = 500;

    /** The most that {@link #batchSize} can be (spec PE-1). */
    public static final int LARGEST_BATCH_SIZE = 500;

    public MappingOptions {
        if (batchSize < 1 || batchSize > LARGEST_BATCH_SIZE) {
            throw new IllegalArgumentException(
                    "The batch size of lazy loading is from 1 to "
                            + LARGEST_BATCH_SIZE
                            + ", not "
                            + batchSize);
        }
    }

    /** The defaults. */
    public static MappingOptions of(EntityAccessFactory access, DynamicObjects dynamicObjects) {
        return new MappingOptions(
                Behaviours.STRICT,
                NamingStrategy.SNAKE_CASE,
                null,
                DEFAULT_BATCH_SIZE,
                false,
                access,
                dynamicObjects);
    }

    /** The same with another behaviour. */
    public MappingOptions withBehaviours(Behaviours other) {
        return new MappingOptions(
                other, naming, defaultSchema, batchSize, strict, access, dynamicObjects);
    }

    /** How many siblings a lazy load takes along where the relationship does not say it. */
    int effectiveBatchSize() {
        return behaviours.isStrict() ? batchSize : 1;
    }
}
