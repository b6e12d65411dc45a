package io.relmap.join;

import io.relmap.annotation.SyncBackref;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.join.ConfiguredRelationship.Progress;
import java.util.stream.Stream;

/** What arguments may stand together, before anything is looked up (spec RC-1, RC-27, RC-96, RC-100). */
final class DeclarationRules {

    private final ConfiguredRelationship relationship;
    private final RelationshipArguments arguments;

    DeclarationRules(ConfiguredRelationship relationship) {
        this.relationship = relationship;
        arguments = relationship.arguments();
    }

    void check(Stream<ConfiguredRelationship> ofOwner) {
        checkReverse();
        checkHolder();
        EntityModel mainMapping = relationship.owner().alternativeOf();
        if (mainMapping != null) {
            throw error(
                    ErrorCode.INVALID_ARGUMENT,
                    "an alternative mapping has no relationships of its own; declare it on "
                            + mainMapping.simpleName());
        } else if (ofOwner.anyMatch(this::isFirstOfThisName)) {
            throw error(
                    ErrorCode.INVALID_ARGUMENT,
                    "a relationship of this name is declared twice; drop one of them");
        }
    }

    /** RC-96: whether the target makes the relationship view-only. */
    boolean readsAlternative(EntityModel target) {
        if (target.alternativeOf() == null) {
            return false;
        } else if (Boolean.FALSE.equals(arguments.viewOnly())) {
            throw error(
                    ErrorCode.INVALID_ARGUMENT,
                    "its target "
                            + target.simpleName()
                            + " is an alternative mapping, which is only read; drop viewOnly = false");
        }
        return true;
    }

    private boolean isFirstOfThisName(ConfiguredRelationship other) {
        return other != relationship
                && other.name().equals(relationship.name())
                && other.progress() != Progress.DECLARED;
    }

    private void checkReverse() {
        RelationshipArguments backref = arguments.backref();
        if (backref != null && arguments.backPopulates() != null) {
            throw error(
                    ErrorCode.BACKREF_AND_BACK_POPULATES,
                    "both backref = \""
                            + backref.name()
                            + "\" and backPopulates = \""
                            + arguments.backPopulates()
                            + "\" are given; drop one of them");
        } else if (relationship.viewOnly() && arguments.syncBackref() == SyncBackref.ON) {
            throw error(
                    ErrorCode.VIEWONLY_SYNC_BACKREF,
                    "syncBackref = ON and viewOnly = true exclude each other; drop one of them");
        }
    }

    /** RC-75. */
    private void checkHolder() {
        Boolean useList = arguments.useList();
        HolderShape holder = arguments.holder();
        if (useList != null && holder != null && useList != (holder == HolderShape.COLLECTION)) {
            throw error(
                    ErrorCode.HOLDER_CONFLICT,
                    "useList = "
                            + useList
                            + " contradicts its holder, which is a "
                            + (holder == HolderShape.SCALAR ? "ToOne" : "collection")
                            + "; change one of them");
        }
    }

    private MappingException error(ErrorCode code, String what) {
        return new MappingException(code, relationship + ": " + what);
    }
}
