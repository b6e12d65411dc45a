package io.relmap.benchmarks.plain;

import java.util.LinkedHashSet;
import java.util.Set;

/** An item with tags. */
final class Item {

    final long id;
    final String name;
    final Set<Tag> tags = new LinkedHashSet<>();

    Item(long id, String name) {
        this.id = id;
        this.name = name;
    }
}
