package io.relmap.cascade;

import io.relmap.mapping.config.MappingBuilder;
import io.relmap.testsupport.Family;
import java.util.function.Consumer;

/** Three generations, each of which owns the next: P has C by {@code kids}, and C has G. */
final class Generations {

    static final Consumer<MappingBuilder> MAPPING =
            mapping ->
                    mapping.mapDynamic(
                                    "P", Family.parents(), p -> p.list("kids", "C", Family.owned()))
                            .mapDynamic(
                                    "C",
                                    Family.children(),
                                    c -> c.list("kids", "G", Family.owned()))
                            .mapDynamic(
                                    "G",
                                    Family.reference(Family.named("g"), "c_id", "c").build(),
                                    g -> {});

    private Generations() {}
}
