package io.relmap.holder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.attribute.EntityShape;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.error.MappingException;
import io.relmap.mapping.Behaviour;
import io.relmap.mapping.Behaviours;
import io.relmap.mapping.Mapping;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.mapping.config.MappingOptions;
import io.relmap.schema.AutoIncrement;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.ForeignKeyConstraint;
import io.relmap.schema.Table;
import io.relmap.state.FieldAccessFactory;
import io.relmap.state.IdentityKey;
import io.relmap.state.InstanceState;
import io.relmap.state.LifeCycle;
import io.relmap.type.TypeRegistry;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EntityInstancesTest {

    private static final Table PARENT =
            Table.named("parent")
                    .column(ColumnDefinition.of("id", TypeRegistry.bigint()))
                    .column(ColumnDefinition.of("name", TypeRegistry.varchar(20)))
                    .primaryKey(List.of("id"))
                    .build();

    private static final Table CHILD =
            Table.named("child")
                    .column(
                            ColumnDefinition.of("id", TypeRegistry.bigint())
                                    .autoIncrement(AutoIncrement.FALSE))
                    .column(ColumnDefinition.of("name", TypeRegistry.varchar(20)))
                    .column(ColumnDefinition.of("parent_id", TypeRegistry.bigint()))
                    .primaryKey(List.of("id"))
                    .foreignKey(
                            new ForeignKeyConstraint(
                                    null,
                                    List.of("parent_id"),
                                    PARENT.tableName(),
                                    List.of("id"),
                                    ForeignKeyConstraint.Options.NONE))
                    .build();

    static class Parent {
        private Long id;
        private String name;
        private final ToList<Child> kids = ToList.of(this);
    }

    static class Child {
        private Long id;
        private String name;
        private Long parent_id;
    }

    private final DynamicShapes shapes = new DynamicShapes(Behaviours.of(Behaviour.REFERENCE));

    private Mapping build(MappingBuilder mapping) {
        return mapping.build(MappingOptions.of(new FieldAccessFactory(), shapes));
    }

    private Mapping dynamic() {
        Mapping mapping =
                build(
                        new MappingBuilder()
                                .mapDynamic(
                                        "Parent",
                                        PARENT,
                                        p ->
                                                p.map(
                                                        "kids",
                                                        "Child",
                                                        r -> r.key("name").backref("parent")))
                                .mapDynamic("Child", CHILD, c -> {}));
        EntityInstances.bind(mapping.mappers(), shapes);
        return mapping;
    }

    @Test
    @DisplayName("Objects without class have columns and relationships by name")
    void dynamicObjects() {
        Mapping mapping = dynamic();
        DynamicEntity parent = shapes.create(mapping.mapper("Parent"));
        DynamicEntity child = shapes.create(mapping.mapper("Child"));
        assertThat(child.isSet("name")).isFalse();
        child.set("name", "one");
        assertThat(child.isSet("name")).isTrue();
        child.reference("parent").set(parent);
        assertThat(parent.map("kids")).isEqualTo(Map.of("one", child));
        assertThat(parent.get("kids")).isEqualTo(parent.map("kids"));
        child.set("parent", null);
        assertThat(parent.map("kids")).isEmpty();
        parent.set("kids", List.of(child));
        assertThat(child.get("parent")).isSameAs(parent);
        assertThatThrownBy(() -> child.get("nothing"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Child")
                .hasMessageContaining("parent_id");
        assertThatThrownBy(() -> child.reference("parent").set(child))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Child.parent");
    }

    @Test
    @DisplayName("Loading makes objects with their holders bound")
    void loadingBindsHolders() {
        Mapping mapping = dynamic();
        EntityInstances instances = EntityInstances.bind(mapping.mappers(), shapes);
        InstanceState state = instances.create(mapping.mapper("Parent"));
        assertThat(state.entity()).isInstanceOf(DynamicEntity.class);
        assertThat(instances.stateOf(state.entity())).isSameAs(state);
        assertThat(state.requireMapper()).isSameAs(mapping.mapper("Parent"));
    }

    @Test
    @DisplayName(
            "A class mapped in code is published once; the same again is fine, another is refused")
    void publication() {
        Parent early = new Parent();
        assertThatThrownBy(early.kids::size)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Parent");
        for (int i = 0; i < 2; i++) {
            Mapping mapping = inCode("parent");
            EntityInstances instances = EntityInstances.bind(mapping.mappers(), shapes);
            InstanceState state = instances.create(mapping.mapper(Parent.class));
            Parent parent = (Parent) state.entity();
            Child child = new Child();
            parent.kids.add(child);
            InstanceState other = EntityDescriptors.stateOf(child);
            assertThat(EntityShape.of(other).find("parent").holds(other, parent)).isTrue();
        }
        assertThat(early.kids).isEmpty();
        Mapping another = inCode("owner");
        assertThatThrownBy(() -> EntityInstances.bind(another.mappers(), shapes))
                .isInstanceOf(MappingException.class)
                .satisfies(
                        e ->
                                assertThat(((MappingException) e).code())
                                        .isEqualTo(ErrorCode.DESCRIPTOR_CONFLICT));
    }

    private Mapping inCode(String reverse) {
        return build(
                new MappingBuilder()
                        .map(
                                Parent.class,
                                PARENT,
                                p -> p.list("kids", Child.class, r -> r.backref(reverse)))
                        .map(Child.class, CHILD, c -> {}));
    }

    @Test
    @DisplayName("An object without holders keeps its key when its state is gone")
    void aKeyOutlivesTheState() throws InterruptedException {
        Mapping mapping = dynamic();
        Library.Shelf shelf = new Library.Shelf();
        IdentityKey key = IdentityKey.of(mapping.mapper("Parent"), 1L);
        WeakReference<InstanceState> state = detached(shelf, key);
        for (int i = 0; i < 100 && state.get() != null; i++) {
            System.gc();
        }
        InstanceState again = EntityDescriptors.stateOf(shelf);
        assertThat(again.identity()).isEqualTo(key);
        assertThat(again.lifeCycle()).isEqualTo(LifeCycle.DETACHED);
    }

    private static WeakReference<InstanceState> detached(Library.Shelf shelf, IdentityKey key) {
        InstanceState state = EntityDescriptors.stateOf(shelf);
        state.identity(key);
        state.lifeCycle(LifeCycle.DETACHED);
        return new WeakReference<>(state);
    }
}
