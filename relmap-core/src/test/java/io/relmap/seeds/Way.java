package io.relmap.seeds;

import io.relmap.RelmapBuilder;
import java.util.List;
import java.util.function.Consumer;

/**
 * One of the ways in which an example can be mapped.
 *
 * @param name the way, as test reports show it
 * @param mapping tells the builder what is mapped
 */
record Way(String name, Consumer<RelmapBuilder> mapping) {

    /** Classes with annotations. */
    static Way annotated(Class<?>... classes) {
        return new Way("annotated classes", relmap -> relmap.entities(classes));
    }

    /** Classes without annotations. */
    static Way inCode(Consumer<Code> mapping, Class<?>... classes) {
        return new Way("classes mapped in code", relmap -> code(relmap, mapping, classes));
    }

    /** Entities without classes. */
    static Way dynamic(Consumer<Code> mapping) {
        return new Way("dynamic entities", relmap -> code(relmap, mapping));
    }

    private static void code(RelmapBuilder relmap, Consumer<Code> mapping, Class<?>... classes) {
        relmap.mapping(builder -> mapping.accept(new Code(builder, List.of(classes))));
    }

    /** The same way, and something more. */
    Way and(Consumer<RelmapBuilder> more) {
        return new Way(name, mapping.andThen(more));
    }

    /** The same way for a variant of the example. */
    Way with(String variant) {
        return new Way(name + " with " + variant, mapping);
    }

    @Override
    public String toString() {
        return name;
    }
}
