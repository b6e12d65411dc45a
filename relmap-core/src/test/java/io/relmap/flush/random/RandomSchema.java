package io.relmap.flush.random;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.PassiveDeletes;
import io.relmap.mapping.config.EntityMapping;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.mapping.config.RelationshipMapping;
import io.relmap.schema.AutoIncrement;
import io.relmap.schema.Column;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.ReferentialAction;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.schema.UniqueConstraint;
import io.relmap.type.TypeRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tables, references and relationships, as data.
 *
 * @param tables the tables that have entities, each at the place of its number
 * @param links the foreign keys between them, with the relationships over each
 * @param pairings the association tables between them, with the relationships over each
 */
record RandomSchema(List<TableModel> tables, List<Link> links, List<Pairing> pairings) {

    RandomSchema {
        tables = List.copyOf(tables);
        links = List.copyOf(links);
        pairings = List.copyOf(pairings);
    }

    /** What identifies a row. */
    enum Key {
        /** A number that the database makes. */
        GENERATED,
        /** A text that the program gives, and may change. */
        NATURAL,
        /** Two numbers that the program gives, and may change. */
        COMPOSITE,
        /** The key of another row and a number. */
        WEAK
    }

    /** Whether there is a column whose values are unique. */
    enum UniqueColumn {
        NONE,
        NULLABLE,
        REQUIRED
    }

    /** From where a relationship can be seen. */
    enum Sides {
        FIRST,
        SECOND,
        BOTH;

        boolean first() {
            return this != SECOND;
        }

        boolean second() {
            return this != FIRST;
        }
    }

    /** What an operation on the one does to the many. */
    enum Cascading {
        DEFAULT,
        NONE(Cascade.NONE),
        ALL(Cascade.ALL),
        ORPHANS(Cascade.ALL, Cascade.DELETE_ORPHAN);

        private final List<Cascade> cascades;

        Cascading(Cascade... cascades) {
            this.cascades = List.of(cascades);
        }

        boolean deletes() {
            return this == ALL || this == ORPHANS;
        }
    }

    /**
     * A table of its own entity.
     *
     * @param number its number
     * @param key what identifies its rows
     * @param unique its column u, if it has one
     * @param versioned whether its rows have versions
     * @param placedBy the number of the link within whose target the column slot is unique, or -1
     */
    record TableModel(int number, Key key, UniqueColumn unique, boolean versioned, int placedBy) {

        String name() {
            return "t" + number;
        }

        String entity() {
            return "T" + number;
        }
    }

    /**
     * A foreign key and its relationships.
     *
     * @param number its number
     * @param holder the table that has the columns
     * @param target the table that is referred to
     * @param required whether the columns are NOT NULL
     * @param identifying whether the columns are part of the holder's key
     * @param one whether a target has one holder at most: the columns are unique
     * @param sides whether holders know their target (first), and targets their holders (second)
     * @param rules what the database and the relationships do to the holders of a target
     */
    record Link(
            int number,
            int holder,
            int target,
            boolean required,
            boolean identifying,
            boolean one,
            Sides sides,
            Rules rules) {

        String forward() {
            return "to" + number;
        }

        String reverse() {
            return "of" + number;
        }
    }

    /**
     * What happens to the holders of a target.
     *
     * @param onDelete the rule of the database, or null
     * @param follows whether the database carries changed keys on
     * @param cascading the cascades of the side of the target
     * @param forwardCascades whether adding a holder adds its target
     * @param passive the passive deletes of the side of the target
     * @param post which sides have their key written by an UPDATE of its own, or null
     */
    record Rules(
            @Nullable ReferentialAction onDelete,
            boolean follows,
            Cascading cascading,
            boolean forwardCascades,
            PassiveDeletes passive,
            @Nullable Sides post) {}

    /**
     * An association table and its relationships.
     *
     * @param number its number
     * @param left the table of the one end
     * @param right the table of the other end
     * @param sides which ends know the others
     * @param cascades whether the database deletes rows with their ends
     * @param passive whether relationships leave what is not loaded to the database
     */
    record Pairing(
            int number, int left, int right, Sides sides, boolean cascades, boolean passive) {

        String table() {
            return "p" + number;
        }

        String ofLeft() {
            return "right" + number;
        }

        String ofRight() {
            return "left" + number;
        }
    }

    TableModel table(int number) {
        return tables.get(number);
    }

    @Nullable Link link(int number) {
        return links.stream().filter(link -> link.number() == number).findFirst().orElse(null);
    }

    @Nullable Pairing pairing(int number) {
        return pairings.stream().filter(p -> p.number() == number).findFirst().orElse(null);
    }

    List<Link> linksOf(int holder) {
        return links.stream().filter(link -> link.holder() == holder).toList();
    }

    List<Link> linksTo(int target) {
        return links.stream().filter(link -> link.target() == target).toList();
    }

    /** The same without what would only be in the way of somebody who reads it. */
    RandomSchema without(Link link) {
        return new RandomSchema(
                tables, links.stream().filter(other -> other != link).toList(), pairings);
    }

    /** The same without what would only be in the way of somebody who reads it. */
    RandomSchema without(Pairing pairing) {
        return new RandomSchema(
                tables, links, pairings.stream().filter(other -> other != pairing).toList());
    }

    /** The link whose columns are part of the key. */
    Link identifying(int table) {
        return linksOf(table).stream().filter(Link::identifying).findFirst().orElseThrow();
    }

    /** The columns of a key, and their types. */
    Map<String, String> keyColumns(int table) {
        Map<String, String> columns = new LinkedHashMap<>();
        switch (table(table).key()) {
            case GENERATED -> columns.put("id", "integer");
            case NATURAL -> columns.put("code", "varchar(20)");
            case COMPOSITE -> {
                columns.put("a", "integer");
                columns.put("b", "integer");
            }
            case WEAK -> {
                columns.putAll(columns(identifying(table)));
                columns.put("no", "integer");
            }
        }
        return columns;
    }

    /** The columns of a foreign key in the order of the key that they refer to, and their types. */
    Map<String, String> columns(Link link) {
        Map<String, String> columns = new LinkedHashMap<>();
        keyColumns(link.target())
                .forEach((name, type) -> columns.put("f" + link.number() + "_" + name, type));
        return columns;
    }

    /** The columns of one end of an association table. */
    List<String> columns(String end, int table) {
        return keyColumns(table).keySet().stream().map(name -> end + "_" + name).toList();
    }

    // Tables -----------------------------------------------------------------------------------

    /** What a mapping is told. */
    void configure(MappingBuilder mapping) {
        Map<Integer, Table> made = new LinkedHashMap<>();
        tables.forEach(table -> made.put(table.number(), make(table)));
        Map<Pairing, Table> associations = new LinkedHashMap<>();
        pairings.forEach(pairing -> associations.put(pairing, make(pairing)));
        associations.values().forEach(mapping::table);
        for (TableModel table : tables) {
            mapping.mapDynamic(
                    table.entity(),
                    Objects.requireNonNull(made.get(table.number())),
                    entity -> configure(table, entity, made, associations));
        }
    }

    private Table make(TableModel model) {
        Table.Builder table = Table.named(model.name());
        Map<String, String> keys = keyColumns(model.number());
        List<Link> mine = linksOf(model.number());
        for (Link link : mine) {
            columns(link)
                    .forEach(
                            (name, type) ->
                                    table.column(
                                            column(name, type, link.required())
                                                    .autoIncrement(AutoIncrement.FALSE)));
        }
        keys.forEach(
                (name, type) -> {
                    if (mine.stream().noneMatch(link -> columns(link).containsKey(name))) {
                        table.column(
                                column(name, type, true)
                                        .autoIncrement(
                                                model.key() == Key.GENERATED
                                                        ? AutoIncrement.TRUE
                                                        : AutoIncrement.FALSE));
                    }
                });
        table.primaryKey(List.copyOf(keys.keySet()));
        table.column(column("label", "integer", true)).column(column("data", "integer", false));
        if (model.unique() != UniqueColumn.NONE) {
            table.column(column("u", "integer", model.unique() == UniqueColumn.REQUIRED));
            table.unique(new UniqueConstraint(null, List.of("u")));
        }
        if (model.versioned()) {
            table.column(column("version", "integer", true));
        }
        Link place = link(model.placedBy());
        if (place != null) {
            table.column(column("slot", "integer", false));
            List<String> columns = new ArrayList<>(columns(place).keySet());
            columns.add("slot");
            table.unique(new UniqueConstraint(null, columns));
        }
        for (Link link : mine) {
            table.foreignKey(foreignKey(link));
            if (link.one()) {
                table.unique(new UniqueConstraint(null, List.copyOf(columns(link).keySet())));
            }
        }
        return table.build();
    }

    private static ColumnDefinition column(String name, String type, boolean required) {
        ColumnDefinition column = ColumnDefinition.of(name, TypeRegistry.parse(type));
        return required ? column.notNull() : column;
    }

    private ForeignKeyConstraint foreignKey(Link link) {
        return foreignKey(
                "fk" + link.number(),
                List.copyOf(columns(link).keySet()),
                link.target(),
                link.rules().onDelete(),
                link.rules().follows());
    }

    private ForeignKeyConstraint foreignKey(
            String name,
            List<String> columns,
            int target,
            @Nullable ReferentialAction onDelete,
            boolean follows) {
        return new ForeignKeyConstraint(
                name,
                columns,
                TableName.of(table(target).name()),
                List.copyOf(keyColumns(target).keySet()),
                new ForeignKeyConstraint.Options(
                        onDelete,
                        follows ? ReferentialAction.CASCADE : null,
                        false,
                        ForeignKeyConstraint.Deferrable.NO));
    }

    private Table make(Pairing pairing) {
        Table.Builder table = Table.named(pairing.table());
        List<String> key = new ArrayList<>();
        Map<String, Integer> ends = new LinkedHashMap<>();
        ends.put("l", pairing.left());
        ends.put("r", pairing.right());
        ends.forEach(
                (end, target) -> {
                    keyColumns(target)
                            .forEach(
                                    (name, type) ->
                                            table.column(
                                                    column(end + "_" + name, type, true)
                                                            .autoIncrement(AutoIncrement.FALSE)));
                    key.addAll(columns(end, target));
                    table.foreignKey(
                            foreignKey(
                                    "fk_" + pairing.table() + "_" + end,
                                    columns(end, target),
                                    target,
                                    pairing.cascades() ? ReferentialAction.CASCADE : null,
                                    table(target).key() != Key.GENERATED));
                });
        return table.primaryKey(key).build();
    }

    // Relationships ----------------------------------------------------------------------------

    private void configure(
            TableModel model,
            EntityMapping entity,
            Map<Integer, Table> made,
            Map<Pairing, Table> associations) {
        if (model.versioned()) {
            entity.version("version");
        }
        for (Link link : links) {
            if (link.holder() == model.number() && link.sides().first()) {
                entity.reference(
                        link.forward(),
                        table(link.target()).entity(),
                        r -> configureForward(link, r, made));
            }
            if (link.target() == model.number() && link.sides().second()) {
                entity.relationship(
                        link.reverse(),
                        table(link.holder()).entity(),
                        r -> configureReverse(link, r, made));
            }
        }
        for (Pairing pairing : pairings) {
            Table association = Objects.requireNonNull(associations.get(pairing));
            if (pairing.left() == model.number() && pairing.sides().first()) {
                entity.set(
                        pairing.ofLeft(),
                        table(pairing.right()).entity(),
                        r -> configure(pairing, r, association, true));
            }
            if (pairing.right() == model.number() && pairing.sides().second()) {
                entity.set(
                        pairing.ofRight(),
                        table(pairing.left()).entity(),
                        r -> configure(pairing, r, association, false));
            }
        }
    }

    private Column[] columns(Table table, Iterable<String> names) {
        List<Column> columns = new ArrayList<>();
        names.forEach(name -> columns.add(table.column(name)));
        return columns.toArray(Column[]::new);
    }

    private void configureForward(
            Link link, RelationshipMapping mapping, Map<Integer, Table> made) {
        Table holder = Objects.requireNonNull(made.get(link.holder()));
        mapping.foreignKeys(columns(holder, columns(link).keySet()));
        if (link.holder() == link.target()) {
            mapping.remoteSide(columns(holder, keyColumns(link.target()).keySet()));
        }
        if (link.sides() == Sides.BOTH) {
            mapping.backPopulates(link.reverse());
        }
        if (!link.rules().forwardCascades()) {
            mapping.cascade(Cascade.NONE);
        }
        Sides post = link.rules().post();
        if (post != null && post.first()) {
            mapping.postUpdate();
        }
    }

    private void configureReverse(
            Link link, RelationshipMapping mapping, Map<Integer, Table> made) {
        Table holder = Objects.requireNonNull(made.get(link.holder()));
        mapping.foreignKeys(columns(holder, columns(link).keySet()));
        if (link.holder() == link.target()) {
            mapping.remoteSide(columns(holder, columns(link).keySet()));
        }
        if (link.one()) {
            mapping.scalar();
        }
        if (link.sides() == Sides.BOTH) {
            mapping.backPopulates(link.forward());
        }
        List<Cascade> cascades = link.rules().cascading().cascades;
        if (!cascades.isEmpty()) {
            mapping.cascade(cascades.toArray(Cascade[]::new));
        }
        mapping.passiveDeletes(link.rules().passive());
        Sides post = link.rules().post();
        if (post != null && post.second()) {
            mapping.postUpdate();
        }
    }

    private void configure(
            Pairing pairing, RelationshipMapping mapping, Table association, boolean fromLeft) {
        mapping.secondary(association);
        if (pairing.left() == pairing.right()) {
            mapping.primaryJoin(condition(pairing, fromLeft ? "l" : "r"));
            mapping.secondaryJoin(condition(pairing, fromLeft ? "r" : "l"));
        }
        if (pairing.sides() == Sides.BOTH) {
            mapping.backPopulates(fromLeft ? pairing.ofRight() : pairing.ofLeft());
        }
        if (pairing.passive()) {
            mapping.passiveDeletes(PassiveDeletes.TRUE);
        }
    }

    private String condition(Pairing pairing, String end) {
        String table = table(pairing.left()).name();
        List<String> equalities =
                keyColumns(pairing.left()).keySet().stream()
                        .map(
                                name ->
                                        table
                                                + "."
                                                + name
                                                + " == "
                                                + pairing.table()
                                                + "."
                                                + end
                                                + "_"
                                                + name)
                        .toList();
        return equalities.size() == 1
                ? equalities.get(0)
                : "and_(" + String.join(", ", equalities) + ")";
    }

    /** The names of all tables. */
    List<String> tableNames() {
        List<String> names = new ArrayList<>();
        pairings.forEach(pairing -> names.add(pairing.table()));
        tables.forEach(table -> names.add(table.name()));
        return names;
    }

    @Override
    public String toString() {
        return Arrays.asList(tables, links, pairings).stream()
                .flatMap(List::stream)
                .map(Object::toString)
                .collect(Collectors.joining("\n  ", "  ", ""));
    }
}
