package io.relmap.join;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.Lazy;
import io.relmap.annotation.SyncBackref;
import io.relmap.error.Warning;
import io.relmap.sql.Ordering;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A relationship while it is configured, and what came out. Read-only once configuration is over. */
public final class ConfiguredRelationship {

    /** How far configuration has come. */
    enum Progress {
        DECLARED,
        RUNNING,
        DONE,
        FAILED
    }

    private final EntityModel owner;
    private final RelationshipArguments arguments;
    private final @Nullable ConfiguredRelationship generatedBy;
    private final Set<ConfiguredRelationship> reverses = new LinkedHashSet<>();
    private final List<Warning> warnings = new ArrayList<>();
    private Progress progress = Progress.DECLARED;
    private @Nullable EntityModel target;
    private @Nullable JoinCondition join;
    private List<Ordering> orderBy = List.of();
    private Set<Cascade> cascades = Set.of();
    private Lazy lazy = Lazy.SELECT;
    private boolean viewOnly;
    private @Nullable String reverseName;

    ConfiguredRelationship(
            EntityModel owner,
            RelationshipArguments arguments,
            @Nullable ConfiguredRelationship generatedBy) {
        this.owner = owner;
        this.arguments = arguments;
        this.generatedBy = generatedBy;
        RelationshipArguments backref = arguments.backref();
        reverseName = backref == null ? arguments.backPopulates() : backref.name();
        viewOnly = Boolean.TRUE.equals(arguments.viewOnly());
    }

    /** The attribute's name. */
    public String name() {
        return arguments.name();
    }

    /** The entity that declares it, or gets it by a backref. */
    public EntityModel owner() {
        return owner;
    }

    /** The entity it leads to. */
    public EntityModel target() {
        return Objects.requireNonNull(target, "not configured");
    }

    /** Its join. */
    public JoinCondition join() {
        return Objects.requireNonNull(join, "not configured");
    }

    /** What was declared; for a generated reverse with what it inherits. */
    public RelationshipArguments arguments() {
        return arguments;
    }

    /** The relationship whose backref made this one, or null. */
    public @Nullable ConfiguredRelationship generatedBy() {
        return generatedBy;
    }

    /** Whether it is a collection. */
    public boolean useList() {
        return join().useList();
    }

    /** Whether it is only read. */
    public boolean viewOnly() {
        return viewOnly;
    }

    /** What is passed on: ALL and NONE worked out. */
    public Set<Cascade> cascades() {
        return cascades;
    }

    /** When and how it is loaded. */
    public Lazy lazy() {
        return lazy;
    }

    /** The order of a collection. */
    public List<Ordering> orderBy() {
        return orderBy;
    }

    /** Whether the reference is written by an UPDATE of its own. */
    public boolean postUpdate() {
        return Boolean.TRUE.equals(arguments.postUpdate());
    }

    /** Whether the database carries changed keys on. */
    public boolean passiveUpdates() {
        return !Boolean.FALSE.equals(arguments.passiveUpdates());
    }

    /** Whether save-update follows what arrived through the reverse. */
    public boolean cascadeBackrefs() {
        return !Boolean.FALSE.equals(arguments.cascadeBackrefs());
    }

    /** The relationships linked with this one, from either side (spec RC-110). */
    public Set<ConfiguredRelationship> reverses() {
        return Collections.unmodifiableSet(reverses);
    }

    /** The reverse's name as this side says it, or null where only the other side names this one. */
    public @Nullable String reverseName() {
        return reverseName;
    }

    /** The relationship that changes of this one are carried to, or null (spec RC-117). */
    public @Nullable ConfiguredRelationship synchronizesTo() {
        if (reverseName == null || viewOnly || arguments.syncBackref() == SyncBackref.OFF) {
            return null;
        }
        return reverses.stream()
                .filter(
                        other ->
                                other.name().equals(reverseName)
                                        && other.owner() == primary(target))
                .filter(other -> !other.viewOnly())
                .findFirst()
                .orElse(null);
    }

    /** What was found doubtful. */
    public List<Warning> warnings() {
        return List.copyOf(warnings);
    }

    /** {@code Owner.name}, as messages write it. */
    @Override
    public String toString() {
        return owner.simpleName() + "." + name();
    }

    static @Nullable EntityModel primary(@Nullable EntityModel model) {
        return model != null && model.alternativeOf() != null ? model.alternativeOf() : model;
    }

    @Nullable EntityModel targetIfKnown() {
        return target;
    }

    @Nullable JoinCondition joinIfKnown() {
        return join;
    }

    Progress progress() {
        return progress;
    }

    void progress(Progress value) {
        progress = value;
    }

    void leadsTo(EntityModel value) {
        target = value;
    }

    void joins(JoinCondition value) {
        join = value;
        warnings.addAll(value.warnings());
    }

    void ordersBy(List<Ordering> value) {
        orderBy = List.copyOf(value);
    }

    void cascadesTo(Set<Cascade> value) {
        cascades = Set.copyOf(value);
    }

    void loads(Lazy value) {
        lazy = value;
    }

    void onlyReads() {
        viewOnly = true;
    }

    void link(ConfiguredRelationship other) {
        reverses.add(other);
        other.reverses.add(this);
    }

    void warn(Warning warning) {
        warnings.add(warning);
    }
}
