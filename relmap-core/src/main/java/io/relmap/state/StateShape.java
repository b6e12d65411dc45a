package io.relmap.state;

/** The slots that the objects of one class have; more may be added by backrefs, none is taken away. */
public interface StateShape {

    /** How many slots there are now. */
    int slotCount();

    /** The name of the class or entity, for messages. */
    String name();

    /** Finds states of other objects. */
    StateResolver states();
}
