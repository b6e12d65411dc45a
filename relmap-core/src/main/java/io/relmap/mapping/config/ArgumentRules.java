package io.relmap.mapping.config;

import io.relmap.annotation.Lazy;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.error.Warning;
import io.relmap.join.ConfiguredRelationship;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a declared argument by itself, and what is accepted but says nothing (spec 01 section 3). */
final class ArgumentRules {

    private ArgumentRules() {}

    /**
     * Checks what needs no join.
     *
     * @throws MappingException if a number is out of its range
     */
    static void check(RelationshipDeclaration declared) {
        checkNumbers(declared.toString(), declared);
        if (declared.backref != null) {
            checkNumbers(
                    declared + ", backref \"" + declared.backref.name() + "\"",
                    declared.backref.arguments());
        }
    }

    private static void checkNumbers(String where, RelationshipDeclaration declared) {
        Integer depth = declared.joinDepth;
        if (depth != null && depth < 1) {
            throw new MappingException(
                    ErrorCode.INVALID_ARGUMENT,
                    where
                            + ": joinDepth = "
                            + depth
                            + ", but eager loading goes at least one step; leave it out for no limit of its"
                            + " own");
        }
        Integer size = declared.batchSize;
        if (size != null && (size < 1 || size > MappingOptions.LARGEST_BATCH_SIZE)) {
            throw new MappingException(
                    ErrorCode.INVALID_ARGUMENT,
                    where
                            + ": batchSize = "
                            + size
                            + ", but it is from 1 (no siblings) to "
                            + MappingOptions.LARGEST_BATCH_SIZE);
        }
    }

    /** What a built relationship is warned of. */
    static List<Warning> warnings(
            ConfiguredRelationship configured, RelationshipDeclaration declared) {
        Warnings found = new Warnings(configured);
        Lazy lazy = configured.arguments().lazy();
        if (declared.queryClass != null && lazy != Lazy.DYNAMIC) {
            found.discouraged(
                    "queryClass says nothing: only the query of a ToQuery with lazy = DYNAMIC has its"
                            + " methods; drop it");
        }
        if (declared.distinctTargetKey != null && isQuery(lazy)) {
            found.discouraged(
                    "distinctTargetKey says nothing: a ToQuery is never loaded by subquery; drop it");
        }
        if (lazy == Lazy.NO_LOAD) {
            found.discouraged(
                    "lazy = NO_LOAD makes it always null or empty, whatever the database holds; if it"
                            + " must not be loaded, RAISE says so at access");
        }
        if (Boolean.TRUE.equals(declared.omitJoin)) {
            found.discouraged(
                    "omitJoin = ON says nothing: the join is left out wherever that is possible; drop it");
        }
        if (Boolean.FALSE.equals(declared.enableTypechecks)) {
            found.discouraged(
                    "enableTypechecks = false says nothing: an object of an unrelated class is always"
                            + " refused, already when it comes in; drop it");
            if (configured.viewOnly()) {
                found.warn(
                        ErrorCode.VIEWONLY_PERSISTENCE_FLAG,
                        "enableTypechecks is about writing, but viewOnly = true is never written; drop"
                                + " it");
            }
        }
        return found.all;
    }

    private static boolean isQuery(Lazy lazy) {
        return lazy == Lazy.DYNAMIC || lazy == Lazy.WRITE_ONLY;
    }

    /** The warnings of one relationship. */
    private static final class Warnings {

        private final ConfiguredRelationship relationship;
        private final List<Warning> all = new ArrayList<>();

        Warnings(ConfiguredRelationship relationship) {
            this.relationship = relationship;
        }

        void discouraged(String what) {
            warn(ErrorCode.DISCOURAGED_ARGUMENT, what);
        }

        void warn(ErrorCode code, String what) {
            all.add(new Warning(code, relationship.toString(), relationship + ": " + what));
        }
    }
}
