package io.relmap.boot.test.library;

import io.relmap.RelmapBuilder;
import io.relmap.boot.autoconfigure.RelmapBuilderCustomizer;
import org.springframework.stereotype.Component;

/** A component that says how entities are mapped, so that tests of entities need it. */
@Component
public class Shelf implements RelmapBuilderCustomizer {

    @Override
    public void customize(RelmapBuilder builder) {
        builder.defaultSchema("public");
    }
}
