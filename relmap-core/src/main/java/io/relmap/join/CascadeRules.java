package io.relmap.join;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.PassiveDeletes;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.error.Warning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What may be passed on (spec RC-24 to RC-26, RC-98, RC-99). */
final class CascadeRules {

    private static final Set<Cascade> ALL =
            EnumSet.of(
                    Cascade.SAVE_UPDATE,
                    Cascade.MERGE,
                    Cascade.EXPUNGE,
                    Cascade.DELETE,
                    Cascade.REFRESH_EXPIRE);
    private static final Set<Cascade> OF_VIEWS =
            EnumSet.of(Cascade.MERGE, Cascade.EXPUNGE, Cascade.REFRESH_EXPIRE);

    private final ConfiguredRelationship relationship;
    private final RelationshipArguments arguments;

    CascadeRules(ConfiguredRelationship relationship) {
        this.relationship = relationship;
        arguments = relationship.arguments();
    }

    /** Works the cascades out and checks what needs no join. */
    void resolve() {
        Collection<Cascade> given = given();
        boolean viewOnly = relationship.viewOnly();
        if (given == null) {
            relationship.cascadesTo(
                    viewOnly
                            ? EnumSet.of(Cascade.MERGE)
                            : EnumSet.of(Cascade.SAVE_UPDATE, Cascade.MERGE));
        } else {
            relationship.cascadesTo(expanded(given));
        }
        if (viewOnly) {
            checkView();
        }
    }

    /** RC-25, RC-26: once the direction is known. */
    void check(Direction direction) {
        Set<Cascade> cascades = relationship.cascades();
        boolean orphans = cascades.contains(Cascade.DELETE_ORPHAN);
        if (orphans && direction != Direction.ONE_TO_MANY && !arguments.singleParent()) {
            throw error(
                    ErrorCode.ORPHAN_NEEDS_SINGLE_PARENT,
                    "delete-orphan on a "
                            + words(direction)
                            + " relationship from "
                            + relationship.owner().simpleName()
                            + " to "
                            + relationship.target().simpleName()
                            + " could delete an object that has another parent; move the cascade to"
                            + " the one-to-many side, or set singleParent = true");
        }
        boolean deletes = orphans || cascades.contains(Cascade.DELETE);
        if (arguments.passiveDeletes() == PassiveDeletes.ALL && deletes) {
            throw error(
                    ErrorCode.PASSIVE_DELETES_ALL_WITH_DELETE,
                    "passiveDeletes = ALL leaves every delete to the database, so the cascades "
                            + names(cascades)
                            + " cannot delete; drop delete and delete-orphan, or passiveDeletes");
        }
        if (orphans && !cascades.contains(Cascade.DELETE)) {
            warn(
                    ErrorCode.ORPHAN_WITHOUT_DELETE,
                    "the cascade delete-orphan without delete leaves the children of a deleted"
                            + " parent; add delete");
        }
    }

    private @Nullable Collection<Cascade> given() {
        String text = arguments.cascadeText();
        return text == null ? arguments.cascade() : parse(text);
    }

    private Collection<Cascade> parse(String text) {
        List<Cascade> found = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        if (text.isBlank()) {
            return List.of(Cascade.NONE);
        }
        for (String part : text.split(",", -1)) {
            String name = part.strip();
            Arrays.stream(Cascade.values())
                    .filter(cascade -> cascade.spelling().equals(name))
                    .findFirst()
                    .ifPresentOrElse(found::add, () -> unknown.add(name));
        }
        if (!unknown.isEmpty()) {
            throw error(
                    ErrorCode.INVALID_CASCADE,
                    "unknown cascade "
                            + String.join(", ", unknown)
                            + "; there are "
                            + Arrays.stream(Cascade.values())
                                    .map(Cascade::spelling)
                                    .collect(Collectors.joining(", ")));
        }
        return found;
    }

    private static Set<Cascade> expanded(Collection<Cascade> given) {
        EnumSet<Cascade> result = EnumSet.noneOf(Cascade.class);
        if (given.contains(Cascade.NONE)) {
            return result;
        }
        result.addAll(given);
        if (result.remove(Cascade.ALL)) {
            result.addAll(ALL);
        }
        return result;
    }

    private void checkView() {
        EnumSet<Cascade> writing = EnumSet.noneOf(Cascade.class);
        writing.addAll(relationship.cascades());
        writing.removeAll(OF_VIEWS);
        if (!writing.isEmpty()) {
            throw error(
                    ErrorCode.VIEWONLY_CASCADE,
                    "a relationship with viewOnly = true is never written, so it cannot have the"
                            + " cascades "
                            + names(writing)
                            + "; drop them, or viewOnly");
        }
        flag("passiveDeletes", arguments.passiveDeletes() != PassiveDeletes.FALSE);
        flag("passiveUpdates", Boolean.FALSE.equals(arguments.passiveUpdates()));
        flag("activeHistory", arguments.activeHistory());
        flag("cascadeBackrefs", Boolean.FALSE.equals(arguments.cascadeBackrefs()));
    }

    private void flag(String name, boolean given) {
        if (given) {
            warn(
                    ErrorCode.VIEWONLY_PERSISTENCE_FLAG,
                    name + " has no effect on a relationship with viewOnly = true; drop it");
        }
    }

    private static String words(Direction direction) {
        return direction.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String names(Set<Cascade> cascades) {
        return cascades.stream().map(Cascade::spelling).sorted().collect(Collectors.joining(", "));
    }

    private void warn(ErrorCode code, String what) {
        relationship.warn(new Warning(code, relationship.toString(), relationship + ": " + what));
    }

    private MappingException error(ErrorCode code, String what) {
        return new MappingException(code, relationship + ": " + what);
    }
}
