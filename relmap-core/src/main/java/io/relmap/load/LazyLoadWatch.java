package io.relmap.load;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.mapping.Relationship;
import io.relmap.observe.LazyLoadLimit.Excess;
import io.relmap.observe.RepeatedLazyLoad;
import io.relmap.state.InstanceState;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the lazy loads of one transaction by relationship (spec PE-3). Not thread-safe. */
final class LazyLoadWatch {

    private static final Logger LOG = LoggerFactory.getLogger("relmap.load");

    private final LazyLoadRules rules;
    private final Map<Relationship, Counted> counted = new LinkedHashMap<>();

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
        Counted loads =
                counted.computeIfAbsent(
                        relationship, r -> new Counted(r, owner, CallSite.find(owner.entity())));
        loads.number++;
        if (rules.limit().excess() == Excess.FAIL && isTooMany(loads)) {
            throw new InvalidRequestException(
                    ErrorCode.TOO_MANY_LAZY_LOADS, loads.repeated() + limit());
        }
    }

    /** The transaction is over: tells of what was too much, and begins anew. */
    void transactionEnded() {
        if (counted.isEmpty()) {
            return;
        }
        for (Counted loads : counted.values()) {
            if (isTooMany(loads)) {
                tell(loads.repeated());
            }
        }
        counted.clear();
    }

    private void tell(RepeatedLazyLoad repeated) {
        if (rules.limit().excess() == Excess.LOG) {
            LOG.warn("{}: {}", ErrorCode.TOO_MANY_LAZY_LOADS.code(), repeated);
        }
        rules.listeners().forEach(listener -> listener.tooMany(repeated));
    }

    private boolean isTooMany(Counted loads) {
        return loads.number > rules.limit().loads();
    }

    private String limit() {
        return " The limit is " + rules.limit().loads() + ".";
    }

    /** The loads of one relationship. */
    private static final class Counted {

        private final Relationship relationship;
        private final @Nullable LoadGroup group;
        private final @Nullable StackTraceElement where;
        private long number;

        Counted(Relationship relationship, InstanceState first, @Nullable StackTraceElement where) {
            this.relationship = relationship;
            this.group = first.loadContext() instanceof LoadGroup loaded ? loaded : null;
            this.where = where;
        }

        RepeatedLazyLoad repeated() {
            return new RepeatedLazyLoad(
                    relationship.toString(),
                    number,
                    group == null ? null : group.origin().cause().text(),
                    where,
                    remedy());
        }

        private String remedy() {
            String path =
                    group == null
                            ? relationship.name()
                            : group.origin().path().then(relationship).dotted();
            return "Load it with them: .options(Load.selectIn(\"" + path + "\")).";
        }
    }
}
