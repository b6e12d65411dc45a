package io.relmap.mapping;

import java.util.EnumMap;
import java.util.Map;

/**
 * Which behaviour holds, as a whole and for the points that are decided by themselves. Immutable.
 *
 * @param overall what holds for all that no point decides
 * @param points what holds for single points
 */
public record Behaviours(Behaviour overall, Map<BehaviourPoint, Behaviour> points) {

    /** Strict in everything. */
    public static final Behaviours STRICT = of(Behaviour.STRICT);

    public Behaviours {
        points = Map.copyOf(points);
    }

    /** One behaviour for everything. */
    public static Behaviours of(Behaviour overall) {
        return new Behaviours(overall, Map.of());
    }

    /** The same with another behaviour where no point is decided by itself. */
    public Behaviours with(Behaviour other) {
        return new Behaviours(other, points);
    }

    /** The same with one point decided by itself. */
    public Behaviours with(BehaviourPoint point, Behaviour behaviour) {
        Map<BehaviourPoint, Behaviour> all = new EnumMap<>(BehaviourPoint.class);
        all.putAll(points);
        all.put(point, behaviour);
        return new Behaviours(overall, all);
    }

    /** What holds for a point. */
    public Behaviour of(BehaviourPoint point) {
        return points.getOrDefault(point, overall);
    }

    /** Whether it is strict where no point is decided by itself. */
    public boolean isStrict() {
        return overall == Behaviour.STRICT;
    }

    /** Whether it is strict in a point. */
    public boolean isStrict(BehaviourPoint point) {
        return of(point) == Behaviour.STRICT;
    }
}
