package io.relmap.join;

import io.relmap.annotation.PassiveDeletes;
import io.relmap.annotation.SyncBackref;
import io.relmap.error.MappingException;
import io.relmap.schema.MetaData;
import io.relmap.schema.Table;
import io.relmap.sql.FromItem;
import io.relmap.testsupport.TableTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mapping in the notation of spec 01 section 17: {@code t(a*, b>u.c, x+y>p.x+y)} is a table, {@code
 * Parent.children: Child backref=parent} a relationship. Each table has an entity of its name in camel
 * case unless {@link #entity} says otherwise. {@code name:String} gives a type; the default is Integer.
 */
final class TestMapping {

    private static final Pattern ARGUMENT =
            Pattern.compile(
                    "(?:^|,\\s*)(primaryjoin|secondaryjoin|secondary|foreignKeys|remoteSide|orderBy"
                            + "|backref|backPopulates|viewonly|uselist|cascade|lazy|overlaps"
                            + "|syncBackref|singleParent|passiveDeletes|passiveUpdates|postUpdate"
                            + "|activeHistory|holder)=");

    private final List<Table> tables = new ArrayList<>();
    private final List<TestEntity> entities = new ArrayList<>();
    private final List<String> relationships = new ArrayList<>();

    static TestMapping of(String schema) {
        TestMapping mapping = new TestMapping();
        for (Table table : TableTexts.parse(schema)) {
            mapping.tables.add(table);
            mapping.entities.add(TestEntity.of(TableTexts.camelCase(table.name()), table));
        }
        return mapping;
    }

    /** Maps a table under another name, {@code com.acme.Parent} for instance. */
    TestMapping entity(String qualifiedName, String table) {
        int dot = qualifiedName.lastIndexOf('.');
        Table mapped =
                tables.stream().filter(t -> t.name().equals(table)).findFirst().orElseThrow();
        entities.removeIf(
                entity ->
                        entity.side().own().table() == mapped
                                && entity.packageName().equals("app"));
        entities.add(
                new TestEntity(
                        qualifiedName.substring(dot + 1),
                        dot < 0 ? "app" : qualifiedName.substring(0, dot),
                        JoinSide.of(mapped),
                        null));
        return this;
    }

    /** Adds an alternative mapping of an entity. */
    TestMapping alternative(String name, String of, FromItem from) {
        TestEntity entity = entity(of);
        entities.add(
                new TestEntity(name, "app", new JoinSide(from, entity.side().own(), true), entity));
        return this;
    }

    TestMapping relationship(String declaration) {
        relationships.add(declaration);
        return this;
    }

    TestEntity entity(String simpleName) {
        return entities.stream()
                .filter(entity -> entity.simpleName().equals(simpleName))
                .findFirst()
                .orElseThrow();
    }

    Table table(String name) {
        return tables.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
    }

    MetaData metaData() {
        return MetaData.of(tables);
    }

    RelationshipConfigurator configurator() {
        RelationshipConfigurator configurator = new RelationshipConfigurator(metaData(), entities);
        for (String declaration : relationships) {
            int dot = declaration.indexOf('.');
            configurator.declare(
                    entity(declaration.substring(0, dot)),
                    arguments(declaration.substring(dot + 1)));
        }
        return configurator;
    }

    ConfiguredRelationships configure() {
        return configurator().configure(WarningPolicy.LOG);
    }

    /** Configures and returns one relationship, named {@code Owner.name}. */
    ConfiguredRelationship configured(String relationship) {
        String[] names = relationship.split("\\.");
        return Objects.requireNonNull(configure().find(entity(names[0]), names[1]));
    }

    /** The first problem; a mapping without one is a failure of the test. */
    MappingException problem() {
        try {
            configure();
        } catch (MappingException e) {
            return e.problems().get(0);
        }
        throw new AssertionError("the mapping has no problem");
    }

    private static RelationshipArguments arguments(String text) {
        String[] parts = text.split("[: ]+", 3);
        RelationshipArguments.Builder arguments =
                RelationshipArguments.named(parts[0]).target(Late.text(parts[1]));
        read(parts.length > 2 ? parts[2] : "", arguments);
        return arguments.build();
    }

    private static void read(String text, RelationshipArguments.Builder arguments) {
        String open = text.replaceAll("\\{.*}", "");
        String inner =
                open.equals(text)
                        ? ""
                        : text.substring(text.indexOf('{') + 1, text.lastIndexOf('}'));
        Matcher matcher = ARGUMENT.matcher(open);
        List<int[]> found = new ArrayList<>();
        List<String> names = new ArrayList<>();
        while (matcher.find()) {
            found.add(new int[] {matcher.start(), matcher.end()});
            names.add(matcher.group(1));
        }
        for (int i = 0; i < found.size(); i++) {
            int end = i + 1 < found.size() ? found.get(i + 1)[0] : open.length();
            set(arguments, names.get(i), open.substring(found.get(i)[1], end).strip(), inner);
        }
    }

    private static void set(
            RelationshipArguments.Builder a, String name, String value, String inner) {
        boolean on = Boolean.parseBoolean(value);
        switch (name) {
            case "primaryjoin" -> a.primaryJoin(Late.text(value));
            case "secondaryjoin" -> a.secondaryJoin(Late.text(value));
            case "secondary" -> a.secondary(Late.text(value));
            case "foreignKeys" -> a.foreignKeys(Late.text(value));
            case "remoteSide" -> a.remoteSide(Late.text(value));
            case "orderBy" -> a.orderBy(Late.text(value));
            case "backref" -> {
                RelationshipArguments.Builder reverse = RelationshipArguments.named(value);
                read(inner, reverse);
                a.backref(reverse.build());
            }
            case "backPopulates" -> a.backPopulates(value);
            case "viewonly" -> a.viewOnly(on);
            case "uselist" -> a.useList(on);
            case "cascade" -> a.cascade(value);
            case "lazy" -> a.lazy(value);
            case "overlaps" -> a.overlaps(value);
            case "syncBackref" -> a.syncBackref(on ? SyncBackref.ON : SyncBackref.OFF);
            case "singleParent" -> a.singleParent(on);
            case "passiveDeletes" -> a.passiveDeletes(PassiveDeletes.valueOf(value));
            case "passiveUpdates" -> a.passiveUpdates(on);
            case "postUpdate" -> a.postUpdate(on);
            case "activeHistory" -> a.activeHistory(on);
            default -> a.holder(HolderShape.valueOf(value));
        }
    }

    /** As the table of spec 01 section 17 writes a result. */
    static String summary(ConfiguredRelationship relationship) {
        JoinCondition join = relationship.join();
        List<String> pairs = new ArrayList<>();
        join.synchronizePairs().forEach(p -> pairs.add(p.source() + "->" + p.destination()));
        join.secondarySynchronizePairs()
                .forEach(p -> pairs.add(p.source() + "->" + p.destination()));
        return shape(relationship)
                + "; "
                + join
                + "; "
                + (pairs.isEmpty() ? "no copy" : String.join(", ", pairs))
                + "; "
                + remote(relationship)
                + (join.useGet() ? "; get" : "");
    }

    /** {@code O2M[] remote child.parent_id}. */
    static String reverseSummary(ConfiguredRelationship relationship) {
        return shape(relationship) + " " + remote(relationship);
    }

    private static String shape(ConfiguredRelationship relationship) {
        String direction =
                switch (relationship.join().direction()) {
                    case ONE_TO_MANY -> "O2M";
                    case MANY_TO_ONE -> "M2O";
                    case MANY_TO_MANY -> "M2M";
                };
        return direction + (relationship.useList() ? "[]" : "1");
    }

    private static String remote(ConfiguredRelationship relationship) {
        return "remote "
                + String.join(
                        ", ",
                        relationship.join().remoteSide().stream()
                                .map(Object::toString)
                                .sorted()
                                .toList());
    }

    static List<String> codes(ConfiguredRelationship relationship) {
        return relationship.warnings().stream().map(w -> w.code().name()).toList();
    }
}
