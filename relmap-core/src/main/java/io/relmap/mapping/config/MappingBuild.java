package io.relmap.mapping.config;

import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.error.Warning;
import io.relmap.join.ConfiguredRelationship;
import io.relmap.join.ConfiguredRelationships;
import io.relmap.join.EntityModel;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Mapping;
import io.relmap.mapping.Relationship;
import io.relmap.schema.MetaData;
import io.relmap.schema.Table;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds a mapping once: declarations, tables, mappers, relationships, and the links between them. */
final class MappingBuild {

    private static final Logger LOG = LoggerFactory.getLogger("relmap.mapping");

    private final MappingOptions options;
    private final Problems problems = new Problems();
    private final Map<Object, EntityDeclaration> entities = new LinkedHashMap<>();
    private final List<MappingBuilder.Registration.Alternative> alternatives = new ArrayList<>();
    private final SchemaAssembly schema;
    private final List<MethodHandles.Lookup> lookups;

    /**
     * @param options what holds for the whole mapping
     * @param lookups what may enter named modules
     */
    MappingBuild(MappingOptions options, List<MethodHandles.Lookup> lookups) {
        this.options = options;
        this.lookups = lookups;
        this.schema = new SchemaAssembly(problems, options.defaultSchema());
    }

    /**
     * Builds what was registered.
     *
     * @throws MappingException with every problem, the first one first
     */
    Mapping build(List<MappingBuilder.Registration> registrations) {
        registrations.forEach(this::declare);
        Targets targets = new Targets(entities.values());
        new LateDeclarations(problems, targets, schema, alternatives).finish(registrations);
        MetaData metaData = schema.build();
        Claims claims = Claims.of(entities.values(), targets);
        List<EntityBuild> builds = new ArrayList<>();
        for (EntityDeclaration entity : entities.values()) {
            Table table = metaData.find(entity.tableName());
            if (table != null) {
                problems.collect(
                        () -> {
                            EntityBuild build = new EntityBuild(entity, table);
                            build.makeMapper(options);
                            build.mapper().orphanOfAll(build.declared().legacyIsOrphan());
                            builds.add(build);
                        });
            }
        }
        RelationshipsBuild relationships =
                new RelationshipsBuild(options, problems, targets, claims, builds);
        ConfiguredRelationships configured =
                relationships.configure(metaData, alternatives(metaData, targets, builds));
        problems.throwIfAny();
        List<Warning> warnings = new ArrayList<>(configured.warnings());
        Map<ConfiguredRelationship, Relationship> built = relationships.build(configured);
        List<Mapper> mappers = builds.stream().map(EntityBuild::mapper).toList();
        new KeyTypes(problems).check(built.values());
        new NeededColumns(problems).find(mappers, built.values());
        built.values()
                .forEach(
                        relationship ->
                                relationship.warnings().stream()
                                        .filter(warning -> !warnings.contains(warning))
                                        .forEach(warning -> warn(warning, warnings)));
        problems.throwIfAny();
        return new Mapping(metaData, mappers, options.behaviours(), warnings);
    }

    private void warn(Warning warning, List<Warning> warnings) {
        warnings.add(warning);
        if (options.strict()) {
            problems.add(warning.code(), warning.message());
        } else {
            LOG.warn("{}: {}", warning.code().code(), warning.message());
        }
    }

    private static MappingException notMapped(MappingBuilder.Registration.Alternative alternative) {
        return new MappingException(
                ErrorCode.NOT_MAPPED,
                "The alternative mapping "
                        + alternative.name()
                        + " is one of "
                        + LateDeclarations.named(alternative.entity())
                        + ", which is not mapped; map that entity too");
    }

    private List<EntityModel> alternatives(
            MetaData metaData, Targets targets, List<EntityBuild> builds) {
        List<EntityModel> made = new ArrayList<>();
        for (MappingBuilder.Registration.Alternative alternative : alternatives) {
            problems.collect(
                    () -> {
                        EntityDeclaration entity = targets.find(alternative.entity());
                        EntityBuild of =
                                builds.stream()
                                        .filter(build -> build.declared() == entity)
                                        .findFirst()
                                        .orElseThrow(() -> notMapped(alternative));
                        made.add(
                                new AlternativeEntity(
                                        alternative.name(),
                                        of,
                                        alternative.from().apply(metaData)));
                    });
        }
        return made;
    }

    private void declare(MappingBuilder.Registration registration) {
        if (registration instanceof MappingBuilder.Registration.OfAnnotated annotated) {
            if (!isRepeated(annotated.type())) {
                add(
                        annotated.type(),
                        AnnotatedEntity.read(annotated.type(), options.naming(), problems));
            }
        } else if (registration instanceof MappingBuilder.Registration.OfClass code) {
            add(code.type(), CodeEntity.ofClass(code, options.naming(), problems));
        } else if (registration instanceof MappingBuilder.Registration.OfMaps maps) {
            add(maps.name(), CodeEntity.ofMaps(maps, options.naming(), problems));
        } else if (registration instanceof MappingBuilder.Registration.OfTable of) {
            schema.add(of.table());
        } else if (registration instanceof MappingBuilder.Registration.Alternative alternative) {
            alternatives.add(alternative);
        }
    }

    private boolean isRepeated(Class<?> type) {
        EntityDeclaration existing = entities.get(type);
        return existing != null && existing.draft() != null;
    }

    private void add(Object key, @Nullable EntityDeclaration entity) {
        if (entity == null) {
            return;
        }
        if (entities.putIfAbsent(key, entity) != null) {
            problems.add(
                    ErrorCode.DESCRIPTOR_CONFLICT,
                    "Entity " + entity.name().qualified() + " is mapped twice; drop one mapping");
            return;
        }
        enter(entity);
        Table table = entity.table();
        if (table != null) {
            schema.add(table);
        }
        if (entity.draft() != null) {
            schema.add(entity.draft(), "the entity " + entity);
        }
        entity.associations()
                .forEach(draft -> schema.add(draft, "an @AssociationTable of " + entity));
    }

    private void enter(EntityDeclaration entity) {
        Class<?> type = entity.type();
        if (type != null && entity.lookup() == null) {
            lookups.stream()
                    .filter(lookup -> lookup.lookupClass().getModule() == type.getModule())
                    .findFirst()
                    .ifPresent(entity::lookup);
        }
    }
}
