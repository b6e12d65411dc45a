package io.relmap.join;

import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.error.Warning;
import io.relmap.join.ConfiguredRelationship.Progress;
import io.relmap.join.JoinArguments.SelfReference;
import io.relmap.schema.Column;
import io.relmap.schema.MetaData;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Expression;
import io.relmap.sql.FromItem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Configures all relationships of a mapping (spec RC-1 to RC-4): entities in the order of registration,
 * their relationships in the order of declaration, a generated reverse inside the one that asks for it.
 * All problems are reported together. Used once, by one thread.
 */
public final class RelationshipConfigurator {

    private static final Logger LOG = LoggerFactory.getLogger("relmap.mapping");

    private final MetaData metaData;
    private final EntityNames entities;
    private final MappingNames names;
    private final List<ConfiguredRelationship> relationships = new ArrayList<>();
    private final OverlapCheck overlaps = new OverlapCheck();
    private final List<MappingException> problems = new ArrayList<>();
    private boolean configured;

    /**
     * @param metaData all tables
     * @param entities all entities in the order of registration, alternative mappings included
     */
    public RelationshipConfigurator(MetaData metaData, Collection<? extends EntityModel> entities) {
        this.metaData = metaData;
        this.entities = new EntityNames(entities);
        names =
                new MappingNames(
                        this.entities, metaData, (owner, name) -> find(owner, name) != null);
    }

    /**
     * Declares a relationship. Nothing is looked at before {@link #configure}.
     *
     * @throws MappingException if the mapping is built already (spec RC-131)
     */
    public void declare(EntityModel owner, RelationshipArguments arguments) {
        if (configured) {
            throw new MappingException(
                    ErrorCode.INVALID_ARGUMENT,
                    owner.simpleName()
                            + "."
                            + arguments.name()
                            + ": the mapping is built already; add relationships before build()");
        }
        relationships.add(new ConfiguredRelationship(owner, arguments, null));
    }

    /**
     * Works all relationships out.
     *
     * @throws MappingException with all problems, the first one first
     */
    public ConfiguredRelationships configure(WarningPolicy policy) {
        configured = true;
        for (EntityModel entity : entities.all()) {
            for (ConfiguredRelationship relationship : of(entity).toList()) {
                configure(relationship);
            }
        }
        List<Warning> warnings = new ArrayList<>(unresolvedForeignKeys());
        if (problems.isEmpty()) {
            new ReciprocityCheck(relationships).run();
        }
        relationships.forEach(relationship -> warnings.addAll(relationship.warnings()));
        report(warnings, policy);
        if (!problems.isEmpty()) {
            throw MappingException.of(problems);
        }
        return new ConfiguredRelationships(relationships, warnings);
    }

    private void report(List<Warning> warnings, WarningPolicy policy) {
        for (Warning warning : warnings) {
            if (policy == WarningPolicy.FAIL) {
                problems.add(new MappingException(warning.code(), warning.message()));
            } else {
                LOG.warn("{}: {}", warning.code().code(), warning.message());
            }
        }
    }

    private void configure(ConfiguredRelationship relationship) {
        if (relationship.progress() != Progress.DECLARED) {
            return;
        }
        relationship.progress(Progress.RUNNING);
        try {
            run(relationship);
            relationship.progress(Progress.DONE);
        } catch (MappingException problem) {
            relationship.progress(Progress.FAILED);
            problems.add(named(relationship, problem));
        }
    }

    /** Problems found by suppliers and tables do not know the relationship: say it (RC-6). */
    private static MappingException named(
            ConfiguredRelationship relationship, MappingException problem) {
        String message = JoinErrors.withoutCode(problem);
        return message.contains(relationship.toString())
                ? problem
                : new MappingException(problem.code(), relationship + ": " + message, problem);
    }

    /** The steps of RC-2. */
    private void run(ConfiguredRelationship relationship) {
        DeclarationRules rules = new DeclarationRules(relationship);
        rules.check(of(relationship.owner()));
        CascadeRules cascades = new CascadeRules(relationship);
        cascades.resolve();
        LateValues values = new LateValues(relationship, names);
        relationship.ordersBy(values.orderBy());
        Expression primaryJoin = values.primaryJoin();
        Expression secondaryJoin = values.secondaryJoin();
        FromItem secondary = values.secondary();
        List<ColumnRef> foreignKeys = values.foreignKeys();
        List<ColumnRef> remoteSide = values.remoteSide();
        EntityModel target = target(relationship, values);
        if (rules.readsAlternative(target)) {
            relationship.onlyReads();
            cascades.resolve();
        }
        values.warnOfOverridden(primaryJoin);
        relationship.joins(
                JoinCondition.infer(
                        new JoinArguments(
                                relationship.toString(),
                                relationship.owner().side(),
                                target.side(),
                                secondary,
                                primaryJoin,
                                secondaryJoin,
                                foreignKeys,
                                remoteSide,
                                relationship.viewOnly(),
                                useList(relationship.arguments()),
                                selfReference(relationship, primaryJoin),
                                metaData,
                                this::spelled)));
        cascades.check(relationship.join().direction());
        reverse(relationship);
        overlaps.add(relationship);
        LoaderRules.resolve(relationship);
    }

    private static @Nullable Boolean useList(RelationshipArguments arguments) {
        HolderShape holder = arguments.holder();
        if (holder != null) {
            return holder == HolderShape.COLLECTION;
        }
        return arguments.useList();
    }

    /** RC-75. */
    private static SelfReference selfReference(
            ConfiguredRelationship relationship, @Nullable Expression primaryJoin) {
        RelationshipArguments arguments = relationship.arguments();
        boolean open =
                arguments.holder() == HolderShape.SCALAR
                        && relationship.owner() == relationship.target()
                        && primaryJoin == null
                        && arguments.useList() == null
                        && arguments.remoteSide() == null
                        && arguments.foreignKeys() == null;
        return open ? SelfReference.TO_ONE : SelfReference.TO_MANY;
    }

    /** Step 13. */
    private void reverse(ConfiguredRelationship relationship) {
        RelationshipArguments backref = relationship.arguments().backref();
        EntityModel target = ConfiguredRelationship.primary(relationship.target());
        ReverseSide reverse = new ReverseSide(relationship);
        if (backref != null && target != null) {
            if (target.hasProperty(backref.name()) || find(target, backref.name()) != null) {
                throw reverse.nameExists(backref.name());
            }
            ConfiguredRelationship generated =
                    new ConfiguredRelationship(target, reverse.generated(backref), relationship);
            relationships.add(relationships.indexOf(relationship) + 1, generated);
            configure(generated);
            if (generated.progress() == Progress.DONE) {
                reverse.link(generated, List.of());
            }
        }
        String name = relationship.arguments().backPopulates();
        if (name != null && target != null) {
            ConfiguredRelationship other = find(target, name);
            List<ConfiguredRelationship> ofTarget = of(target).toList();
            ofTarget.forEach(this::findTarget);
            if (other == null) {
                throw reverse.notFound(name, ofTarget);
            }
            reverse.link(other, ofTarget);
        }
    }

    /** Step 2; the reverse may have asked before, and a supplier is called once (RC-7). */
    private static EntityModel target(ConfiguredRelationship relationship, LateValues values) {
        EntityModel known = relationship.targetIfKnown();
        EntityModel target = known == null ? values.target() : known;
        relationship.leadsTo(target);
        return target;
    }

    /** Finds out early where a relationship leads that is not configured yet, if that can be told. */
    private void findTarget(ConfiguredRelationship other) {
        if (other.targetIfKnown() == null) {
            try {
                other.leadsTo(new LateValues(other, names).target());
            } catch (MappingException problem) {
                LOG.debug("The target of {} is reported with that relationship", other, problem);
            }
        }
    }

    /** RC-37: what cannot be resolved is reported, though no relationship may need it. */
    private List<Warning> unresolvedForeignKeys() {
        ForeignKeyElements elements = new ForeignKeyElements(metaData);
        return metaData.tables().stream()
                .flatMap(table -> elements.of(table).stream())
                .filter(element -> element.failure() != null)
                .map(
                        element ->
                                new Warning(
                                        ErrorCode.UNRESOLVED_FOREIGN_KEY,
                                        element.column().toString(),
                                        "The foreign key of "
                                                + element.column()
                                                + " refers to "
                                                + element.references()
                                                + "."
                                                + String.join(
                                                        ", ",
                                                        element.constraint().referencedColumns())
                                                + ", which is not there; joins ignore it"))
                .toList();
    }

    /** How a user writes a column: {@code Entity.attribute}, else {@code table.column}. */
    private String spelled(Column column) {
        for (EntityModel entity : entities.all()) {
            String attribute =
                    entity.alternativeOf() == null && entity.side().own().table() == column.table()
                            ? entity.attributeOf(column)
                            : null;
            if (attribute != null) {
                return entities.shortestName(entity) + "." + attribute;
            }
        }
        return column.toString();
    }

    private Stream<ConfiguredRelationship> of(EntityModel owner) {
        return relationships.stream().filter(relationship -> relationship.owner() == owner);
    }

    private @Nullable ConfiguredRelationship find(EntityModel owner, String name) {
        return of(owner).filter(r -> r.name().equals(name)).findFirst().orElse(null);
    }
}
