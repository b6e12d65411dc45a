package io.relmap.flush;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Relmap;
import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.mapping.Behaviour;
import io.relmap.observe.StatementListener;
import io.relmap.session.NestedTransaction;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys that a program changes, and rows that refer to them. */
class KeyChangeTest {

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-25, UW-92: in a self-referential table a known member counts as saved")
    void theMembersOfARowWithANewKeyAreWritten(Behaviour behaviour) {
        List<String> statements = new ArrayList<>();
        Relmap relmap =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .entities(Folder.class)
                        .behaviour(behaviour)
                        .listener((StatementListener) execution -> statements.add(execution.sql()))
                        .build();
        try (Session session = relmap.openSession()) {
            session.executeSql(
                    "create table folder (path varchar(80) primary key, parent_path varchar(80)"
                            + " references folder(path) on update cascade)");
            Folder root = new Folder("a");
            root.folders.add(new Folder("a/b"));
            session.add(root);
            session.flush();
            statements.clear();
            root.path = "z";
            session.flush();

            assertThat(statements)
                    .containsExactly(
                            "UPDATE folder SET path = ? WHERE path = ?",
                            "UPDATE folder SET parent_path = ? WHERE path = ?");
            session.expireAll();
            Folder child = Objects.requireNonNull(session.get(Folder.class, "a/b"));
            assertThat(child.parent.get()).isSameAs(root);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "UW-97: an object whose key another one takes stays in the session, also after a rollback")
    void aKeyIsHandedOn(TestDatabase database) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Folder.class)
                        .build();
        relmap.schema().createAll();
        try (Session session = relmap.openSession()) {
            Folder first = new Folder("a");
            Folder second = new Folder("b");
            session.addAll(List.of(first, second));
            session.flush();
            NestedTransaction savepoint = session.beginNested();

            first.path = "b";
            second.path = "c";
            session.flush();

            assertThat(session.contains(first)).isTrue();
            assertThat(session.contains(second)).isTrue();
            assertThat(session.get(Folder.class, "b")).isSameAs(first);
            assertThat(session.get(Folder.class, "c")).isSameAs(second);
            savepoint.rollback();

            assertThat(List.of(first.path, second.path)).containsExactly("a", "b");
            assertThat(session.get(Folder.class, "a")).isSameAs(first);
            assertThat(session.get(Folder.class, "b")).isSameAs(second);
            assertThat(session.get(Folder.class, "c")).isNull();
        }
    }

    @Entity(table = "folder")
    static class Folder {
        @Id
        @Column(length = 80)
        String path = "";

        @ForeignKey("folder.path")
        @Column(length = 80)
        @Nullable String parentPath;

        @Relationship(backPopulates = "folders", remoteSide = "Folder.path")
        final ToOne<Folder> parent = ToOne.of(this);

        @Relationship(backPopulates = "parent")
        final ToList<Folder> folders = ToList.of(this);

        Folder() {}

        Folder(String path) {
            this.path = path;
        }
    }
}
