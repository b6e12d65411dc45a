package io.relmap.mapping.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.Lazy;
import io.relmap.annotation.SyncBackref;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.error.Warning;
import io.relmap.join.Direction;
import io.relmap.mapping.Behaviour;
import io.relmap.mapping.Behaviours;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Content;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Mapping;
import io.relmap.mapping.Relationship;
import io.relmap.mapping.config.Holders.ToList;
import io.relmap.mapping.config.Holders.ToOne;
import io.relmap.mapping.config.Holders.ToSet;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.Table;
import io.relmap.schema.TableName;
import io.relmap.sql.Binary;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.JoinItem;
import io.relmap.sql.JoinKind;
import io.relmap.sql.Ordering;
import io.relmap.sql.TableRef;
import io.relmap.type.TypeRegistry;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@SuppressWarnings({"unused", "UnusedVariable"}) // fields are mapped
class CodeMappingTest {

    private static Table.Builder keyed(String name) {
        return Table.named(name)
                .column(ColumnDefinition.of("id", TypeRegistry.integer()).notNull())
                .primaryKey(List.of("id"));
    }

    private static ForeignKeyConstraint key(String column, String table) {
        return new ForeignKeyConstraint(
                null,
                List.of(column),
                TableName.of(table),
                List.of("id"),
                ForeignKeyConstraint.Options.NONE);
    }

    private static Table referring(String name, String column, String table) {
        return keyed(name)
                .column(ColumnDefinition.of("name", TypeRegistry.varchar(30)))
                .column(ColumnDefinition.of(column, TypeRegistry.integer()))
                .foreignKey(key(column, table))
                .build();
    }

    private static Table association(String name, String left, String right) {
        return Table.named(name)
                .column(ColumnDefinition.of(left + "_id", TypeRegistry.integer()).notNull())
                .column(ColumnDefinition.of(right + "_id", TypeRegistry.integer()).notNull())
                .primaryKey(List.of(left + "_id", right + "_id"))
                .foreignKey(key(left + "_id", "node"))
                .foreignKey(key(right + "_id", "node"))
                .build();
    }

    private static Relationship relationship(Mapping mapping, String entity, String name) {
        return Objects.requireNonNull(mapping.mapper(entity).findRelationship(name), name);
    }

    static class Node {
        private int id;
        private String name;
        private Integer parentId;
        private final ToList<Node> rightNodes = new ToList<>();
        private final ToSet<Node> leftNodes = new ToSet<>();
        private final ToOne<Node> parent = new ToOne<>();
    }

    private final Table nodes = referring("node", "parent_id", "node");

    @Test
    @DisplayName("A class without annotations is mapped by the names of its fields (RC-89, RC-107)")
    void mapsAClass() {
        Table edges = association("edge", "left", "right");
        Mapping mapping =
                Build.of(
                        m ->
                                m.map(
                                        Node.class,
                                        nodes,
                                        n ->
                                                n.list(
                                                                "rightNodes",
                                                                Node.class,
                                                                r ->
                                                                        r.secondary(edges)
                                                                                .primaryJoin(
                                                                                        "Node.id == edge.c.left_id")
                                                                                .secondaryJoin(
                                                                                        "Node.id == edge.c.right_id")
                                                                                .backref(
                                                                                        "leftNodes"))
                                                        .reference(
                                                                "parent",
                                                                Node.class,
                                                                r ->
                                                                        r.remoteSide(
                                                                                nodes.column(
                                                                                        "id")))));
        Mapper mapper = mapping.mapper(Node.class);
        assertThat(mapper.columns())
                .extracting(ColumnAttribute::name)
                .containsExactly("id", "name", "parentId");
        Relationship right = relationship(mapping, "Node", "rightNodes");
        Relationship left = relationship(mapping, "Node", "leftNodes");
        assertThat(right.direction()).isEqualTo(Direction.MANY_TO_MANY);
        assertThat(left.content()).isEqualTo(Content.SET);
        assertThat(left.synchronizesTo()).isSameAs(right);
        assertThat(relationship(mapping, "Node", "parent").direction())
                .isEqualTo(Direction.MANY_TO_ONE);
        assertThat(mapping.metaData().tables()).contains(edges);
        assertThat(mapper.relationships())
                .extracting(Relationship::name)
                .containsExactly("rightNodes", "leftNodes", "parent");
    }

    @Test
    @DisplayName("Map-backed entities follow the reference: the direction decides (RC-73, RC-74)")
    void mapsWithoutAClass() {
        Mapping mapping =
                Build.of(
                        m ->
                                m.mapDynamic(
                                        "Node",
                                        nodes,
                                        n ->
                                                n.relationship(
                                                        "children",
                                                        "Node",
                                                        r ->
                                                                r.backref(
                                                                                "parent",
                                                                                b ->
                                                                                        b.remoteSide(
                                                                                                        "Node.id")
                                                                                                .lazy(
                                                                                                        Lazy
                                                                                                                .JOINED))
                                                                        .orderBy("name")
                                                                        .cascade(Cascade.ALL))));
        Relationship children = relationship(mapping, "Node", "children");
        Relationship parent = relationship(mapping, "Node", "parent");
        assertThat(children.content()).isEqualTo(Content.LIST);
        assertThat(children.wiring().reverse()).isEqualTo("parent");
        assertThat(children.wiring().reverseContent()).isEqualTo(Content.REFERENCE);
        assertThat(children.settings().orderBy())
                .containsExactly(Ordering.asc(ColumnRef.of(nodes.column("name"))));
        assertThat(parent.content()).isEqualTo(Content.REFERENCE);
        assertThat(parent.settings().lazy()).isEqualTo(Lazy.JOINED);
        assertThat(parent.cascades().toString()).isEqualTo("merge, save-update");
        assertThat(mapping.mapper("Node").columns())
                .extracting(ColumnAttribute::name)
                .containsExactly("id", "name", "parent_id");
        assertThat(mapping.mapper("Node").columns()).noneMatch(ColumnAttribute::inMemoryOnly);
    }

    @Test
    @DisplayName("A backref inherits viewOnly and syncBackref (RC-103)")
    void backrefsInherit() {
        Mapping mapping =
                Build.of(
                        m ->
                                m.mapDynamic(
                                                "Parent",
                                                keyed("parent").build(),
                                                p ->
                                                        p.list(
                                                                "children",
                                                                "Child",
                                                                r ->
                                                                        r.viewOnly()
                                                                                .syncBackref(
                                                                                        SyncBackref
                                                                                                .OFF)
                                                                                .backref("parent")))
                                        .mapDynamic(
                                                "Child",
                                                referring("child", "parent_id", "parent"),
                                                c -> {}));
        Relationship parent = relationship(mapping, "Child", "parent");
        assertThat(parent.viewOnly()).isTrue();
        assertThat(parent.wiring().flags().viewOnly()).isTrue();
        assertThat(parent.wiring().syncBackref()).isEqualTo(SyncBackref.OFF);
        assertThat(parent.synchronizesTo()).isNull();
        assertThat(parent.wiring().cascades().toString()).isEqualTo("merge");
    }

    @Test
    @DisplayName("Suppliers are asked when the mapping is built, once (RC-7)")
    void suppliersAreLate() {
        int[] asked = new int[2];
        Table children = referring("child", "node_id", "node");
        Mapping mapping =
                Build.of(
                        m ->
                                m.map(
                                                Node.class,
                                                nodes,
                                                n ->
                                                        n.relationship(
                                                                "children",
                                                                () -> {
                                                                    asked[0]++;
                                                                    return Child.class;
                                                                },
                                                                r ->
                                                                        r.foreignKeys(
                                                                                        () -> {
                                                                                            asked[
                                                                                                    1]++;
                                                                                            return List
                                                                                                    .of(
                                                                                                            children
                                                                                                                    .column(
                                                                                                                            "node_id"));
                                                                                        })
                                                                                .backref("node")))
                                        .map(Child.class, children, c -> {}));
        assertThat(relationship(mapping, "Node", "children").target().entityClass())
                .isEqualTo(Child.class);
        assertThat(asked).containsExactly(1, 1);
    }

    static class Child {
        private int id;
        private String name;
        private int nodeId;
    }

    @Test
    @DisplayName("Relationships may be added until the mapping is built (RC-131)")
    void extendsAMappedClass() {
        Mapping mapping =
                Build.of(
                        m ->
                                m.map(Node.class, nodes, n -> {})
                                        .map(
                                                Child.class,
                                                referring("child", "node_id", "node"),
                                                c -> {})
                                        .extend(
                                                Child.class,
                                                c -> c.reference("node", Node.class, r -> {})));
        assertThat(relationship(mapping, "Child", "node").direction())
                .isEqualTo(Direction.MANY_TO_ONE);
    }

    @Test
    @DisplayName("What is accepted but looks wrong is a warning; strict makes it an error (RC-5)")
    void warningsAreErrorsWhereStrict() {
        MappingBuilder builder = new MappingBuilder();
        builder.mapDynamic(
                        "Parent",
                        keyed("parent").build(),
                        p ->
                                p.list(
                                        "children",
                                        "Child",
                                        r -> r.cascade(Cascade.SAVE_UPDATE, Cascade.DELETE_ORPHAN)))
                .mapDynamic("Child", referring("child", "parent_id", "parent"), c -> {});
        Mapping mapping = builder.build(Build.options());
        assertThat(mapping.warnings())
                .extracting(Warning::code)
                .containsExactly(ErrorCode.ORPHAN_WITHOUT_DELETE);
        MappingOptions o = Build.options();
        MappingOptions strict =
                new MappingOptions(
                        o.behaviours(),
                        o.naming(),
                        null,
                        o.batchSize(),
                        true,
                        o.access(),
                        o.dynamicObjects());
        MappingException failure =
                org.assertj.core.api.Assertions.catchThrowableOfType(
                        MappingException.class, () -> builder.build(strict));
        assertThat(failure.code()).isEqualTo(ErrorCode.ORPHAN_WITHOUT_DELETE);
    }

    @Test
    @DisplayName("The reference takes no siblings along (PE-1)")
    void batchSizes() {
        MappingBuilder builder =
                new MappingBuilder()
                        .mapDynamic(
                                "Node",
                                nodes,
                                n ->
                                        n.list("children", "Node", r -> {})
                                                .list(
                                                        "few",
                                                        "Node",
                                                        r -> r.batchSize(5).viewOnly()));
        Mapping strict = builder.build(Build.options());
        assertThat(relationship(strict, "Node", "children").settings().batchSize())
                .isEqualTo(MappingOptions.DEFAULT_BATCH_SIZE);
        assertThat(relationship(strict, "Node", "few").settings().batchSize()).isEqualTo(5);
        Mapping reference =
                builder.build(Build.options().withBehaviours(Behaviours.of(Behaviour.REFERENCE)));
        assertThat(relationship(reference, "Node", "children").settings().batchSize()).isEqualTo(1);
        assertThat(reference.behaviours().overall()).isEqualTo(Behaviour.REFERENCE);
    }

    @Test
    void columnsMayHaveOtherNames() {
        Mapper mapper =
                Build.of(
                                m ->
                                        m.mapDynamic(
                                                "Node",
                                                nodes,
                                                n ->
                                                        n.column("title", "name")
                                                                .version("parent_id")))
                        .mapper("Node");
        assertThat(Objects.requireNonNull(mapper.findColumn("title")).column())
                .isSameAs(nodes.column("name"));
        assertThat(Objects.requireNonNull(mapper.version()).name()).isEqualTo("parent_id");
    }

    @Test
    void mapsAreKeyedByAttributesOrFunctions() {
        Mapping mapping =
                Build.of(
                        m ->
                                m.map(
                                                Node.class,
                                                nodes,
                                                n ->
                                                        n.map(
                                                                        "byName",
                                                                        Child.class,
                                                                        r -> r.key("name"))
                                                                .map(
                                                                        "byCode",
                                                                        Child.class,
                                                                        r ->
                                                                                r.key(
                                                                                                Object
                                                                                                        ::hashCode)
                                                                                        .viewOnly()))
                                        .map(
                                                Child.class,
                                                referring("child", "node_id", "node"),
                                                c -> {}));
        var byName =
                Objects.requireNonNull(relationship(mapping, "Node", "byName").wiring().mapKey());
        Child child = new Child();
        child.name = "Ann";
        assertThat(byName.function().apply(child)).isEqualTo("Ann");
        assertThat(relationship(mapping, "Node", "byCode").content()).isEqualTo(Content.MAP);
    }

    @Test
    @DisplayName(
            "A relationship may lead to an alternative mapping, and is only read (RC-93, RC-96)")
    void alternativeMappings() {
        Table others = referring("other", "node_id", "node");
        Mapping mapping =
                Build.of(
                        m ->
                                m.map(Node.class, nodes, n -> {})
                                        .table(others)
                                        .mapDynamic(
                                                "Child",
                                                referring("child", "node_id", "node"),
                                                c ->
                                                        c.reference(
                                                                "joined",
                                                                "NodeWithOther",
                                                                r ->
                                                                        r.primaryJoin(
                                                                                "Child.node_id == NodeWithOther.id")))
                                        .alternative(
                                                "NodeWithOther",
                                                "Node",
                                                all ->
                                                        new JoinItem(
                                                                TableRef.of(nodes),
                                                                JoinKind.INNER,
                                                                TableRef.of(others),
                                                                Binary.eq(
                                                                        ColumnRef.of(
                                                                                others.column(
                                                                                        "node_id")),
                                                                        ColumnRef.of(
                                                                                nodes.column(
                                                                                        "id"))))));
        Relationship joined = relationship(mapping, "Child", "joined");
        assertThat(joined.target()).isSameAs(mapping.mapper(Node.class));
        assertThat(joined.viewOnly()).isTrue();
        assertThat(joined.join().useGet()).isFalse();
    }
}
