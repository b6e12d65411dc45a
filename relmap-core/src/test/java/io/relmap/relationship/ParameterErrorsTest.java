package io.relmap.relationship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Relmap;
import io.relmap.RelmapBuilder;
import io.relmap.annotation.Backref;
import io.relmap.annotation.Cascade;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Lazy;
import io.relmap.annotation.PassiveDeletes;
import io.relmap.annotation.Relationship;
import io.relmap.annotation.SyncBackref;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.error.Warning;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.mapping.config.RelationshipMapping;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What a relationship cannot say is an error that names it (spec 01 sections 3 and 15)")
class ParameterErrorsTest {

    private static RelmapBuilder builder() {
        return Relmap.builder().dataSource(TestDatabase.H2.freshDataSource());
    }

    private static RelmapBuilder family(Consumer<RelationshipMapping> said) {
        return builder()
                .mapping(
                        m ->
                                m.mapDynamic(
                                                "Parent",
                                                Tables.named("parent").build(),
                                                e -> e.list("children", "Child", said))
                                        .mapDynamic(
                                                "Child",
                                                Tables.referring(
                                                                Tables.named("child"),
                                                                "parent_id",
                                                                "parent")
                                                        .build(),
                                                e -> {}));
    }

    private static Arguments wrong(
            String text, ErrorCode code, Consumer<RelationshipMapping> said) {
        return Arguments.of(text, code, said);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                wrong("joinDepth = 0", ErrorCode.INVALID_ARGUMENT, r -> r.joinDepth(0)),
                wrong("batchSize = 0", ErrorCode.INVALID_ARGUMENT, r -> r.batchSize(0)),
                wrong("batchSize = 501", ErrorCode.INVALID_ARGUMENT, r -> r.batchSize(501)),
                wrong(
                        "backref \"parent\": joinDepth = -2",
                        ErrorCode.INVALID_ARGUMENT,
                        r -> r.backref("parent", b -> b.joinDepth(-2))),
                wrong("DYNAMIC", ErrorCode.HOLDER_CONFLICT, r -> r.lazy(Lazy.DYNAMIC)),
                wrong("scalar", ErrorCode.HOLDER_CONFLICT, r -> r.scalar()),
                wrong(
                        "backPopulates",
                        ErrorCode.BACKREF_AND_BACK_POPULATES,
                        r -> r.backref("parent").backPopulates("parent")),
                wrong("nothing", ErrorCode.REVERSE_UNKNOWN_NAME, r -> r.backPopulates("nothing")),
                wrong("name", ErrorCode.REVERSE_NOT_RELATIONSHIP, r -> r.backPopulates("name")),
                wrong("name", ErrorCode.BACKREF_NAME_EXISTS, r -> r.backref("name")),
                wrong(
                        "secondaryJoin",
                        ErrorCode.BACKREF_SECONDARYJOIN,
                        r -> r.backref("parent", b -> b.secondaryJoin("Parent.id = Child.id"))),
                wrong(
                        "syncBackref",
                        ErrorCode.VIEWONLY_SYNC_BACKREF,
                        r -> r.viewOnly().syncBackref(SyncBackref.ON)),
                wrong("delete", ErrorCode.VIEWONLY_CASCADE, r -> r.viewOnly().cascade(Cascade.ALL)),
                wrong(
                        "passiveDeletes",
                        ErrorCode.PASSIVE_DELETES_ALL_WITH_DELETE,
                        r -> r.passiveDeletes(PassiveDeletes.ALL).cascade(Cascade.DELETE)),
                wrong(
                        "secondary",
                        ErrorCode.SECONDARYJOIN_WITHOUT_SECONDARY,
                        r -> r.secondaryJoin("Parent.id = Child.id")),
                wrong("Child", ErrorCode.SECONDARY_IS_ENTITY, r -> r.secondary("Child")),
                wrong("nowhere", ErrorCode.UNKNOWN_NAME, r -> r.secondary("nowhere")),
                wrong(
                        "Child.number",
                        ErrorCode.UNKNOWN_ATTRIBUTE,
                        r -> r.foreignKeys("Child.number")),
                wrong("^", ErrorCode.PARSE_ERROR, r -> r.primaryJoin("Parent.id = = Child.id")),
                wrong("number", ErrorCode.UNKNOWN_NAME, r -> r.orderBy("number")));
    }

    @ParameterizedTest(name = "{1} {0}")
    @MethodSource("mistakes")
    void inCode(String text, ErrorCode code, Consumer<RelationshipMapping> said) {
        assertThatThrownBy(() -> family(said).build())
                .isInstanceOfSatisfying(
                        MappingException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining("Parent.children")
                .hasMessageContaining(text);
    }

    static Stream<Arguments> doubtfulThings() {
        return Stream.of(
                wrong("NO_LOAD", ErrorCode.DISCOURAGED_ARGUMENT, r -> r.lazy(Lazy.NO_LOAD)),
                wrong("omitJoin", ErrorCode.DISCOURAGED_ARGUMENT, r -> r.omitJoin(true)),
                wrong(
                        "enableTypechecks",
                        ErrorCode.DISCOURAGED_ARGUMENT,
                        r -> r.enableTypechecks(false)),
                wrong(
                        "enableTypechecks",
                        ErrorCode.VIEWONLY_PERSISTENCE_FLAG,
                        r -> r.viewOnly().enableTypechecks(false)),
                wrong(
                        "passiveUpdates",
                        ErrorCode.VIEWONLY_PERSISTENCE_FLAG,
                        r -> r.viewOnly().passiveUpdates(false)),
                wrong(
                        "delete-orphan",
                        ErrorCode.ORPHAN_WITHOUT_DELETE,
                        r -> r.cascade(Cascade.DELETE_ORPHAN)),
                wrong(
                        "foreignKeys",
                        ErrorCode.MARK_OVERRIDES_ARGUMENT,
                        r ->
                                r.primaryJoin("Parent.id = foreign(Child.parent_id)")
                                        .foreignKeys("Child.parent_id")),
                wrong("queryClass", ErrorCode.DISCOURAGED_ARGUMENT, r -> r.queryClass(List.class)));
    }

    @ParameterizedTest(name = "{1} {0}")
    @MethodSource("doubtfulThings")
    @DisplayName(
            "What is doubtful is a warning, kept on the mapper, and an error on request (RC-5)")
    void warnings(String text, ErrorCode code, Consumer<RelationshipMapping> said) {
        Relmap relmap = family(said).build();
        assertThat(
                        Objects.requireNonNull(
                                        relmap.mapping()
                                                .mapper("Parent")
                                                .findRelationship("children"))
                                .warnings())
                .filteredOn(warning -> warning.code() == code)
                .extracting(Warning::message)
                .singleElement()
                .asString()
                .contains("Parent.children", text);
        assertThatThrownBy(() -> family(said).failOnWarnings().build())
                .isInstanceOfSatisfying(
                        MappingException.class,
                        e ->
                                assertThat(e.problems())
                                        .extracting(MappingException::code)
                                        .contains(code));
    }

    @Entity(name = "Target", table = "pe_target")
    static class Target {
        @Id @Nullable Integer id;

        @ForeignKey("pe_depth.id")
        @Nullable Integer depthId;
    }

    @Entity(name = "Depth", table = "pe_depth")
    static class Depth {
        @Id @Nullable Integer id;

        @Relationship(joinDepth = -5)
        final ToList<Target> targets = ToList.of(this);

        @Relationship(batchSize = 1000)
        final ToList<Target> more = ToList.of(this);

        @Relationship(backref = "depth", backrefArguments = @Backref(batchSize = -1))
        final ToList<Target> others = ToList.of(this);
    }

    @Entity(name = "Comparing", table = "pe_depth")
    static class Comparing {
        @Id @Nullable Integer id;

        @Relationship(comparator = String.class)
        final ToList<Target> targets = ToList.of(this);
    }

    @Entity(name = "Listening", table = "pe_depth")
    static class Listening {
        @Id @Nullable Integer id;

        @Relationship(listeners = Demanding.class)
        final ToList<Target> targets = ToList.of(this);
    }

    /** Has no constructor without arguments. */
    record Demanding(String wish) implements io.relmap.observe.AttributeListener {}

    @Entity(name = "Orphaning", table = "pe_target")
    static class Orphaning {
        @Id @Nullable Integer id;

        @ForeignKey("pe_depth.id")
        @Relationship(cascade = {Cascade.ALL, Cascade.DELETE_ORPHAN})
        final ToOne<Owned> depth = ToOne.of(this);
    }

    @Entity(name = "Owned", table = "pe_depth")
    static class Owned {
        @Id @Nullable Integer id;
    }

    private static void assertAnnotated(ErrorCode code, List<String> texts, Class<?>... classes) {
        assertThatThrownBy(() -> builder().entities(classes).build())
                .isInstanceOfSatisfying(
                        MappingException.class, e -> assertThat(e.code()).isEqualTo(code))
                .satisfies(e -> assertThat(e.getMessage()).contains(texts));
    }

    @Test
    void byAnnotation() {
        assertAnnotated(
                ErrorCode.INVALID_ARGUMENT,
                List.of(
                        "Depth.targets: joinDepth = -5",
                        "Depth.more: batchSize = 1000",
                        "Depth.others, backref \"depth\": batchSize = -1"),
                Depth.class,
                Target.class);
        assertAnnotated(
                ErrorCode.INVALID_ARGUMENT,
                List.of("Comparing.targets", "java.lang.String", "RelationshipComparator"),
                Comparing.class,
                Target.class);
        assertAnnotated(
                ErrorCode.INVALID_ARGUMENT,
                List.of("Listening.targets", "Demanding", "AttributeListener"),
                Listening.class,
                Target.class);
        assertAnnotated(
                ErrorCode.ORPHAN_NEEDS_SINGLE_PARENT,
                List.of("Orphaning.depth", "singleParent"),
                Orphaning.class,
                Owned.class);
    }
}
