package io.relmap.session;

import io.relmap.annotation.Cascade;
import io.relmap.attribute.CollectionAttribute;
import io.relmap.attribute.ColumnReads;
import io.relmap.attribute.EntityShape;
import io.relmap.attribute.ReferenceAttribute;
import io.relmap.attribute.RelationshipAttribute;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.error.StaleDataException;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.state.FetchMode;
import io.relmap.state.IdentityKey;
import io.relmap.state.InstanceState;
import io.relmap.state.LifeCycle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call of {@code merge}: copies the state of an object, and of what its merge cascades reach, onto the
 * objects of the session that have the same keys (spec SE-60). Used once. Runs without autoflush.
 */
final class Merge {

    private static final Logger LOG = LoggerFactory.getLogger(Merge.class);

    private final MergeTarget session;
    private final Set<MergeOption> options;
    private final IdentityHashMap<InstanceState, InstanceState> copies = new IdentityHashMap<>();
    private final Map<IdentityKey, InstanceState> byKey = new HashMap<>();
    private final Set<Reached> reached = new HashSet<>();

    Merge(MergeTarget session, Set<MergeOption> options) {
        this.session = session;
        this.options = options;
    }

    /** The copy of an object. */
    InstanceState merge(InstanceState source) {
        InstanceState known = copies.get(source);
        if (known != null) {
            return known;
        }
        IdentityKey key = keyOf(source);
        InstanceState target = key == null ? null : existing(source, key);
        if (target == null) {
            target = session.addNew(source.requireMapper());
        }
        copies.put(source, target);
        if (key != null) {
            byKey.put(key, target);
        }
        if (target != source && session.behaviours().isStrict()) {
            reload(target);
            checkVersion(source, target);
            copyColumns(source, target);
            copyRelationships(source, target);
        } else if (target != source) {
            reloadVersion(target);
            checkVersion(source, target);
            copyRelationships(
                    source, target); // of an expired object the old target is not known (AT-16)
            reload(target);
            copyColumns(source, target);
        }
        if (!loads()) {
            target.forgetHistory();
            target.snapshot(session.columns().snapshot(target));
        }
        return target;
    }

    private boolean loads() {
        return !options.contains(MergeOption.NO_LOAD);
    }

    /** The object's identity, or else its key attributes if all of them are there (spec SE-60.2). */
    private @Nullable IdentityKey keyOf(InstanceState source) {
        IdentityKey identity = source.identity();
        if (identity != null) {
            return identity;
        }
        if (source.lifeCycle() == LifeCycle.PENDING && session.owns(source)) {
            LOG.warn(
                    "{} is pending in this session and is merged again, which makes a second pending"
                            + " object. Flush first, or use the object itself.",
                    source);
        }
        if (!loads()) {
            throw new InvalidRequestException(
                    ErrorCode.MERGE_NOT_POSSIBLE,
                    "Cannot merge "
                            + source
                            + " without loading: it has no identity, so nothing says that its row"
                            + " exists. Flush first, or merge with loading.");
        }
        Mapper mapper = source.requireMapper();
        Object[] values = new Object[mapper.identity().size()];
        for (int i = 0; i < values.length; i++) {
            ColumnAttribute attribute = mapper.identity().get(i);
            Object value = ColumnReads.read(source, attribute);
            if (value == null) {
                return null;
            }
            values[i] = value;
        }
        return IdentityKey.of(mapper, values);
    }

    private @Nullable InstanceState existing(InstanceState source, IdentityKey key) {
        InstanceState held = session.held(key);
        if (held != null) {
            return held;
        }
        InstanceState merged = byKey.get(key);
        if (merged != null) {
            return merged;
        }
        if (loads()) {
            return session.load(key);
        }
        if (source.isModified() || session.columns().differ(source)) {
            throw new InvalidRequestException(
                    ErrorCode.MERGE_NOT_POSSIBLE,
                    "Cannot merge "
                            + source
                            + " without loading: it has changes that were not flushed, and they would"
                            + " count as stored. Flush first, or merge with loading.");
        }
        return session.attachUnloaded(key);
    }

    private void reload(InstanceState target) {
        if (loads() && target.hasIdentity() && target.hasStaleColumns()) {
            session.reload(target);
        }
    }

    private void reloadVersion(InstanceState target) {
        ColumnAttribute version = target.requireMapper().version();
        if (version != null && target.isExpired(version)) {
            reload(target);
        }
    }

    private void checkVersion(InstanceState source, InstanceState target) {
        ColumnAttribute version = source.requireMapper().version();
        if (version == null || !target.hasIdentity() || source.isExpired(version)) {
            return;
        }
        Object given = source.column(version);
        Object current = target.column(version);
        if (given != null && current != null && !Columns.same(version, given, current)) {
            throw new StaleDataException(
                    ErrorCode.MERGE_VERSION_MISMATCH,
                    "Cannot merge "
                            + source
                            + ": it has version "
                            + given
                            + ", the row has version "
                            + current
                            + ". Somebody else changed the row; merge a fresh copy, or leave the"
                            + " version unset to take the latest.");
        }
    }

    private void copyColumns(InstanceState source, InstanceState target) {
        Mapper mapper = source.requireMapper();
        for (ColumnAttribute attribute : mapper.columns()) {
            if (loads() && mapper.givenByDatabase().contains(attribute)) {
                continue; // no statement names it: the target's row counts
            }
            if (isPresent(source, attribute)) {
                if (loads() && target.isDeferred(attribute) && isUntouched(source, attribute)) {
                    ColumnReads.require(
                            target, attribute); // no change that has to be written blindly
                }
                target.column(attribute, source.column(attribute));
                if (loads() && target.isDeferred(attribute)) {
                    target.force(attribute); // what the row holds is not known
                }
                if (!loads()) {
                    target.unexpire(attribute);
                }
            } else if (mapper.entityClass() == null
                    && target.hasIdentity()
                    && !target.isSet(attribute)) {
                target.expire(attribute); // neither side knows it: the row does
            }
        }
    }

    /** Whether an object has what its row last gave it, or what was written of it. */
    private static boolean isUntouched(InstanceState source, ColumnAttribute attribute) {
        @Nullable Object[] snapshot = source.snapshot();
        return snapshot != null
                && !source.isForced(attribute)
                && attribute.codec().same(snapshot[attribute.index()], source.column(attribute));
    }

    /** Whether the object says something of a column (spec SE-63). */
    private boolean isPresent(InstanceState source, ColumnAttribute attribute) {
        boolean isOpen = source.isExpired(attribute) && isUntouched(source, attribute);
        if (!source.isSet(attribute) || isOpen) {
            return false; // what was edited after it had expired counts (spec SE-54)
        }
        Mapper mapper = source.requireMapper();
        if (source.column(attribute) != null) {
            return true;
        }
        if (options.contains(MergeOption.IGNORE_NULLS)) {
            return false;
        }
        return mapper.entityClass() == null
                || source.hasIdentity()
                || !(mapper.identity().contains(attribute)
                        || attribute.equals(mapper.version())
                        || attribute.column().generated());
    }

    private void copyRelationships(InstanceState source, InstanceState target) {
        for (Relationship relationship : source.requireMapper().relationships()) {
            copyRelationship(source, target, relationship);
        }
    }

    private void copyRelationship(
            InstanceState source, InstanceState target, Relationship relationship) {
        RelationshipAttribute attribute = EntityShape.of(source).attribute(relationship.slot());
        boolean isGiven =
                source.isPresent(attribute.slot()) || !attribute.inMemory(source).isEmpty();
        if (!isGiven
                || !relationship.cascades().has(Cascade.MERGE)
                || (loads() && cameBy(source, relationship))) {
            return;
        }
        if (source.isPartial(attribute.slot())) {
            copyPart(source, target, relationship, attribute);
            return;
        }
        RelationshipAttribute targetAttribute =
                EntityShape.of(target).attribute(relationship.slot());
        if (targetAttribute instanceof CollectionAttribute collection) {
            copyCollection(source, target, relationship, collection);
        } else if (targetAttribute instanceof ReferenceAttribute reference) {
            Object value = source.value(attribute.slot());
            Object merged = value == null ? null : mergeElement(value, relationship);
            if (loads()) {
                reference.set(target, merged);
            } else {
                reference.setCommitted(target, merged);
            }
        }
    }

    /** What is missing in a part was not taken out: the elements are merged, and who they belong to stays (spec LO-61). */
    private void copyPart(
            InstanceState source,
            InstanceState target,
            Relationship relationship,
            RelationshipAttribute attribute) {
        if (!source.isUntouchedPart(attribute.slot())) {
            throw new InvalidRequestException(
                    ErrorCode.MERGE_NOT_POSSIBLE,
                    "Cannot merge "
                            + relationship
                            + " of "
                            + source
                            + ": it was loaded in part, by a condition of a loader option or by the"
                            + " query's own join, and was changed since. What is missing in it cannot be"
                            + " told from what was taken out. Load all of it before it is detached, or"
                            + " change it in a session.");
        }
        List<Object> elements = attribute.inMemory(source);
        List<Object> merged = new ArrayList<>(elements.size());
        elements.forEach(element -> merged.add(mergeElement(element, relationship)));
        if (loads()) {
            return;
        }
        target.markPartial(relationship.slot());
        EntityShape.of(target)
                .attribute(relationship.slot())
                .setCommitted(
                        target,
                        attribute instanceof CollectionAttribute
                                ? merged
                                : merged.isEmpty() ? null : merged.get(0));
    }

    private void copyCollection(
            InstanceState source,
            InstanceState target,
            Relationship relationship,
            CollectionAttribute collection) {
        List<Object> elements =
                EntityShape.of(source).attribute(relationship.slot()).inMemory(source);
        if (loads()) {
            collection.get(target, FetchMode.FULL);
            if (target.isUntouchedPart(relationship.slot())) {
                target.clear(relationship.slot());
                collection.get(target, FetchMode.FULL_NO_INIT); // all of it is compared
            }
        }
        List<Object> merged = new ArrayList<>(elements.size());
        for (Object element : elements) {
            merged.add(mergeElement(element, relationship));
        }
        if (loads()) {
            collection.replaceAll(target, merged);
        } else {
            collection.setCommitted(target, merged);
        }
    }

    private Object mergeElement(Object element, Relationship relationship) {
        InstanceState state = session.stateOf(element);
        reached.add(new Reached(state, relationship));
        return merge(state).entity();
    }

    /** Whether the object was reached by the other side of a relationship (spec SE-60.9). */
    private boolean cameBy(InstanceState source, Relationship relationship) {
        for (Relationship reverse : relationship.reverses()) {
            if (reached.contains(new Reached(source, reverse))) {
                return true;
            }
        }
        return false;
    }

    /** An object and the relationship by which the merge came to it; both compared by identity. */
    private record Reached(InstanceState state, Relationship by) {}
}
