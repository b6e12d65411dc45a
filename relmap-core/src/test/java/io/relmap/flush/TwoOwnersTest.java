package io.relmap.flush;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.Cascade;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.config.EntityMapping;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.schema.Table;
import io.relmap.testsupport.TableTexts;
import io.relmap.testsupport.TestDatabase;
import io.relmap.testsupport.World;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("CA-47, UW-8: an owner of another kind does not keep what goes with the first")
class TwoOwnersTest {

    private static final List<Table> TABLES =
            TableTexts.parse(
                    "root(id*); house(id*, root_id>root.id); club(id*);"
                            + " person(id*, house_id>house.id, club_id>club.id)");

    /** A root has houses and a house has persons, all of which go with it; a club has members, too. */
    private static Consumer<MappingBuilder> mapping(BiConsumer<EntityMapping, String> persons) {
        return builder ->
                builder.mapDynamic(
                                "Root",
                                TABLES.get(0),
                                root ->
                                        root.list(
                                                "houses",
                                                "House",
                                                r ->
                                                        r.cascade(
                                                                        Cascade.ALL,
                                                                        Cascade.DELETE_ORPHAN)
                                                                .backPopulates("root")))
                        .mapDynamic(
                                "House",
                                TABLES.get(1),
                                house -> {
                                    house.reference("root", "Root", r -> r.backPopulates("houses"));
                                    persons.accept(house, "Person");
                                })
                        .mapDynamic(
                                "Club",
                                TABLES.get(2),
                                club -> club.list("members", "Person", r -> {}))
                        .mapDynamic("Person", TABLES.get(3), person -> {});
    }

    /** Nodes have nodes, which go with them. */
    private static final Consumer<MappingBuilder> TREE =
            builder ->
                    builder.mapDynamic(
                            "Node",
                            TableTexts.parse("node(id*, parent_id>node.id)").get(0),
                            node ->
                                    node.list(
                                            "children",
                                            "Node",
                                            r -> r.cascade(Cascade.ALL, Cascade.DELETE_ORPHAN)));

    private static World filled(TestDatabase database, BiConsumer<EntityMapping, String> persons) {
        World world = World.of(mapping(persons)).on(database).open();
        DynamicEntity root = add(world, "Root", 1);
        DynamicEntity house = add(world, "House", 2);
        house.set("root", root);
        add(world, "Club", 3);
        house.set("persons", List.of(add(world, "Person", 4)));
        world.session().commit();
        world.anew();
        return world;
    }

    private static DynamicEntity add(World world, String entity, int id) {
        DynamicEntity added = world.relmap().newEntity(entity);
        Map.of("id", id).forEach(added::set);
        world.session().add(added);
        return added;
    }

    private static void owned(EntityMapping house, String target) {
        house.list("persons", target, r -> r.cascade(Cascade.ALL, Cascade.DELETE_ORPHAN));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("its owner is deleted after it was given to another one, too")
    void theOwnerIsDeleted(TestDatabase database) {
        try (World world = filled(database, TwoOwnersTest::owned)) {
            world.get("Club", 3).list("members").add(world.get("Person", 4));
            world.session().delete(world.get("House", 2));
            world.session().commit();

            assertThat(world.read("select id from house")).isEmpty();
            assertThat(world.read("select id from person")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("its owner goes as an orphan, which only the flush finds")
    void theOwnerIsAnOrphan(TestDatabase database) {
        try (World world = filled(database, TwoOwnersTest::owned)) {
            world.get("Root", 1).list("houses").clear();
            world.get("Club", 3).list("members").add(world.get("Person", 4));
            world.session().commit();

            assertThat(world.read("select id from house")).isEmpty();
            assertThat(world.read("select id from person")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("it is replaced in a one-to-one under delete-orphan that was not loaded")
    void itIsReplaced(TestDatabase database) {
        BiConsumer<EntityMapping, String> one =
                (house, target) ->
                        house.relationship(
                                "person",
                                target,
                                r -> r.scalar().cascade(Cascade.ALL, Cascade.DELETE_ORPHAN));
        try (World world = World.of(mapping(one)).on(database).open()) {
            DynamicEntity house = add(world, "House", 2);
            house.set("person", add(world, "Person", 4));
            add(world, "Club", 3);
            world.session().commit();
            world.anew();

            world.get("House", 2).set("person", add(world, "Person", 5));
            world.get("Club", 3).list("members").add(world.get("Person", 4));
            world.session().commit();

            assertThat(world.read("select id, house_id, club_id from person"))
                    .containsExactly("5, 2, null");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("CA-25: but one that has moved to another owner of the same kind stays")
    void itHasMoved(TestDatabase database) {
        try (World world = filled(database, TwoOwnersTest::owned)) {
            DynamicEntity person = world.get("Person", 4);
            world.get("House", 2).list("persons").remove(person);
            add(world, "House", 5).list("persons").add(person);
            world.session().delete(world.get("House", 2));
            world.session().commit();

            assertThat(world.read("select id, house_id from person")).containsExactly("4, 5");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("CA-28: nor does an owner keep what it took that goes with an orphan itself")
    void anOwnerThatGoesKeepsNothing(TestDatabase database) {
        try (World world = World.of(TREE).on(database).open()) {
            DynamicEntity root = add(world, "Node", 1);
            DynamicEntity orphan = add(world, "Node", 2);
            DynamicEntity last = add(world, "Node", 3);
            root.list("children").add(orphan);
            orphan.list("children").add(last);
            world.session().commit();

            world.load(root, "children").load(orphan, "children");
            root.list("children").remove(orphan);
            last.list("children").add(root);
            world.session().commit();

            assertThat(world.read("select id from node")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("CA-25: unless another owner takes that one before it goes")
    void anOwnerThatIsTakenInTimeKeepsWhatItTook(TestDatabase database) {
        try (World world = World.of(TREE).on(database).open()) {
            DynamicEntity root = add(world, "Node", 1);
            DynamicEntity orphan = add(world, "Node", 2);
            DynamicEntity last = add(world, "Node", 3);
            DynamicEntity taking = add(world, "Node", 4);
            root.list("children").add(orphan);
            orphan.list("children").add(last);
            world.session().commit();

            world.load(root, "children").load(orphan, "children");
            root.list("children").remove(orphan);
            last.list("children").add(root);
            taking.list("children").add(last);
            world.session().commit();

            assertThat(world.read("select id, parent_id from node order by id"))
                    .containsExactly("1, 3", "3, 4", "4, null");
        }
    }

    @Test
    @Timeout(60)
    @DisplayName("CA-25: a great many members that take back their delete are looked at once each")
    void manyMembersTakeBackTheirDelete() {
        int count = 20_000;
        try (World world = World.of(mapping(TwoOwnersTest::owned)).open()) {
            add(world, "House", 1);
            world.session().executeSql("insert into club (id) values (1)");
            world.session().commit();
            world.session()
                    .executeSql(
                            "insert into person (id, club_id) select x, 1 from system_range(1, "
                                    + count
                                    + ")");
            DynamicEntity house = world.get("House", 1);
            List<Object> persons = world.session().query("Person").list();
            persons.forEach(world.session()::delete);
            persons.forEach(person -> house.list("persons").add((DynamicEntity) person));
            world.session().commit();

            assertThat(world.read("select count(*) from person where house_id = 1"))
                    .containsExactly(String.valueOf(count));
        }
    }
}
