package io.relmap.testsupport;

import io.relmap.annotation.Cascade;
import io.relmap.mapping.Content;
import io.relmap.mapping.config.EntityMapping;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.mapping.config.RelationshipMapping;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.type.TypeRegistry;
import java.util.List;
import java.util.function.Consumer;

/**
 * The example model of specification 02: {@code P.kids} and {@code C.parent} over {@code c.p_id}, {@code
 * L.rs} and {@code R.ls} over {@code lr}. Entities without a class, so that a test says all of a
 * relationship itself. Keys are made by the database, beginning with 1.
 */
public final class Family {

    private Family() {}

    /** Says nothing of a relationship but what it leads to. */
    public static Consumer<RelationshipMapping> plain() {
        return relationship -> {};
    }

    /** {@code cascade = all}. */
    public static Consumer<RelationshipMapping> all() {
        return relationship -> relationship.cascade(Cascade.ALL);
    }

    /** {@code cascade = all, delete-orphan}. */
    public static Consumer<RelationshipMapping> owned() {
        return relationship -> relationship.cascade(Cascade.ALL, Cascade.DELETE_ORPHAN);
    }

    /** A list and a reference that name each other. */
    public static Consumer<MappingBuilder> lists(
            Consumer<RelationshipMapping> kids, Consumer<RelationshipMapping> parent) {
        return pair(Content.LIST, kids, parent);
    }

    /** A list and a reference that name each other, with nothing else said. */
    public static Consumer<MappingBuilder> lists() {
        return lists(plain(), plain());
    }

    /** A list of which nobody knows on the other side. */
    public static Consumer<MappingBuilder> oneWay(Consumer<RelationshipMapping> kids) {
        return mapping ->
                mapping.mapDynamic("P", parents(), p -> p.list("kids", "C", kids))
                        .mapDynamic("C", children(), c -> {});
    }

    /** A reference of which nobody knows on the other side. */
    public static Consumer<MappingBuilder> upwards(Consumer<RelationshipMapping> parent) {
        return mapping ->
                mapping.mapDynamic("P", parents(), p -> {})
                        .mapDynamic("C", children(), c -> c.reference("parent", "P", parent));
    }

    /** Members held in some kind of collection, or one by {@code kid}, and a reference. */
    public static Consumer<MappingBuilder> pair(
            Content content,
            Consumer<RelationshipMapping> kids,
            Consumer<RelationshipMapping> parent) {
        String name = content == Content.REFERENCE ? "kid" : "kids";
        return mapping ->
                mapping.mapDynamic(
                                "P",
                                parents(),
                                p ->
                                        add(
                                                p,
                                                content,
                                                name,
                                                r -> kids.accept(r.backPopulates("parent"))))
                        .mapDynamic(
                                "C",
                                children(),
                                c ->
                                        c.reference(
                                                "parent",
                                                "P",
                                                r -> parent.accept(r.backPopulates(name))));
    }

    private static void add(
            EntityMapping entity,
            Content content,
            String name,
            Consumer<RelationshipMapping> arguments) {
        switch (content) {
            case REFERENCE -> entity.reference(name, "C", r -> arguments.accept(r.scalar()));
            case LIST -> entity.list(name, "C", arguments);
            case SET -> entity.set(name, "C", arguments);
            case MAP -> entity.map(name, "C", r -> arguments.accept(r.key("name")));
            case QUERY -> entity.query(name, "C", arguments);
        }
    }

    /** Lists on both sides of an association table. */
    public static Consumer<MappingBuilder> links(
            Consumer<RelationshipMapping> rs, Consumer<RelationshipMapping> ls) {
        return mapping ->
                mapping.mapDynamic(
                                "L",
                                named("l").build(),
                                l ->
                                        l.list(
                                                "rs",
                                                "R",
                                                r ->
                                                        rs.accept(
                                                                r.secondary("lr")
                                                                        .backPopulates("ls"))))
                        .mapDynamic(
                                "R",
                                named("r").build(),
                                r ->
                                        r.list(
                                                "ls",
                                                "L",
                                                l ->
                                                        ls.accept(
                                                                l.secondary("lr")
                                                                        .backPopulates("rs"))))
                        .table(links());
    }

    /** A list over an association table, of which nobody knows on the other side. */
    public static Consumer<MappingBuilder> linksOneWay(Consumer<RelationshipMapping> rs) {
        return mapping ->
                mapping.mapDynamic(
                                "L",
                                named("l").build(),
                                l -> l.list("rs", "R", r -> rs.accept(r.secondary("lr"))))
                        .mapDynamic("R", named("r").build(), r -> {})
                        .table(links());
    }

    /** The table of P. */
    public static Table parents() {
        return named("p").build();
    }

    /** The table of C. */
    public static Table children() {
        return reference(named("c"), "p_id", "p").build();
    }

    private static Table links() {
        return reference(reference(Table.named("lr"), "l_id", "l"), "r_id", "r").build();
    }

    /** A table with a key that the database makes, and a name. */
    public static Table.Builder named(String table) {
        return Table.named(table)
                .column(ColumnDefinition.of("id", TypeRegistry.integer()).notNull())
                .column(ColumnDefinition.of("name", TypeRegistry.varchar(40)))
                .primaryKey(List.of("id"));
    }

    /** Adds a nullable column that refers to the key of a table. */
    public static Table.Builder reference(Table.Builder table, String column, String target) {
        return table.column(ColumnDefinition.of(column, TypeRegistry.integer()))
                .foreignKey(
                        new ForeignKeyConstraint(
                                null,
                                List.of(column),
                                TableName.of(target),
                                List.of("id"),
                                ForeignKeyConstraint.Options.NONE));
    }
}
