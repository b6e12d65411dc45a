package io.relmap.mapping.config;

import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.join.ConfiguredRelationship;
import io.relmap.join.ConfiguredRelationships;
import io.relmap.join.EntityModel;
import io.relmap.join.Late;
import io.relmap.join.RelationshipConfigurator;
import io.relmap.join.WarningPolicy;
import io.relmap.mapping.Content;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.OtherAnnotations;
import io.relmap.mapping.Relationship;
import io.relmap.schema.MetaData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Configures all relationships, and makes those of the metamodel from what came out. */
final class RelationshipsBuild {

    private final MappingOptions options;
    private final Problems problems;
    private final Targets targets;
    private final Claims claims;
    private final List<EntityBuild> builds;
    private final IdentityHashMap<EntityDeclaration, EntityBuild> byDeclaration =
            new IdentityHashMap<>();

    RelationshipsBuild(
            MappingOptions options,
            Problems problems,
            Targets targets,
            Claims claims,
            List<EntityBuild> builds) {
        this.options = options;
        this.problems = problems;
        this.targets = targets;
        this.claims = claims;
        this.builds = builds;
        builds.forEach(build -> byDeclaration.put(build.declared(), build));
    }

    /** Works out all relationships; what is wrong goes to the problems. */
    ConfiguredRelationships configure(MetaData metaData, List<EntityModel> alternatives) {
        List<EntityModel> models = new ArrayList<>(builds);
        models.addAll(alternatives);
        RelationshipConfigurator configurator = new RelationshipConfigurator(metaData, models);
        for (EntityBuild owner : builds) {
            for (RelationshipDeclaration declared : owner.declared().relationships().values()) {
                problems.collect(() -> ArgumentRules.check(declared));
                problems.collect(() -> declare(configurator, owner, declared));
            }
        }
        try {
            return configurator.configure(
                    options.strict() ? WarningPolicy.FAIL : WarningPolicy.LOG);
        } catch (MappingException found) {
            problems.add(found);
            return new ConfiguredRelationships(List.of(), List.of());
        }
    }

    private void declare(
            RelationshipConfigurator configurator,
            EntityBuild owner,
            RelationshipDeclaration declared) {
        EntityDeclaration target = targets.find(declared);
        if (target != null && !byDeclaration.containsKey(target)) {
            return; // the target's own problem is reported
        }
        configurator.declare(
                owner,
                DeclaredArguments.of(declared, target(declared), claims.claimedBy(declared)));
    }

    private Late<EntityModel> target(RelationshipDeclaration declared) {
        Object given = targets.given(declared);
        if (given instanceof Class<?> type) {
            return Late.from(() -> ofClass(type));
        }
        if (declared.target instanceof String name) {
            return Late.text(name);
        }
        throw new MappingException(
                ErrorCode.INVALID_ARGUMENT,
                declared
                        + ": the supplier of its target has to give a class, but gave "
                        + given
                        + "; write a name without a supplier");
    }

    private EntityModel ofClass(Class<?> type) {
        EntityDeclaration target = targets.find(type);
        if (target == null) {
            throw new MappingException(
                    ErrorCode.NOT_MAPPED,
                    "its target "
                            + type.getName()
                            + " is not mapped"
                            + OtherAnnotations.hint(type)
                            + "; add it to entities(...), or map it in code");
        }
        return Objects.requireNonNull(byDeclaration.get(target));
    }

    /** Makes the relationships, links them and completes the mappers. */
    Map<ConfiguredRelationship, Relationship> build(ConfiguredRelationships configured) {
        Map<ConfiguredRelationship, Relationship> built = new LinkedHashMap<>();
        Map<ConfiguredRelationship, Content> contents = new HashMap<>();
        for (ConfiguredRelationship one : configured.all()) {
            contents.put(one, builder(one).content());
        }
        for (ConfiguredRelationship one : configured.all()) {
            problems.collect(
                    () ->
                            built.put(
                                    one,
                                    builder(one)
                                            .build(
                                                    reverse(one, contents),
                                                    options.effectiveBatchSize())));
        }
        built.forEach(
                (one, relationship) -> {
                    one.reverses().forEach(other -> link(relationship, built.get(other)));
                    ConfiguredRelationship to = one.synchronizesTo();
                    Relationship reverse = to == null ? null : built.get(to);
                    if (reverse != null) {
                        relationship.synchronizeTo(reverse);
                    }
                });
        for (EntityBuild build : builds) {
            List<Relationship> own = new ArrayList<>();
            built.forEach(
                    (one, relationship) -> {
                        if (one.owner() == build) {
                            own.add(relationship);
                        }
                    });
            build.mapper().complete(own);
        }
        return built;
    }

    private static void link(Relationship relationship, @Nullable Relationship reverse) {
        if (reverse != null) {
            relationship.link(reverse);
        }
    }

    private RelationshipBuild builder(ConfiguredRelationship one) {
        return new RelationshipBuild(
                one, declared(one), holder(one), mapper(one.owner()), mapper(one.target()));
    }

    private static Mapper mapper(EntityModel model) {
        EntityModel primary = model.alternativeOf();
        return ((EntityBuild) (primary == null ? model : primary)).mapper();
    }

    private static RelationshipDeclaration declared(ConfiguredRelationship one) {
        ConfiguredRelationship origin = one.generatedBy();
        if (origin == null) {
            return Objects.requireNonNull(
                    ((EntityBuild) one.owner()).declared().relationships().get(one.name()));
        }
        return declared(origin).reverse();
    }

    private @Nullable HolderField holder(ConfiguredRelationship one) {
        ConfiguredRelationship origin = one.generatedBy();
        return origin == null
                ? ((EntityBuild) one.owner()).declared().holders().get(one.name())
                : claims.claimedBy(declared(origin));
    }

    private Wirings.Reverse reverse(
            ConfiguredRelationship one, Map<ConfiguredRelationship, Content> contents) {
        String name = one.reverseName();
        RelationshipDeclaration declared = declared(one);
        if (declared.backref == null || claims.claimedBy(declared) != null) {
            return new Wirings.Reverse(name, null);
        }
        Content content =
                one.reverses().stream()
                        .filter(other -> other.generatedBy() == one)
                        .map(contents::get)
                        .findFirst()
                        .orElse(null);
        Content expected =
                Wirings.virtualContent(declared, Objects.requireNonNull(contents.get(one)));
        if (declared.annotated && content != null && content != expected) {
            throw new MappingException(
                    ErrorCode.HOLDER_CONFLICT,
                    one
                            + ": its backref \""
                            + name
                            + "\" leads to one object, which its annotations do not tell; write"
                            + " backrefArguments = @Backref(scalar = true), or declare the field ToOne "
                            + name
                            + " in "
                            + one.target().simpleName());
        }
        return new Wirings.Reverse(name, content);
    }
}
