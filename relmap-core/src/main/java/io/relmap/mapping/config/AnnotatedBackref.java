package io.relmap.mapping.config;

import static io.relmap.mapping.config.AnnotatedRelationships.given;

import io.relmap.annotation.Backref;
import io.relmap.annotation.SyncBackref;

/** Reads what an annotation says of the reverse that it makes (spec RC-103, RC-104). */
final class AnnotatedBackref {

    private AnnotatedBackref() {}

    /** What is given; what is inherited where it is not stays open. */
    static RelationshipDeclaration read(String name, Backref given, String where) {
        RelationshipDeclaration reverse = new RelationshipDeclaration(name, null, "");
        joins(reverse, given);
        loading(reverse, given);
        writing(reverse, given);
        reverse.queryClass = given(given.queryClass());
        reverse.comparator = NamedClasses.comparator(given.comparator(), where);
        reverse.listeners.addAll(NamedClasses.listeners(given.listeners(), where));
        reverse.doc = given(given.doc());
        AnnotatedRelationships.info(reverse, given.info());
        return reverse;
    }

    private static void joins(RelationshipDeclaration reverse, Backref given) {
        reverse.primaryJoin = given(given.primaryJoin());
        reverse.secondaryJoin = given(given.secondaryJoin());
        reverse.foreignKeys = given(given.foreignKeys());
        reverse.remoteSide = given(given.remoteSide());
        reverse.orderBy = given(given.orderBy());
        reverse.useList = given.scalar() ? Boolean.FALSE : null;
    }

    private static void loading(RelationshipDeclaration reverse, Backref given) {
        reverse.lazy = given.lazy();
        reverse.batchSize = given.batchSize() == 0 ? null : given.batchSize();
        reverse.innerJoin = given.innerJoin();
        reverse.joinDepth = AnnotatedRelationships.joinDepth(given.joinDepth());
        reverse.distinctTargetKey = given(given.distinctTargetKey());
        reverse.omitJoin = given(given.omitJoin());
        reverse.bakeQueries = given.bakeQueries();
        reverse.loadOnPending = given.loadOnPending();
    }

    private static void writing(RelationshipDeclaration reverse, Backref given) {
        reverse.syncBackref =
                given.syncBackref() == SyncBackref.DEFAULT ? null : given.syncBackref();
        reverse.cascade = given(given.cascade());
        reverse.cascadeBackrefs = given.cascadeBackrefs();
        reverse.singleParent = given.singleParent();
        reverse.viewOnly = given(given.viewOnly());
        reverse.postUpdate = given(given.postUpdate());
        reverse.passiveDeletes = given.passiveDeletes();
        reverse.passiveUpdates = given(given.passiveUpdates());
        reverse.activeHistory = given.activeHistory();
        reverse.enableTypechecks = given.enableTypechecks();
        reverse.overlaps = given(given.overlaps());
    }
}
