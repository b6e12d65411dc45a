package io.relmap.attribute;

/**
 * The token that travels with a chain of events (spec AT-38).
 *
 * @param attribute the attribute that the program touched
 * @param operation what it did
 */
public record Initiator(RelationshipAttribute attribute, Operation operation) {

    /** Whether the chain began with this operation on this attribute. */
    public boolean is(RelationshipAttribute other, Operation otherOperation) {
        return attribute == other && operation == otherOperation;
    }
}
