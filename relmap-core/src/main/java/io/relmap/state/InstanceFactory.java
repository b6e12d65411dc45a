package io.relmap.state;

import io.relmap.mapping.Mapper;

/** Makes the objects that loading fills, each with its state bound. */
public interface InstanceFactory extends StateResolver {

    /** Makes an object by its constructor without arguments, its mapper set, no slot touched. */
    InstanceState create(Mapper mapper);
}
