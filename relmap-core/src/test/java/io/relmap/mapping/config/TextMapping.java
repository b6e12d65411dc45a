package io.relmap.mapping.config;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.Lazy;
import io.relmap.annotation.PassiveDeletes;
import io.relmap.annotation.SyncBackref;
import io.relmap.mapping.Mapping;
import io.relmap.schema.Table;
import io.relmap.testsupport.TableTexts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mapping in code whose tables and arguments are texts, so that what a message suggests can be pasted:
 * {@code User.addresses: Address foreignKeys = "Address.user_id", viewOnly = true}. Every table has a
 * map-backed entity of its name in camel case unless {@link #tableOnly} says otherwise.
 */
final class TextMapping {

    private static final Pattern ARGUMENT =
            Pattern.compile("(\\w+) = (?:\"([^\"]*)\"|([\\w, {}]+?(?=, \\w+ = |$)))");

    private final List<Table> tables;
    private final List<String> unmapped = new ArrayList<>();
    private final Map<String, Map<String, String>> relationships = new LinkedHashMap<>();

    private TextMapping(List<Table> tables) {
        this.tables = tables;
    }

    static TextMapping of(String tables) {
        return new TextMapping(TableTexts.parse(tables));
    }

    /** A table without an entity: an association. */
    TextMapping tableOnly(String name) {
        unmapped.add(name);
        return this;
    }

    /** {@code Owner.name: Target argument = "value", ...}. */
    TextMapping relationship(String declaration) {
        String[] parts = declaration.split("[: ]+", 3);
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("target", parts[1]);
        relationships.put(parts[0], arguments);
        return parts.length > 2 ? with(parts[0], parts[2]) : this;
    }

    /** Pastes arguments into a relationship; those it has are replaced. */
    TextMapping with(String relationship, String arguments) {
        Matcher matcher = ARGUMENT.matcher(arguments);
        while (matcher.find()) {
            String value = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
            of(relationship, matcher.group(1)).put(key(matcher.group(1)), value);
        }
        return this;
    }

    /** Drops an argument of a relationship. */
    TextMapping without(String relationship, String argument) {
        of(relationship, argument).remove(key(argument));
        return this;
    }

    /** Replaces a name wherever an argument uses it. */
    TextMapping renamed(String name, String other) {
        relationships
                .values()
                .forEach(arguments -> arguments.replaceAll((k, v) -> v.replace(name, other)));
        return this;
    }

    Mapping build() {
        return Build.of(this::declare);
    }

    /** Declares everything. */
    void declare(MappingBuilder builder) {
        for (Table table : tables) {
            if (unmapped.contains(table.name())) {
                builder.table(table);
            } else {
                String entity = TableTexts.camelCase(table.name());
                builder.mapDynamic(entity, table, mapping -> relate(entity, mapping));
            }
        }
    }

    private Map<String, String> of(String relationship, String argument) {
        Map<String, String> found = relationships.get(relationship);
        if (found == null) {
            throw new IllegalArgumentException(relationship + " has no " + argument);
        }
        return found;
    }

    private static String key(String argument) {
        return argument.equals("primaryjoin") ? "primaryJoin" : argument;
    }

    private void relate(String entity, EntityMapping mapping) {
        relationships.forEach(
                (name, arguments) -> {
                    if (name.startsWith(entity + ".")) {
                        String attribute = name.substring(entity.length() + 1);
                        mapping.relationship(
                                attribute,
                                arguments.getOrDefault("target", ""),
                                r -> arguments.forEach((k, v) -> set(r, k, v, arguments)));
                    }
                });
    }

    private static void set(
            RelationshipMapping r, String name, String value, Map<String, String> all) {
        switch (name) {
            case "target", "backrefArguments" -> {}
            case "secondary" -> r.secondary(value);
            case "backPopulates" -> r.backPopulates(value);
            case "backref" ->
                    r.backref(
                            value,
                            b ->
                                    arguments(all.getOrDefault("backrefArguments", ""))
                                            .forEach((k, v) -> set(b, k, v)));
            default -> set(r, name, value);
        }
    }

    /** {@code name: value; name: value}. */
    private static Map<String, String> arguments(String text) {
        Map<String, String> result = new LinkedHashMap<>();
        for (String part : text.split(";")) {
            if (!part.isBlank()) {
                String[] pieces = part.strip().split(":\\s*", 2);
                result.put(pieces[0], pieces[1]);
            }
        }
        return result;
    }

    private static void set(LinkMapping<?> r, String name, String value) {
        switch (name) {
            case "primaryJoin" -> r.primaryJoin(value);
            case "secondaryJoin" -> r.secondaryJoin(value);
            case "foreignKeys" -> r.foreignKeys(value);
            case "remoteSide" -> r.remoteSide(value);
            case "orderBy" -> r.orderBy(value);
            case "overlaps" -> r.overlaps(value);
            case "viewOnly" -> r.viewOnly();
            case "singleParent" -> r.singleParent();
            case "activeHistory" -> r.activeHistory();
            case "useList" -> {
                if (Boolean.parseBoolean(value)) {
                    r.collection();
                } else {
                    r.scalar();
                }
            }
            case "cascade" ->
                    r.cascade(
                            Arrays.stream(value.replaceAll("[{} ]", "").split(","))
                                    .map(Cascade::valueOf)
                                    .toArray(Cascade[]::new));
            case "lazy" -> r.lazy(Lazy.valueOf(value));
            case "syncBackref" -> r.syncBackref(SyncBackref.valueOf(value));
            case "passiveDeletes" -> r.passiveDeletes(PassiveDeletes.valueOf(value));
            default -> throw new IllegalArgumentException("no argument " + name);
        }
    }
}
