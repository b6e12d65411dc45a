package io.relmap.mapping.config;

import io.relmap.annotation.Lazy;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.error.Warning;
import io.relmap.join.ConfiguredRelationship;
import io.relmap.join.RelationshipArguments;
import io.relmap.mapping.CascadeSet;
import io.relmap.mapping.Content;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.mapping.RelationshipSettings;
import io.relmap.mapping.Wiring;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a relationship of the metamodel from what was declared and what configuration found out. */
final class RelationshipBuild {

    private final ConfiguredRelationship configured;
    private final RelationshipDeclaration declared;
    private final @Nullable HolderField holder;
    private final Mapper owner;
    private final Mapper target;

    /**
     * @param configured what configuration found out
     * @param declared what was declared; for the reverse that a backref made with what it inherits
     * @param holder the field that stands for it, or null
     * @param owner the entity that has it
     * @param target the entity that it leads to
     */
    RelationshipBuild(
            ConfiguredRelationship configured,
            RelationshipDeclaration declared,
            @Nullable HolderField holder,
            Mapper owner,
            Mapper target) {
        this.configured = configured;
        this.declared = declared;
        this.holder = holder;
        this.owner = owner;
        this.target = target;
    }

    /** The relationship, not linked with others yet. */
    Relationship build(Wirings.Reverse reverse, int batchSize) {
        Content content = content();
        checkLoading(content);
        Wiring wiring =
                Wirings.of(
                        declared,
                        content,
                        new Wirings.Target(target.entityClass(), target.entityName()),
                        reverse,
                        Arrangements.of(
                                declared, ElementAttributes.of(target, configured.toString())));
        List<Warning> warnings = new ArrayList<>(configured.warnings());
        warnings.addAll(ArgumentRules.warnings(configured, declared));
        return new Relationship(
                owner, target, configured.join(), wiring, settings(batchSize), warnings);
    }

    /** What the attribute holds: as its field or declaration says, else as the direction does. */
    Content content() {
        if (declared.content != null) {
            return declared.content;
        }
        if (holder != null) {
            return holder.content();
        }
        if (!configured.useList()) {
            return Content.REFERENCE;
        }
        if (isKey(declared.arrangement)) {
            return Content.MAP;
        }
        return isQuery(lazy()) ? Content.QUERY : Content.LIST;
    }

    private Lazy lazy() {
        return configured.arguments().lazy();
    }

    private static boolean isQuery(Lazy lazy) {
        return lazy == Lazy.DYNAMIC || lazy == Lazy.WRITE_ONLY;
    }

    private void checkLoading(Content content) {
        if (isQuery(lazy()) != (content == Content.QUERY)) {
            throw new MappingException(
                    ErrorCode.HOLDER_CONFLICT,
                    configured
                            + " holds a "
                            + content
                            + " but lazy = "
                            + lazy().name()
                            + "; "
                            + (content == Content.QUERY
                                    ? "a ToQuery needs lazy = DYNAMIC or WRITE_ONLY"
                                    : "DYNAMIC and WRITE_ONLY need a ToQuery"));
        }
        checkArrangement(content);
    }

    private void checkArrangement(Content content) {
        ArrangementDeclaration arrangement = declared.arrangement;
        String wrong = null;
        if (content == Content.MAP && !isKey(arrangement)) {
            wrong = " is a map: say what its elements are found by, with @MapKey or key(...)";
        } else if (content == Content.CUSTOM
                && !(arrangement instanceof ArrangementDeclaration.Adapted)) {
            wrong =
                    " is a ToCollection: say what it keeps its elements in, with @CollectionType or"
                            + " collection(...)";
        } else if (isKey(arrangement) && content != Content.MAP) {
            wrong = " has a key but is no map; declare a ToMap, or drop the key";
        } else if (arrangement instanceof ArrangementDeclaration.Numbered
                && content != Content.LIST) {
            wrong = " numbers its elements but is no list; declare a ToList, or drop the order";
        }
        if (wrong != null) {
            throw new MappingException(ErrorCode.INVALID_ARGUMENT, configured + wrong);
        }
    }

    private static boolean isKey(@Nullable ArrangementDeclaration arrangement) {
        return arrangement instanceof ArrangementDeclaration.ByAttributes
                || arrangement instanceof ArrangementDeclaration.ByFunction;
    }

    private RelationshipSettings settings(int batchSize) {
        RelationshipArguments arguments = configured.arguments();
        return new RelationshipSettings(
                arguments.lazy(),
                configured.orderBy(),
                arguments.innerJoin(),
                arguments.joinDepth(),
                CascadeSet.of(
                        configured.cascades().isEmpty()
                                ? List.of(io.relmap.annotation.Cascade.NONE)
                                : configured.cascades()),
                new RelationshipSettings.Writing(
                        configured.viewOnly(),
                        configured.postUpdate(),
                        arguments.passiveDeletes(),
                        configured.passiveUpdates(),
                        arguments.singleParent(),
                        arguments.activeHistory(),
                        configured.cascadeBackrefs(),
                        arguments.loadOnPending(),
                        arguments.syncBackref(),
                        !Boolean.FALSE.equals(declared.enableTypechecks),
                        arguments.overlaps()),
                declared.batchSize == null ? batchSize : declared.batchSize,
                new RelationshipSettings.Statements(
                        declared.distinctTargetKey,
                        !Boolean.FALSE.equals(declared.omitJoin),
                        !Boolean.FALSE.equals(declared.bakeQueries),
                        declared.queryClass,
                        declared.comparator),
                new RelationshipSettings.Description(declared.doc, declared.info));
    }
}
