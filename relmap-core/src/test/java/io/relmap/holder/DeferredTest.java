package io.relmap.holder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.Inspect;
import io.relmap.Relmap;
import io.relmap.annotation.Column;
import io.relmap.annotation.DeferredGroup;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.annotation.UniqueConstraint;
import io.relmap.error.DetachedInstanceException;
import io.relmap.error.InvalidRequestException;
import io.relmap.error.MappingException;
import io.relmap.observe.StatementListener;
import io.relmap.query.ColumnPath;
import io.relmap.query.Load;
import io.relmap.session.MergeOption;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Columns that are loaded at first access")
class DeferredTest {

    @Entity(table = "shelf")
    static class Shelf implements Serializable {
        private static final long serialVersionUID = 1L;

        @Id @Nullable Long id;

        @Relationship(backPopulates = "shelf", orderBy = "id")
        final ToList<Document> documents = ToList.of(this);
    }

    @Entity(table = "document")
    static class Document implements Serializable {
        private static final long serialVersionUID = 1L;

        @Id @Nullable Long id;
        @Nullable String title;

        @Column(length = 4000)
        final Deferred<String> body = Deferred.of(this);

        @DeferredGroup("media")
        final Deferred<byte[]> image = Deferred.of(this);

        @DeferredGroup("media")
        final Deferred<Integer> width = Deferred.of(this);

        @ForeignKey("shelf.id")
        @Nullable Long shelfId;

        @Relationship(backPopulates = "documents")
        final ToOne<Shelf> shelf = ToOne.of(this);
    }

    /** Two documents on one shelf. */
    private static final class Archive {

        private final List<String> statements = new ArrayList<>();
        private final Relmap relmap;

        Archive(TestDatabase database) {
            relmap =
                    Relmap.builder()
                            .dataSource(database.freshDataSource())
                            .entities(Shelf.class, Document.class)
                            .listener(
                                    (StatementListener)
                                            execution ->
                                                    statements.add(
                                                            execution
                                                                    .sql()
                                                                    .toLowerCase(Locale.ROOT)))
                            .build();
            relmap.schema().createAll();
            relmap.inTransaction(
                    session -> {
                        Shelf shelf = new Shelf();
                        shelf.id = 1L;
                        for (long id = 1; id <= 2; id++) {
                            Document document = new Document();
                            document.id = id;
                            document.title = "title " + id;
                            document.body.set("body " + id);
                            document.image.set(new byte[] {(byte) id, 7});
                            document.width.set((int) id * 100);
                            shelf.documents.add(document);
                        }
                        session.add(shelf);
                    });
        }

        void session(Consumer<Session> work) {
            statements.clear();
            relmap.inTransaction(work);
        }

        List<String> statements() {
            List<String> copy = List.copyOf(statements);
            statements.clear();
            return copy;
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-114: it is not selected with its object; the first read selects it, and nothing else of the row")
    void theFirstReadSelectsIt(TestDatabase database) {
        Archive archive = new Archive(database);
        archive.session(
                session -> {
                    List<Document> found = session.query(Document.class).orderBy("id").list();
                    assertThat(archive.statements())
                            .singleElement()
                            .asString()
                            .contains("title")
                            .doesNotContain("body")
                            .doesNotContain("image");
                    Document first = found.get(0);
                    assertThat(first.body.isLoaded()).isFalse();
                    assertThat(first.body.toString()).contains("not loaded");
                    assertThat(first.title).isEqualTo("title 1");
                    assertThat(first.body.get()).isEqualTo("body 1");
                    assertThat(archive.statements())
                            .singleElement()
                            .asString()
                            .contains("body")
                            .doesNotContain("title")
                            .doesNotContain("image");
                    assertThat(first.body.isLoaded()).isTrue();
                    assertThat(first.body.get()).isEqualTo("body 1");
                    assertThat(found.get(1).body.isLoaded()).isFalse();
                    assertThat(session.isModified(first)).isFalse();
                    assertThat(archive.statements()).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-114: columns of a group are loaded together")
    void groupsAreLoadedTogether(TestDatabase database) {
        Archive archive = new Archive(database);
        archive.session(
                session -> {
                    Document second = Objects.requireNonNull(session.get(Document.class, 2L));
                    archive.statements();
                    assertThat(second.width.get()).isEqualTo(200);
                    assertThat(second.image.get()).containsExactly(2, 7);
                    assertThat(second.body.isLoaded()).isFalse();
                    assertThat(archive.statements()).hasSize(1);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-114: a query loads them at once: one, a group, at any place, and for what is there already")
    void aQueryLoadsThemAtOnce(TestDatabase database) {
        Archive archive = new Archive(database);
        archive.session(
                session -> {
                    Document first =
                            session.query(Document.class)
                                    .where("id = 1")
                                    .options(Load.undefer("body"), Load.undeferGroup("media"))
                                    .one();
                    assertThat(archive.statements()).hasSize(1);
                    assertThat(first.body.get()).isEqualTo("body 1");
                    assertThat(first.width.get()).isEqualTo(100);
                    assertThat(archive.statements()).isEmpty();
                    session.refresh(first);
                    assertThat(archive.statements()).hasSize(1);
                    assertThat(first.body.get()).isEqualTo("body 1");
                    assertThat(archive.statements()).isEmpty();
                });
        archive.session(
                session -> {
                    Document known = Objects.requireNonNull(session.get(Document.class, 2L));
                    archive.statements();
                    Shelf shelf =
                            session.query(Shelf.class)
                                    .options(Load.selectIn("documents").undefer("body"))
                                    .one();
                    assertThat(archive.statements()).hasSize(2);
                    assertThat(shelf.documents)
                            .extracting(each -> each.body.get())
                            .containsExactly("body 1", "body 2");
                    assertThat(known.body.isLoaded()).isTrue();
                    assertThat(archive.statements()).isEmpty();
                });
        archive.session(
                session -> {
                    Shelf shelf =
                            session.query(Shelf.class)
                                    .options(Load.joined("documents").undefer("body"))
                                    .one();
                    assertThat(shelf.documents)
                            .extracting(each -> each.body.get())
                            .containsExactly("body 1", "body 2");
                    assertThat(shelf.documents.get(0).width.isLoaded()).isFalse();
                    assertThat(archive.statements()).hasSize(1);
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-114, AT-12: setting it loads nothing and is written, NULL too; what is not touched stays in the row")
    void settingItLoadsNothing(TestDatabase database) {
        Archive archive = new Archive(database);
        archive.session(
                session -> {
                    Document first = Objects.requireNonNull(session.get(Document.class, 1L));
                    Document second = Objects.requireNonNull(session.get(Document.class, 2L));
                    archive.statements();
                    first.body.set("new");
                    second.body.set(null);
                    second.title = "other";
                    assertThat(first.body.get()).isEqualTo("new");
                    assertThat(second.body.get()).isNull();
                    session.flush();
                    List<String> sent = archive.statements();
                    assertThat(sent).allMatch(sql -> sql.startsWith("update"));
                    assertThat(sent).noneMatch(sql -> sql.contains("image"));
                });
        archive.session(
                session -> {
                    assertThat(
                                    session.query(Document.class)
                                            .orderBy("id")
                                            .select("title", "body", "width")
                                            .list())
                            .containsExactly(
                                    new Object[] {"title 1", "new", 100},
                                    new Object[] {"other", null, 200});
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-114, SE-54: an object whose deferred columns are not loaded is not expired: lazy loads take it along")
    void itIsNotExpired(TestDatabase database) {
        Archive archive = new Archive(database);
        archive.session(
                session -> {
                    Document first = Objects.requireNonNull(session.get(Document.class, 1L));
                    archive.statements();
                    assertThat(Objects.requireNonNull(first.shelf.get()).documents).hasSize(2);
                    assertThat(archive.statements()).hasSize(2);
                    assertThat(session.get(Document.class, 1L)).isSameAs(first);
                    assertThat(archive.statements()).isEmpty();
                    session.expire(first);
                    assertThat(Inspect.of(first).attribute("title").get()).isEqualTo("title 1");
                    assertThat(first.body.isLoaded()).isFalse();
                    assertThat(archive.statements())
                            .singleElement()
                            .asString()
                            .doesNotContain("body");
                    assertThat(Inspect.of(first).attribute("body").get()).isEqualTo("body 1");
                    session.expire(first, List.of("body"));
                    assertThat(first.body.isLoaded()).isFalse();
                    assertThat(first.body.get()).isEqualTo("body 1");
                    session.refresh(first, List.of("body"));
                    assertThat(first.body.isLoaded()).isTrue();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-114: overwriting forgets it, edits too, unless the query loads it")
    void overwritingForgetsIt(TestDatabase database) {
        Archive archive = new Archive(database);
        archive.session(
                session -> {
                    Document first = Objects.requireNonNull(session.get(Document.class, 1L));
                    session.noAutoflush(
                            () -> {
                                first.body.set("lost");
                                session.query(Document.class).populateExisting().list();
                                assertThat(first.body.isLoaded()).isFalse();
                                assertThat(first.body.get()).isEqualTo("body 1");
                            });
                    assertThat(session.isModified(first)).isFalse();
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-114, SE-63: a merge takes what is loaded, and leaves the rest of the row alone")
    void mergeTakesWhatIsLoaded(TestDatabase database) {
        Archive archive = new Archive(database);
        Document[] detached = new Document[1];
        archive.session(
                session -> {
                    detached[0] = Objects.requireNonNull(session.get(Document.class, 1L));
                });
        assertThatExceptionOfType(DetachedInstanceException.class)
                .isThrownBy(() -> detached[0].body.get())
                .withMessageContaining("Load.undefer(\"body\")");
        detached[0].width.set(null);
        archive.session(session -> session.merge(detached[0]));
        archive.session(
                session -> {
                    Document first = Objects.requireNonNull(session.get(Document.class, 1L));
                    assertThat(first.width.get()).isNull();
                    assertThat(first.body.get()).isEqualTo("body 1");
                });
        archive.session(
                session -> detached[0] = Objects.requireNonNull(session.get(Document.class, 1L)));
        archive.session(
                session -> {
                    Document copy = session.merge(detached[0], MergeOption.NO_LOAD);
                    assertThat(copy.body.isLoaded()).isFalse();
                    assertThat(copy.body.get()).isEqualTo("body 1");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LO-114, SE-63: a merge of what was loaded and not touched writes nothing, of what was set it writes that")
    void mergeOfWhatIsUntouchedWritesNothing(TestDatabase database) {
        Archive archive = new Archive(database);
        Document[] detached = new Document[1];
        archive.session(
                session -> {
                    detached[0] = Objects.requireNonNull(session.get(Document.class, 1L));
                    detached[0].body.get();
                    detached[0].image.get();
                });
        archive.session(session -> session.merge(detached[0]));
        assertThat(archive.statements()).noneMatch(sql -> sql.startsWith("update"));
        detached[0].body.set("other");
        archive.session(session -> session.merge(detached[0]));
        assertThat(archive.statements())
                .filteredOn(sql -> sql.startsWith("update"))
                .singleElement()
                .asString()
                .contains("body")
                .doesNotContain("image");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-114, SE-70: after a rollback it is loaded anew")
    void afterARollback(TestDatabase database) {
        Archive archive = new Archive(database);
        archive.session(
                session -> {
                    Document first = Objects.requireNonNull(session.get(Document.class, 1L));
                    first.body.set("lost");
                    session.flush();
                    session.rollback();
                    assertThat(first.body.get()).isEqualTo("body 1");
                    Document fresh = new Document();
                    fresh.id = 3L;
                    fresh.body.set("kept");
                    session.add(fresh);
                    session.flush();
                    assertThat(fresh.body.isLoaded()).isTrue();
                    session.rollback();
                    assertThat(fresh.body.get()).isEqualTo("kept");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-114, SE-70: what a new object was given outlasts overwriting and a rollback")
    void aNewObjectKeepsIt(TestDatabase database) {
        Archive archive = new Archive(database);
        archive.session(
                session -> {
                    Document fresh = new Document();
                    fresh.id = 3L;
                    fresh.body.set("kept");
                    session.add(fresh);
                    session.flush();
                    session.query(Document.class).populateExisting().list();
                    assertThat(fresh.body.isLoaded()).isFalse();
                    session.rollback();
                    assertThat(fresh.body.get()).isEqualTo("kept");
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-114, UW-100: a row that is taken over holds nothing of what was not loaded")
    void aRowThatIsTakenOver(TestDatabase database) {
        Archive archive = new Archive(database);
        archive.session(
                session -> {
                    Document old = Objects.requireNonNull(session.get(Document.class, 1L));
                    old.body.set("x");
                    session.delete(old);
                    Document fresh = new Document();
                    fresh.id = 1L;
                    session.add(fresh);
                });
        archive.session(
                session -> {
                    Document found = Objects.requireNonNull(session.get(Document.class, 1L));
                    assertThat(found.body.get()).isNull();
                    assertThat(found.width.get()).isNull();
                });
    }

    @Test
    @DisplayName("LO-114: it is serialized where it is loaded, and refused where it is not")
    void serialization() throws IOException, ClassNotFoundException {
        Archive archive = new Archive(TestDatabase.H2);
        Document[] held = new Document[1];
        archive.session(
                session -> {
                    Document first = Objects.requireNonNull(session.get(Document.class, 1L));
                    assertThatExceptionOfType(InvalidRequestException.class)
                            .isThrownBy(() -> written(first))
                            .withMessageContaining("Load.undefer");
                    held[0] =
                            session.query(Document.class)
                                    .where("id = 1")
                                    .options(Load.undefer("body"), Load.undeferGroup("media"))
                                    .one();
                });
        try (ObjectInputStream in =
                new ObjectInputStream(new ByteArrayInputStream(written(held[0])))) {
            Document read = (Document) in.readObject();
            assertThat(read.body.get()).isEqualTo("body 1");
            assertThat(read.body.isLoaded()).isTrue();
        }
    }

    @Test
    @DisplayName("LO-113: an option for a column that is not deferred, and deferred keys, are told")
    void whatCannotBeDeferred() {
        Archive archive = new Archive(TestDatabase.H2);
        archive.session(
                session -> {
                    assertThatExceptionOfType(InvalidRequestException.class)
                            .isThrownBy(
                                    () ->
                                            session.query(Document.class)
                                                    .options(Load.undefer("title"))
                                                    .list())
                            .withMessageContaining("body");
                    assertThatExceptionOfType(InvalidRequestException.class)
                            .isThrownBy(
                                    () ->
                                            session.query(Document.class)
                                                    .options(Load.undeferGroup("body"))
                                                    .list())
                            .withMessageContaining("group");
                    assertThatExceptionOfType(InvalidRequestException.class)
                            .isThrownBy(
                                    () ->
                                            session.query(Shelf.class)
                                                    .options(
                                                            Load.undefer(
                                                                    ColumnPath.of(
                                                                            Document.class,
                                                                            "body",
                                                                            String.class)))
                                                    .list())
                            .withMessageContaining("Document");
                    assertThat(archive.statements()).isEmpty();
                });
        for (Class<?> wrong :
                List.of(
                        DeferredKey.class,
                        DeferredCode.class,
                        DeferredPair.class,
                        PlainGroup.class)) {
            assertThatExceptionOfType(MappingException.class)
                    .isThrownBy(
                            () ->
                                    Relmap.builder()
                                            .dataSource(TestDatabase.H2.freshDataSource())
                                            .entities(wrong)
                                            .build())
                    .withMessageContaining(wrong.getSimpleName())
                    .withMessageContaining("Deferred");
        }
    }

    @Entity
    static class DeferredKey {
        @Id final Deferred<Long> id = Deferred.of(this);
    }

    @Entity
    static class DeferredCode {
        @Id @Nullable Long id;

        @Column(unique = true)
        final Deferred<String> code = Deferred.of(this);
    }

    @Entity
    @UniqueConstraint({"code", "id"})
    static class DeferredPair {
        @Id @Nullable Long id;

        final Deferred<String> code = Deferred.of(this);
    }

    @Entity
    static class PlainGroup {
        @Id @Nullable Long id;

        @DeferredGroup("media")
        @Nullable String text;
    }

    private static byte[] written(Document document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ObjectOutputStream stream = new ObjectOutputStream(out)) {
            stream.writeObject(document);
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LO-114, QU-30: conditions, orders and bulk statements know it as any column")
    void queriesKnowIt(TestDatabase database) {
        Archive archive = new Archive(database);
        archive.session(
                session -> {
                    Document second =
                            session.query(Document.class)
                                    .where("body like '%2'")
                                    .orderBy("width desc")
                                    .one();
                    assertThat(second.id).isEqualTo(2);
                    session.query(Document.class).update(Map.of("body", "all"));
                    assertThat(second.body.get()).isEqualTo("all");
                });
    }
}
