package io.relmap.join;

import io.relmap.annotation.Lazy;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** When and how a relationship may be loaded (spec RC-22, RC-23). */
final class LoaderRules {

    /** Other spellings of the reference. */
    private static final Map<String, Lazy> SYNONYMS =
            Map.of(
                    "true", Lazy.SELECT,
                    "baked_select", Lazy.SELECT,
                    "false", Lazy.JOINED,
                    "null", Lazy.NO_LOAD,
                    "none", Lazy.NO_LOAD);

    private LoaderRules() {}

    static void resolve(ConfiguredRelationship relationship) {
        String text = relationship.arguments().lazyText();
        Lazy lazy = text == null ? relationship.arguments().lazy() : parse(relationship, text);
        Direction direction = relationship.join().direction();
        boolean query = lazy == Lazy.DYNAMIC || lazy == Lazy.WRITE_ONLY;
        if (query && (!relationship.useList() || direction == Direction.MANY_TO_ONE)) {
            throw new MappingException(
                    ErrorCode.DYNAMIC_NEEDS_COLLECTION,
                    relationship
                            + ": lazy = "
                            + lazy
                            + " needs a collection, but the relationship is "
                            + direction
                            + (relationship.useList() ? "" : " with useList = false")
                            + "; choose another lazy, or make it a collection");
        }
        relationship.loads(lazy);
    }

    private static Lazy parse(ConfiguredRelationship relationship, String text) {
        return Arrays.stream(Lazy.values())
                .filter(lazy -> lazy.spelling().equals(text))
                .findFirst()
                .or(() -> Optional.ofNullable(SYNONYMS.get(text)))
                .orElseThrow(
                        () ->
                                new MappingException(
                                        ErrorCode.UNKNOWN_LAZY,
                                        relationship
                                                + ": unknown lazy '"
                                                + text
                                                + "'; there are "
                                                + Arrays.stream(Lazy.values())
                                                        .map(Lazy::spelling)
                                                        .collect(Collectors.joining(", "))));
    }
}
