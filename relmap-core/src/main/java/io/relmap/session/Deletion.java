package io.relmap.session;

import io.relmap.cascade.CascadeWalk;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.mapping.Relationship;
import io.relmap.state.InstanceState;
import io.relmap.state.LifeCycle;
import io.relmap.state.SessionLink;
import java.util.List;

/** Marks objects for deletion (spec CA-20). Nothing is marked before the whole reach is known. */
final class Deletion {

    private final Registry registry;
    private final Attachment attachment;

    Deletion(Registry registry, Attachment attachment) {
        this.registry = registry;
        this.attachment = attachment;
    }

    /** A program deletes an object. */
    void delete(InstanceState root) {
        check(root);
        if (isGone(root)) {
            return;
        }
        if (!registry.contains(root)) {
            attachment.attachAlone(root);
        }
        if (registry.isDeletedByProgram(root)) {
            return;
        }
        forgetParts(root);
        List<InstanceState> reached =
                CascadeWalk.delete(root).stream()
                        .filter(state -> state.hasIdentity() && !isGone(state))
                        .toList();
        reached.stream().filter(state -> !registry.contains(state)).forEach(attachment::check);
        registry.mark(root, root);
        for (InstanceState state : reached) {
            if (!registry.contains(state)) {
                attachment.attachAlone(state);
            }
            forgetParts(state);
            registry.mark(state, root);
        }
    }

    /** Fails unless all of them may be deleted, and be here together. */
    void check(List<InstanceState> roots) {
        roots.forEach(this::check);
        attachment.check(
                roots.stream()
                        .filter(root -> !registry.contains(root) && !isGone(root))
                        .distinct()
                        .toList());
    }

    private void check(InstanceState root) {
        if (!root.hasIdentity()) {
            throw new InvalidRequestException(
                    ErrorCode.NOT_PERSISTED,
                    root
                            + " is not persisted: it has no row to delete. Expunge a pending object to"
                            + " withdraw it.");
        }
        attachment.checkOwner(root);
    }

    /** A delete is about all that refers to the object, not about what was loaded of it (spec LO-32). */
    private static void forgetParts(InstanceState state) {
        SessionLink session = state.session();
        if (session == null || !session.behaviours().isStrict()) {
            return;
        }
        for (Relationship relationship : state.requireMapper().relationships()) {
            if (state.isUntouchedPart(relationship.slot())) {
                state.clear(relationship.slot());
            }
        }
    }

    /** Whether the row is deleted already: there is nothing to do (spec SE-13). */
    private static boolean isGone(InstanceState state) {
        return state.lifeCycle() == LifeCycle.DELETED || state.wasDeleted();
    }
}
