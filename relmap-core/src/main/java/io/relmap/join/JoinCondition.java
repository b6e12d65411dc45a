package io.relmap.join;

/** The join of one relationship, worked out. */
public final class JoinCondition {

    private final Direction direction;

    JoinCondition(Direction direction) {
        this.direction = direction;
    }

    /** Which way the reference goes. */
    public Direction direction() {
        return direction;
    }
}
