package io.relmap.load.cases;

import io.relmap.mapping.Mapper;

/**
 * An entity that a query's words can speak of: its root, or one that it joins.
 *
 * @param path the relationships that lead there from the root, with dots; empty for the root
 */
record Place(String path, Mapper mapper) {

    String to(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
