package io.relmap.state;

/** Finds the state of an object, and makes it where there is none yet. */
public interface StateResolver {

    /**
     * The state of an object of a mapped class.
     *
     * @throws io.relmap.error.InvalidRequestException if the class is not mapped
     */
    InstanceState stateOf(Object entity);
}
