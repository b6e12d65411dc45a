package io.relmap.query;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.load.ColumnChoice;
import io.relmap.load.ColumnChoice.Reading;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Deferral;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts together what loader options say of the columns of one entity (spec LO-114). Not thread-safe. */
final class ColumnChoices {

    private final Mapper mapper;
    private final Map<ColumnAttribute, Reading> said = new LinkedHashMap<>();
    private @Nullable Reading rest;

    ColumnChoices(Mapper mapper) {
        this.mapper = mapper;
    }

    void add(ColumnOption option) {
        Reading left = option.isRefusing() ? Reading.REFUSED : Reading.AT_ACCESS;
        switch (option.kind()) {
            case UNDEFER, UNDEFER_GROUP ->
                    option.names()
                            .forEach(
                                    name ->
                                            deferred(
                                                            name.dotted(),
                                                            option.kind()
                                                                    == ColumnOption.Kind
                                                                            .UNDEFER_GROUP)
                                                    .forEach(c -> say(c, Reading.WITH_OBJECT)));
            case DEFER ->
                    option.names()
                            .forEach(
                                    name ->
                                            columns(name.dotted())
                                                    .forEach(
                                                            column -> {
                                                                refuseNeeded(column);
                                                                say(column, left);
                                                            }));
            case ONLY -> {
                if (rest != null && rest != left) {
                    throw error(
                            "Two loader options say different things of the columns of "
                                    + mapper
                                    + " that loadOnly(...) leaves out. Leave one of them out.");
                }
                rest = left;
                option.names()
                        .forEach(
                                name ->
                                        columns(name.dotted())
                                                .forEach(c -> say(c, Reading.WITH_OBJECT)));
            }
        }
    }

    ColumnChoice build() {
        if (rest == null) {
            return said.isEmpty() ? ColumnChoice.AS_MAPPED : new ColumnChoice(said, null);
        }
        mapper.columns().stream()
                .filter(ColumnAttribute::inMemoryOnly) // what only relationships need
                .forEach(column -> said.putIfAbsent(column, Reading.WITH_OBJECT));
        return new ColumnChoice(said, rest);
    }

    private void say(ColumnAttribute column, Reading reading) {
        Reading before = said.putIfAbsent(column, reading);
        if (before != null && before != reading) {
            throw error(
                    "Two loader options say different things of "
                            + mapper
                            + "."
                            + column
                            + ". Leave one of them out.");
        }
    }

    /** The columns of an attribute: those of an embedded value all together, since it is made as a whole. */
    private List<ColumnAttribute> columns(String name) {
        String first = first(name);
        List<ColumnAttribute> found =
                mapper.columns().stream()
                        .filter(
                                column ->
                                        column.name().equals(name)
                                                || (column.name().contains(".")
                                                        && first(column.name()).equals(first)))
                        .toList();
        if (found.isEmpty() || (name.contains(".") && mapper.findColumn(name) == null)) {
            throw error(mapper + " has no column \"" + name + "\"" + remedy(name));
        }
        return found;
    }

    private String remedy(String name) {
        String first = first(name);
        if (mapper.findRelationship(first) == null) {
            return ". Columns: " + mapper.columns() + ".";
        } else if (first.equals(name)) {
            return ": it is a relationship. Load it by lazy(\"" + name + "\").";
        }
        String path = wayOf(name);
        String column = name.substring(path.length() + 1);
        return ": it is behind a relationship. Go there first: Load.path(\""
                + path
                + "\").loadOnly(\""
                + column
                + "\"), or .defer(\""
                + column
                + "\").";
    }

    /** The relationships that a name leads over. */
    private String wayOf(String name) {
        Mapper at = mapper;
        int end = -1;
        for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
            Relationship step = at.findRelationship(name.substring(end + 1, dot));
            if (step == null) {
                break;
            }
            at = step.target();
            end = dot;
        }
        return name.substring(0, end);
    }

    private static String first(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private void refuseNeeded(ColumnAttribute column) {
        String why = mapper.needed().get(column);
        if (why != null) {
            throw error(
                    mapper
                            + "."
                            + column
                            + " "
                            + why
                            + ", which must be known whenever the object is: leave it out of defer(...).");
        }
    }

    /** The columns that are mapped to be loaded at first access: one, or those of a group. */
    private List<ColumnAttribute> deferred(String name, boolean isGroup) {
        List<ColumnAttribute> deferred =
                mapper.columns().stream().filter(ColumnAttribute::isDeferred).toList();
        List<ColumnAttribute> found =
                deferred.stream()
                        .filter(
                                column ->
                                        isGroup
                                                ? new Deferral(name).equals(column.deferral())
                                                : column.name().equals(name))
                        .toList();
        if (found.isEmpty()) {
            throw error(
                    mapper
                            + " has no deferred column "
                            + (isGroup ? "in a group \"" : "\"")
                            + name
                            + "\". Deferred are: "
                            + deferred
                            + "; all others are loaded in any case.");
        }
        return found;
    }

    private static InvalidRequestException error(String message) {
        return new InvalidRequestException(ErrorCode.INVALID_QUERY, message);
    }
}
