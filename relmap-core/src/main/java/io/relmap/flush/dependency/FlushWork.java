package io.relmap.flush.dependency;

import io.relmap.annotation.Internal;
import io.relmap.cascade.CascadeWalk;
import io.relmap.error.ErrorCode;
import io.relmap.flush.change.CarriedKeys;
import io.relmap.flush.change.FlushContext;
import io.relmap.flush.change.FlushRow;
import io.relmap.flush.change.FlushSet;
import io.relmap.mapping.Relationship;
import io.relmap.state.InstanceState;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What the dependencies of one flush share: the flush set, and what they have told each other. */
@Internal
public final class FlushWork {

    private final FlushSet set;
    private final DeleteCascades cascades;
    private final UpdateRules updateRules;
    private final CarriedKeys carriedKeys;
    private final PostUpdates postUpdates = new PostUpdates();
    private final KeyRules keyRules = new KeyRules();
    private final LinkMemory links = new LinkMemory();
    private final IdentityHashMap<Relationship, Set<InstanceState>> added = new IdentityHashMap<>();
    private final IdentityHashMap<Relationship, Set<InstanceState>> contested =
            new IdentityHashMap<>();
    private final IdentityHashMap<OneToManyDependency, Map<FlushRow, Set<Object>>> addedTo =
            new IdentityHashMap<>();
    private final IdentityHashMap<ManyToOneDependency, Map<List<Object>, InstanceState>>
            deletedTargets = new IdentityHashMap<>();
    private final IdentityHashMap<OneToManyDependency, Map<List<Object>, List<Object>>>
            membersByKey = new IdentityHashMap<>();
    private final IdentityHashMap<KeySwitchDetector, Map<List<Object>, List<FlushRow>>>
            holdersByKey = new IdentityHashMap<>();
    private final Set<OpenLoad> openLoads = new LinkedHashSet<>();

    /** The work of a flush whose candidates are known. */
    public FlushWork(FlushSet set, DeleteCascades cascades, UpdateRules updateRules) {
        this.set = set;
        this.cascades = cascades;
        this.updateRules = updateRules;
        this.carriedKeys = new CarriedKeys(set);
    }

    /** The objects that take part. */
    public FlushSet set() {
        return set;
    }

    /** What the database itself deletes. */
    public DeleteCascades cascades() {
        return cascades;
    }

    /** What the database itself carries on into references. */
    public UpdateRules updateRules() {
        return updateRules;
    }

    /** The session. */
    public FlushContext context() {
        return set.context();
    }

    /** The changed keys that the database carries on. */
    public CarriedKeys carriedKeys() {
        return carriedKeys;
    }

    /** References that are to be written by an UPDATE of their own. */
    public PostUpdates postUpdates() {
        return postUpdates;
    }

    /** By which relationships keys were written. */
    public KeyRules keyRules() {
        return keyRules;
    }

    /** Which link rows were dealt with. */
    LinkMemory links() {
        return links;
    }

    /** The objects that came into some owner by the relationship ({@code addedAnywhere}, spec UW-46). */
    Set<InstanceState> addedAnywhere(Relationship relationship) {
        return added.computeIfAbsent(
                relationship, key -> Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** What an owner took by the relationship, of an owner that takes part. */
    Set<Object> addedTo(FlushRow owner, OneToManyDependency dependency) {
        return addedTo.computeIfAbsent(dependency, key -> new IdentityHashMap<>())
                .computeIfAbsent(owner, dependency::added);
    }

    /** Remembers that several owners took an object by the relationship. */
    void contested(Relationship relationship, InstanceState member) {
        contested
                .computeIfAbsent(
                        relationship, key -> Collections.newSetFromMap(new IdentityHashMap<>()))
                .add(member);
    }

    /** Whether several owners took it. */
    boolean isContested(Relationship relationship, InstanceState member) {
        Set<InstanceState> members = contested.get(relationship);
        return members != null && members.contains(member);
    }

    /** Deletes what the delete cascade of an orphan reaches (spec UW-46, CA-28). */
    public void deleteReachOf(InstanceState orphan) {
        for (InstanceState other : deletedWith(orphan)) {
            if (other.hasIdentity()) {
                set.delete(other);
            } else {
                Dependency.takeOut(this, other);
            }
        }
    }

    private List<InstanceState> deletedWith(InstanceState orphan) {
        return context().mayLoad()
                ? CascadeWalk.delete(orphan)
                : CascadeWalk.deleteInMemory(
                        orphan,
                        (owner, attribute) ->
                                wouldLoad(
                                        owner,
                                        Objects.requireNonNull(
                                                owner.requireMapper()
                                                        .findRelationship(attribute.name()))));
    }

    /** The deleted targets of a many-to-one, by the values that rows refer to them by. */
    Map<List<Object>, InstanceState> deletedTargets(ManyToOneDependency dependency) {
        return deletedTargets.computeIfAbsent(dependency, key -> key.indexDeleted(this));
    }

    /** The objects of the session that hold the reference of a one-to-many, by what their rows hold. */
    Map<List<Object>, List<Object>> membersByKey(OneToManyDependency dependency) {
        return membersByKey.computeIfAbsent(dependency, key -> key.indexMembers(this));
    }

    /** The objects of the complete flush that hold the reference of a many-to-one, by what their rows hold. */
    Map<List<Object>, List<FlushRow>> holdersByKey(KeySwitchDetector detector) {
        return holdersByKey.computeIfAbsent(detector, key -> key.indexHolders(this));
    }

    /** Remembers what would have to be loaded, where loading is not allowed (spec UW-146). */
    void wouldLoad(InstanceState owner, Relationship relationship) {
        openLoads.add(new OpenLoad(owner, relationship));
    }

    /** What would have to be loaded before the plan is complete. */
    public List<OpenLoad> openLoads() {
        Set<OpenLoad> all = new LinkedHashSet<>(openLoads);
        for (FlushRow row : set.all()) {
            row.changes()
                    .leftOpen()
                    .forEach(relationship -> all.add(new OpenLoad(row.state(), relationship)));
        }
        return List.copyOf(all);
    }

    /** Says that a related object is not in the session, unless its row was deleted (spec UW-7, CA-60). */
    void warnNotInSession(InstanceState element, Relationship relationship, String operation) {
        if (element.lifeCycle() != io.relmap.state.LifeCycle.DELETED && !element.wasDeleted()) {
            context()
                    .warn(
                            ErrorCode.NOT_IN_SESSION_AT_FLUSH,
                            element
                                    + " is not in the session: "
                                    + operation
                                    + " along "
                                    + relationship
                                    + " will not be written. Add it to the session, or give "
                                    + relationship
                                    + " the cascade SAVE_UPDATE");
        }
    }

    /**
     * Something that a plan without loading leaves open.
     *
     * @param owner whose relationship is not loaded
     * @param relationship the relationship
     */
    public record OpenLoad(InstanceState owner, Relationship relationship) {

        /** {@code load Author#1.books}. */
        @Override
        public String toString() {
            return "load " + owner + "." + relationship.name();
        }
    }
}
