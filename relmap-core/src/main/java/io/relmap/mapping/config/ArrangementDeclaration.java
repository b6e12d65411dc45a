package io.relmap.mapping.config;

import io.relmap.mapping.CollectionAdapter;
import io.relmap.mapping.ListNumbering;
import io.relmap.mapping.Numbering;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a collection is to keep its elements, as declared. */
sealed interface ArrangementDeclaration {

    /** A map by attributes of its elements. */
    record ByAttributes(List<String> attributes) implements ArrangementDeclaration {}

    /** A map by a key that a function computes. */
    record ByFunction(Function<Object, @Nullable Object> function)
            implements ArrangementDeclaration {}

    /** A list that numbers its elements. */
    record Numbered(String attribute, Numbering numbering, ListNumbering.When when)
            implements ArrangementDeclaration {}

    /** A collection of the program's own. */
    record Adapted(CollectionAdapter<?, ?> adapter) implements ArrangementDeclaration {}
}
