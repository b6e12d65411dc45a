package io.relmap.mapping.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.Column;
import io.relmap.annotation.Embedded;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What a newcomer writes wrongly is answered by what to write instead (RC-4, RC-6)")
@SuppressWarnings({"unused", "UnusedVariable"})
class NewcomersMistakesTest {

    private static MappingException refused(ErrorCode code, Class<?>... classes) {
        MappingException failure = Build.failure(classes);
        assertThat(failure).as("no failure").isNotNull();
        assertThat(failure.code()).isEqualTo(code);
        return failure;
    }

    /** A key of two columns. */
    record Key(Long store, String code) {}

    @Entity
    static class RecordKey {
        @Id Key id;
    }

    @Entity
    static class EmbeddedKey {
        @Id @Embedded Key id;
    }

    @Test
    @DisplayName("RM-105")
    void aKeyInARecordIsGivenAFieldForEachColumn() {
        for (Class<?> type : List.of(RecordKey.class, EmbeddedKey.class)) {
            MappingException failure = Build.failure(type);
            assertThat(failure).isNotNull();
            assertThat(failure.problems().get(0))
                    .hasMessageContainingAll(
                            "RM-105", type.getSimpleName() + ".id", "@Id private Long store;")
                    .hasMessageContaining("@Id private String code;");
        }
    }

    @Entity
    static class EmbeddedReference {
        @Id int id;

        @Embedded
        @ForeignKey("embedded_reference.id")
        Key key;
    }

    @Test
    @DisplayName("RM-105")
    void whatSpeaksOfOneColumnIsNotForSeveral() {
        assertThat(refused(ErrorCode.INVALID_FIELD, EmbeddedReference.class))
                .hasMessageContainingAll("EmbeddedReference.key", "@ForeignKey", "components");
    }

    @Entity
    static class Twice {
        @Id int id;
        String title;

        @Column(name = "title")
        String heading;
    }

    @Test
    @DisplayName("RM-101")
    void twoAttributesInOneColumnAreBothNamed() {
        assertThat(refused(ErrorCode.INVALID_TABLE, Twice.class))
                .hasMessageContainingAll("Twice.heading", "Twice.title", "@Column(name");
    }

    @Entity(table = "shelf")
    static class Shelf {
        @Id int id;
    }

    @Entity(table = "shelf")
    static class Rack {
        @Id int id;
    }

    @Test
    @DisplayName("RM-101")
    void twoEntitiesOfOneTableAreBothNamed() {
        assertThat(refused(ErrorCode.INVALID_TABLE, Shelf.class, Rack.class))
                .hasMessageContainingAll("Table shelf", "entity Shelf", "entity Rack");
    }

    @Entity
    static class Uuid {
        @Id @GeneratedValue UUID id;
    }

    @Test
    @DisplayName("RM-101")
    void aUuidIsMadeWithTheObject() {
        assertThat(refused(ErrorCode.INVALID_TABLE, Uuid.class))
                .hasMessageContainingAll("Uuid.id", "@Id private UUID id = UUID.randomUUID()");
    }

    @Entity
    static class PlainFields {
        @Id int id;
        List<Shelf> shelves = new ArrayList<>();
        Shelf main;
        Map<String, String> labels;
        Key key;
    }

    @Test
    @DisplayName("RM-107")
    void aPlainFieldForARelationshipIsAnsweredWithTheHolder() {
        MappingException failure = Build.failure(PlainFields.class, Shelf.class);
        assertThat(failure).isNotNull();
        assertThat(failure.problems())
                .extracting(MappingException::getMessage)
                .satisfiesExactly(
                        shelves ->
                                assertThat(shelves)
                                        .contains("PlainFields.shelves", "ToList.of(this)"),
                        main -> assertThat(main).contains("PlainFields.main", "ToOne<Shelf>"),
                        labels -> assertThat(labels).contains("PlainFields.labels", "@Convert"),
                        key -> assertThat(key).contains("PlainFields.key", "@Embedded"));
    }

    @Entity(table = "writer")
    static class Writer {
        @Id int id;

        @Relationship(backPopulates = "writer")
        final ToList<Novel> novels = ToList.of(this);
    }

    @Entity(table = "novel")
    static class Novel {
        @Id int id;
        String title;

        @ForeignKey("writr.id")
        Integer writerId;

        @Relationship(backPopulates = "novels")
        final ToOne<Writer> writer = ToOne.of(this);
    }

    @Test
    @DisplayName("RM-110")
    void aForeignKeyToNowhereIsNamedWhereItIsMissed() {
        MappingException failure = Build.failure(Writer.class, Novel.class);
        assertThat(failure).isNotNull();
        assertThat(failure.problems())
                .hasSize(2)
                .allSatisfy(
                        problem ->
                                assertThat(problem)
                                        .hasMessageContaining(
                                                "novel.writer_id refers to writr, which is no table; did"
                                                        + " you mean writer?"));
    }

    @Entity(table = "poet")
    static class Poet {
        @Id int id;

        @Relationship(orderBy = "titel")
        final ToList<Poem> poems = ToList.of(this);
    }

    @Entity(table = "poem")
    static class Poem {
        @Id int id;
        String title;

        @ForeignKey("poet.id")
        Integer poetId;
    }

    @Test
    @DisplayName("RM-137")
    void anUnknownNameInAnOrderIsLookedForInTheTarget() {
        assertThat(refused(ErrorCode.UNKNOWN_NAME, Poet.class, Poem.class))
                .hasMessageContaining(
                        "the entity Poem has no attribute titel; did you mean title?");
    }

    @Test
    @DisplayName("RM-105, RM-106")
    void annotationsOfAnotherLibraryAreNamed(@TempDir Path folder) throws Exception {
        Class<?>[] types =
                compiled(
                        folder,
                        Map.of(
                                "jakarta.persistence.Id",
                                annotation("Id"),
                                "jakarta.persistence.Entity",
                                annotation("Entity"),
                                "shop.Item",
                                "package shop; @io.relmap.annotation.Entity public class Item {"
                                        + " @jakarta.persistence.Id int id; }",
                                "shop.Other",
                                "package shop; @jakarta.persistence.Entity public class Other {}"),
                        "shop.Item",
                        "shop.Other");

        MappingException failure = Build.failure(types);

        assertThat(failure).isNotNull();
        assertThat(failure)
                .hasMessageContaining(
                        "Item.id is annotated with jakarta.persistence.Id, which relmap does not read;"
                                + " write @Id and import io.relmap.annotation.Id")
                .hasMessageContaining("import io.relmap.annotation.Entity");
    }

    private static String annotation(String name) {
        return "package jakarta.persistence; @java.lang.annotation.Retention("
                + "java.lang.annotation.RetentionPolicy.RUNTIME) public @interface "
                + name
                + " {}";
    }

    /** Classes made for one test, since the other library is on no class path here. */
    @SuppressWarnings("BanClassLoader")
    private static Class<?>[] compiled(Path folder, Map<String, String> sources, String... names)
            throws IOException, ReflectiveOperationException {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "-proc:none",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                folder.toString()));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = folder.resolve(source.getKey().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            arguments.add(Files.writeString(file, source.getValue()).toString());
        }
        assertThat(
                        ToolProvider.getSystemJavaCompiler()
                                .run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        List<Class<?>> types = new ArrayList<>();
        try (URLClassLoader loader =
                new URLClassLoader(
                        new URL[] {folder.toUri().toURL()},
                        NewcomersMistakesTest.class.getClassLoader())) {
            for (String name : names) {
                Class<?> type = loader.loadClass(name);
                assertThat(type.getAnnotations()).as("read while it can be").isNotEmpty();
                types.add(type);
            }
            assertThat(types.get(0).getDeclaredField("id").getAnnotations()).isNotEmpty();
        }
        return types.toArray(Class<?>[]::new);
    }
}
