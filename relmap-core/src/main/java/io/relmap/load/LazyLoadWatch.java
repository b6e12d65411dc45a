package io.relmap.load;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.mapping.Relationship;
import io.relmap.observe.LazyLoadLimit.Excess;
import io.relmap.observe.RepeatedLazyLoad;
import io.relmap.state.InstanceState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the lazy loads of one transaction by relationship and by what loaded the owners, told by its words: objects
 * that are got one by one count together (spec PE-3). Not thread-safe.
 */
final class LazyLoadWatch {

    private static final Logger LOG = LoggerFactory.getLogger("relmap.load");

    private final LazyLoadRules rules;
    private final Map<Place, Counted> counted = new LinkedHashMap<>();

    /** A relationship of objects that have one origin. */
    private record Place(Relationship relationship, @Nullable String origin) {}

    LazyLoadWatch(LazyLoadRules rules) {
        this.rules = rules;
    }

    /**
     * A statement is about to be sent for a lazy load.
     *
     * @throws InvalidRequestException if it is one too many, and too many are refused
     */
    void count(InstanceState owner, Relationship relationship) {
        if (rules.limit().excess() == Excess.IGNORE) {
            return;
        }
        LoadGroup.Origin origin =
                owner.loadContext() instanceof LoadGroup group ? group.origin() : null;
        Place place = new Place(relationship, origin == null ? null : origin.cause().text());
        Counted loads = counted.get(place);
        if (loads == null) {
            loads = new Counted(place, origin, CallSite.find(owner.entity()));
            counted.put(place, loads);
        }
        if (rules.limit().excess() == Excess.FAIL && loads.number >= rules.limit().loads()) {
            loads.refused = true;
            throw new InvalidRequestException(
                    ErrorCode.TOO_MANY_LAZY_LOADS,
                    loads.repeated()
                            + " One more is refused: the limit is "
                            + rules.limit().loads()
                            + ".");
        }
        loads.number++;
    }

    /** The transaction is over: tells of what was too much, and begins anew. */
    void transactionEnded() {
        if (counted.isEmpty()) {
            return;
        }
        List<RepeatedLazyLoad> tooMany =
                counted.values().stream()
                        .filter(loads -> loads.refused || loads.number > rules.limit().loads())
                        .map(Counted::repeated)
                        .toList();
        counted.clear();
        tooMany.forEach(this::tell);
    }

    private void tell(RepeatedLazyLoad repeated) {
        if (rules.limit().excess() == Excess.LOG) {
            LOG.atWarn()
                    .addKeyValue("relmap.relationship", repeated.relationship())
                    .addKeyValue("relmap.loads", repeated.loads())
                    .log("{}: {}", ErrorCode.TOO_MANY_LAZY_LOADS.code(), repeated);
        }
        rules.listeners().forEach(listener -> listener.tooMany(repeated));
    }

    /** The loads of one place. */
    private static final class Counted {

        private final Place place;
        private final LoadGroup.@Nullable Origin origin;
        private final @Nullable StackTraceElement where;
        private long number;
        private boolean refused;

        Counted(Place place, LoadGroup.@Nullable Origin origin, @Nullable StackTraceElement where) {
            this.place = place;
            this.origin = origin;
            this.where = where;
        }

        RepeatedLazyLoad repeated() {
            String name = place.relationship().name();
            String way = origin == null ? "" : origin.way();
            String path = way.isEmpty() ? name : way + "." + name;
            return new RepeatedLazyLoad(
                    place.relationship().toString(),
                    number,
                    place.origin(),
                    where,
                    "Load it with them: .options(Load.selectIn(\"" + path + "\")).");
        }
    }
}
