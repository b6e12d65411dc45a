package io.relmap.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.relmap.Relmap;
import io.relmap.RelmapBuilder;
import io.relmap.annotation.Cascade;
import io.relmap.annotation.InnerJoin;
import io.relmap.annotation.Lazy;
import io.relmap.annotation.PassiveDeletes;
import io.relmap.annotation.SyncBackref;
import io.relmap.error.ErrorCode;
import io.relmap.error.Warning;
import io.relmap.join.Direction;
import io.relmap.mapping.Content;
import io.relmap.mapping.Relationship;
import io.relmap.mapping.config.EntityMapping;
import io.relmap.mapping.config.RelationshipMapping;
import io.relmap.relationship.AnnotatedFamily.SameComparison;
import io.relmap.relationship.AnnotatedFamily.SilentListener;
import io.relmap.schema.Table;
import io.relmap.testsupport.TestDatabase;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName(
        "Every parameter of a relationship is accepted in each form, and kept (spec 01 section 3)")
class ParameterFormsTest {

    /** How a mapping is written. */
    enum Form {
        ANNOTATION,
        CODE,
        DYNAMIC
    }

    /**
     * A parameter.
     *
     * @param name its name, and that of the relationship which says it
     * @param declares says it in code
     * @param kept checks that the built mapping knows it
     */
    private record Parameter(
            String name, BiConsumer<EntityMapping, Ends> declares, Consumer<Relationship> kept) {}

    /** How the two entities are named in one form: by class or by name. */
    private interface Ends {

        void list(EntityMapping entity, String name, Consumer<RelationshipMapping> said);

        void set(EntityMapping entity, String name, Consumer<RelationshipMapping> said);

        void map(EntityMapping entity, String name, Consumer<RelationshipMapping> said);

        void child(EntityMapping entity, String name, Consumer<RelationshipMapping> said);

        void parent(EntityMapping entity, String name, Consumer<RelationshipMapping> said);
    }

    private static final Table ASSOCIATION = Tables.association("parent_child", "parent", "child");

    private static final List<Parameter> PARAMETERS =
            List.of(
                    listed(
                            "target",
                            r -> {},
                            r -> assertThat(r.target().entityName()).isEqualTo("Child")),
                    listed(
                            "secondary",
                            r -> r.secondary(ASSOCIATION),
                            r -> {
                                assertThat(r.direction()).isEqualTo(Direction.MANY_TO_MANY);
                                assertThat(Objects.requireNonNull(r.join().secondaryTable()).name())
                                        .isEqualTo("parent_child");
                            }),
                    listed(
                            "primaryJoin",
                            r -> r.primaryJoin("Parent.id = Child.parent_id and Child.name = 'x'"),
                            r ->
                                    assertThat(r.join().toString())
                                            .isEqualTo(
                                                    "parent.id = child.parent_id AND child.name = 'x'")),
                    listed(
                            "secondaryJoin",
                            r ->
                                    r.secondary("parent_child")
                                            .secondaryJoin(
                                                    "Child.id = parent_child.child_id and Child.name = 'x'"),
                            r ->
                                    assertThat(r.join().toString())
                                            .endsWith(
                                                    "| child.id = parent_child.child_id AND child.name ="
                                                            + " 'x'")),
                    listed(
                            "foreignKeys",
                            r -> r.foreignKeys("Child.parent_id"),
                            r ->
                                    assertThat(r.join().foreignKeyColumns())
                                            .hasToString("[child.parent_id]")),
                    new Parameter(
                            "remoteSide",
                            (e, ends) ->
                                    ends.parent(e, "remoteSide", r -> r.remoteSide("Parent.id")),
                            r -> {
                                assertThat(r.direction()).isEqualTo(Direction.MANY_TO_ONE);
                                assertThat(r.join().remoteSide()).hasToString("[parent.id]");
                            }),
                    new Parameter(
                            "useList",
                            (e, ends) -> ends.child(e, "useList", r -> {}),
                            r -> {
                                assertThat(r.direction()).isEqualTo(Direction.ONE_TO_MANY);
                                assertThat(r.content()).isEqualTo(Content.REFERENCE);
                                assertThat(r.join().useList()).isFalse();
                            }),
                    listed(
                            "backPopulates",
                            r -> r.backPopulates("backPopulates"),
                            r -> {
                                assertThat(r.reverses()).hasToString("[Child.backPopulates]");
                                assertThat(r.synchronizesTo()).hasToString("Child.backPopulates");
                            }),
                    listed(
                            "backref",
                            r ->
                                    r.backref(
                                            "fromBackref",
                                            b ->
                                                    b.lazy(Lazy.JOINED)
                                                            .cascade(Cascade.NONE)
                                                            .viewOnly(true)
                                                            .passiveUpdates(false)
                                                            .innerJoin(InnerJoin.TRUE)
                                                            .joinDepth(3)
                                                            .batchSize(9)
                                                            .doc("the way back")
                                                            .info("made", "by backref")),
                            r -> {
                                Relationship reverse = r.reverses().get(0);
                                assertThat(reverse).hasToString("Child.fromBackref");
                                assertThat(reverse.settings().lazy()).isEqualTo(Lazy.JOINED);
                                assertThat(reverse.cascades().members()).isEmpty();
                                assertThat(reverse.viewOnly()).isTrue();
                                assertThat(r.viewOnly()).isFalse();
                                assertThat(reverse.settings().writing().passiveUpdates()).isFalse();
                                assertThat(r.settings().writing().passiveUpdates()).isTrue();
                                assertThat(reverse.settings().innerJoin())
                                        .isEqualTo(InnerJoin.TRUE);
                                assertThat(reverse.settings().joinDepth()).isEqualTo(3);
                                assertThat(reverse.settings().batchSize()).isEqualTo(9);
                                assertThat(reverse.doc()).isEqualTo("the way back");
                                assertThat(reverse.info()).containsEntry("made", "by backref");
                                assertThat(reverse.synchronizesTo()).isNull();
                            }),
                    listed(
                            "syncBackref",
                            r -> r.syncBackref(SyncBackref.OFF).backref("fromSyncBackref"),
                            r -> {
                                assertThat(r.settings().writing().syncBackref())
                                        .isEqualTo(SyncBackref.OFF);
                                assertThat(r.synchronizesTo()).isNull();
                                assertThat(r.reverses().get(0).settings().writing().syncBackref())
                                        .as("inherited, RC-103")
                                        .isEqualTo(SyncBackref.OFF);
                            }),
                    listed(
                            "overlaps",
                            r -> r.overlaps("target, secondary"),
                            r ->
                                    assertThat(r.settings().writing().overlaps())
                                            .containsExactly("secondary", "target")),
                    listed(
                            "viewOnly",
                            r -> r.viewOnly(),
                            r -> {
                                assertThat(r.viewOnly()).isTrue();
                                assertThat(r.join().isWritable()).isFalse();
                                assertThat(r.cascades()).hasToString("merge");
                            }),
                    listed(
                            "cascade",
                            r -> r.cascade(Cascade.ALL, Cascade.DELETE_ORPHAN),
                            r ->
                                    assertThat(r.cascades())
                                            .hasToString(
                                                    "delete, delete-orphan, expunge, merge,"
                                                            + " refresh-expire, save-update")),
                    listed(
                            "cascadeBackrefs",
                            r -> r.cascadeBackrefs(false),
                            r -> assertThat(r.settings().writing().cascadeBackrefs()).isFalse()),
                    listed(
                            "singleParent",
                            r -> r.singleParent(),
                            r -> assertThat(r.settings().writing().singleParent()).isTrue()),
                    listed(
                            "passiveDeletes",
                            r -> r.passiveDeletes(PassiveDeletes.ALL),
                            r ->
                                    assertThat(r.settings().writing().passiveDeletes())
                                            .isEqualTo(PassiveDeletes.ALL)),
                    listed(
                            "passiveUpdates",
                            r -> r.passiveUpdates(false),
                            r -> assertThat(r.settings().writing().passiveUpdates()).isFalse()),
                    listed(
                            "postUpdate",
                            r -> r.postUpdate(),
                            r -> assertThat(r.settings().writing().postUpdate()).isTrue()),
                    listed(
                            "activeHistory",
                            r -> r.activeHistory(),
                            r -> assertThat(r.settings().writing().activeHistory()).isTrue()),
                    listed(
                            "orderBy",
                            r -> r.orderBy("name desc, id"),
                            r -> assertThat(r.settings().orderBy()).hasSize(2)),
                    new Parameter(
                            "set",
                            (e, ends) -> ends.set(e, "set", r -> {}),
                            r -> assertThat(r.content()).isEqualTo(Content.SET)),
                    new Parameter(
                            "mapKey",
                            (e, ends) -> ends.map(e, "mapKey", r -> r.key("name")),
                            r -> {
                                assertThat(r.content()).isEqualTo(Content.MAP);
                                assertThat(r.mapKey()).isEqualTo("name");
                            }),
                    listed(
                            "lazy",
                            r -> r.lazy(Lazy.SUBQUERY),
                            r -> assertThat(r.settings().lazy()).isEqualTo(Lazy.SUBQUERY)),
                    listed(
                            "batchSize",
                            r -> r.batchSize(7),
                            r -> assertThat(r.settings().batchSize()).isEqualTo(7)),
                    listed(
                            "innerJoin",
                            r -> r.innerJoin(InnerJoin.UNNESTED),
                            r ->
                                    assertThat(r.settings().innerJoin())
                                            .isEqualTo(InnerJoin.UNNESTED)),
                    listed(
                            "joinDepth",
                            r -> r.joinDepth(2),
                            r -> assertThat(r.settings().joinDepth()).isEqualTo(2)),
                    listed(
                            "distinctTargetKey",
                            r -> r.distinctTargetKey(true),
                            r -> {
                                assertThat(r.settings().statements().distinctTargetKey()).isTrue();
                            }),
                    listed(
                            "omitJoin",
                            r -> r.omitJoin(false),
                            r -> assertThat(r.settings().statements().omitJoin()).isFalse()),
                    listed(
                            "bakeQueries",
                            r -> r.bakeQueries(false),
                            r -> assertThat(r.settings().statements().bakeQueries()).isFalse()),
                    listed(
                            "enableTypechecks",
                            r -> r.enableTypechecks(false),
                            r -> {
                                assertThat(r.settings().writing().enableTypechecks()).isFalse();
                                assertWarned(r, ErrorCode.DISCOURAGED_ARGUMENT, "enableTypechecks");
                            }),
                    listed(
                            "loadOnPending",
                            r -> r.loadOnPending(),
                            r -> assertThat(r.settings().writing().loadOnPending()).isTrue()),
                    listed(
                            "queryClass",
                            r -> r.queryClass(String.class),
                            r -> {
                                assertThat(r.settings().statements().queryClass())
                                        .isEqualTo(String.class);
                                assertWarned(r, ErrorCode.DISCOURAGED_ARGUMENT, "queryClass");
                            }),
                    listed(
                            "comparator",
                            r -> r.comparator(new SameComparison()),
                            r ->
                                    assertThat(r.settings().statements().comparator())
                                            .isInstanceOf(SameComparison.class)),
                    listed(
                            "listeners",
                            r -> r.listeners(new SilentListener()),
                            r ->
                                    assertThat(r.wiring().listeners())
                                            .singleElement()
                                            .isInstanceOf(SilentListener.class)),
                    listed(
                            "doc",
                            r -> r.doc("what it is for"),
                            r -> assertThat(r.doc()).isEqualTo("what it is for")),
                    listed(
                            "info",
                            r -> r.info("owner", "sales").info("since", "7"),
                            r ->
                                    assertThat(r.info())
                                            .containsExactly(
                                                    Map.entry("owner", "sales"),
                                                    Map.entry("since", "7"))));

    private static final Logger LOG = (Logger) org.slf4j.LoggerFactory.getLogger("relmap.mapping");
    private static final Map<Form, Relmap> BUILT = new EnumMap<>(Form.class);

    private static Parameter listed(
            String name, Consumer<RelationshipMapping> said, Consumer<Relationship> kept) {
        return new Parameter(name, (entity, ends) -> ends.list(entity, name, said), kept);
    }

    private static void assertWarned(Relationship relationship, ErrorCode code, String text) {
        assertThat(relationship.warnings())
                .filteredOn(warning -> warning.code() == code)
                .extracting(Warning::message)
                .singleElement()
                .asString()
                .contains(relationship.toString(), text);
    }

    private static Table parents() {
        return Tables.referring(Tables.named("parent"), "boss_id", "parent").build();
    }

    private static Table children() {
        return Tables.referring(Tables.named("child"), "parent_id", "parent").build();
    }

    @BeforeAll
    static void build() {
        LOG.setLevel(Level.OFF); // so many relationships over one key are doubtful on purpose
        for (Form form : Form.values()) {
            RelmapBuilder builder = Relmap.builder().dataSource(TestDatabase.H2.freshDataSource());
            BUILT.put(
                    form,
                    switch (form) {
                        case ANNOTATION ->
                                builder.entities(
                                                AnnotatedFamily.Parent.class,
                                                AnnotatedFamily.Child.class)
                                        .build();
                        case CODE ->
                                builder.mapping(
                                                m ->
                                                        m.map(
                                                                        Parent.class,
                                                                        parents(),
                                                                        e ->
                                                                                declare(
                                                                                        e,
                                                                                        new ByClass()))
                                                                .map(
                                                                        Child.class,
                                                                        children(),
                                                                        e ->
                                                                                new ByClass()
                                                                                        .parent(
                                                                                                e,
                                                                                                "backPopulates",
                                                                                                BACK)))
                                        .build();
                        case DYNAMIC ->
                                builder.mapping(
                                                m ->
                                                        m.mapDynamic(
                                                                        "Parent",
                                                                        parents(),
                                                                        e ->
                                                                                declare(
                                                                                        e,
                                                                                        new ByName()))
                                                                .mapDynamic(
                                                                        "Child",
                                                                        children(),
                                                                        e ->
                                                                                new ByName()
                                                                                        .parent(
                                                                                                e,
                                                                                                "backPopulates",
                                                                                                BACK)))
                                        .build();
                    });
        }
    }

    @AfterAll
    static void loudAgain() {
        LOG.setLevel(null);
    }

    private static final Consumer<RelationshipMapping> BACK = r -> r.backPopulates("backPopulates");

    private static void declare(EntityMapping entity, Ends ends) {
        PARAMETERS.forEach(parameter -> parameter.declares().accept(entity, ends));
    }

    static Stream<Arguments> parametersInAllForms() {
        return Arrays.stream(Form.values())
                .flatMap(form -> PARAMETERS.stream().map(p -> Arguments.of(form, p.name(), p)));
    }

    @ParameterizedTest(name = "{1} {0}")
    @MethodSource("parametersInAllForms")
    void isAcceptedAndKept(Form form, String name, Parameter parameter) {
        Relmap relmap = Objects.requireNonNull(BUILT.get(form));
        Relationship relationship = relmap.mapping().mapper("Parent").findRelationship(name);
        assertThat(relationship).as(name).isNotNull();
        parameter.kept().accept(relationship);
    }

    @Test
    void noParameterIsLeftOut() {
        List<String> told = PARAMETERS.stream().map(Parameter::name).toList();
        List<String> byAnnotation =
                Arrays.stream(io.relmap.annotation.Relationship.class.getDeclaredMethods())
                        .map(java.lang.reflect.Method::getName)
                        .filter(name -> !List.of("targetName", "backrefArguments").contains(name))
                        .toList();
        assertThat(told).containsAll(byAnnotation);
    }

    static class Parent {
        @Nullable Integer id;
        @Nullable String name;
        @Nullable Integer bossId;
    }

    static class Child {
        @Nullable Integer id;
        @Nullable String name;
        @Nullable Integer parentId;
    }

    private static final class ByClass implements Ends {
        @Override
        public void list(EntityMapping e, String name, Consumer<RelationshipMapping> said) {
            e.list(name, Child.class, said);
        }

        @Override
        public void set(EntityMapping e, String name, Consumer<RelationshipMapping> said) {
            e.set(name, Child.class, said);
        }

        @Override
        public void map(EntityMapping e, String name, Consumer<RelationshipMapping> said) {
            e.map(name, Child.class, said);
        }

        @Override
        public void child(EntityMapping e, String name, Consumer<RelationshipMapping> said) {
            e.reference(name, Child.class, said);
        }

        @Override
        public void parent(EntityMapping e, String name, Consumer<RelationshipMapping> said) {
            e.reference(name, Parent.class, said);
        }
    }

    private static final class ByName implements Ends {
        @Override
        public void list(EntityMapping e, String name, Consumer<RelationshipMapping> said) {
            e.list(name, "Child", said);
        }

        @Override
        public void set(EntityMapping e, String name, Consumer<RelationshipMapping> said) {
            e.set(name, "Child", said);
        }

        @Override
        public void map(EntityMapping e, String name, Consumer<RelationshipMapping> said) {
            e.map(name, "Child", said);
        }

        @Override
        public void child(EntityMapping e, String name, Consumer<RelationshipMapping> said) {
            e.reference(name, "Child", said);
        }

        @Override
        public void parent(EntityMapping e, String name, Consumer<RelationshipMapping> said) {
            e.reference(name, "Parent", said);
        }
    }
}
