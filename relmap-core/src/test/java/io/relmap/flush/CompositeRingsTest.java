package io.relmap.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKeyConstraint;
import io.relmap.annotation.Id;
import io.relmap.annotation.Match;
import io.relmap.annotation.Relationship;
import io.relmap.error.CircularDependencyException;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName(
        "02, 6.2, UW-41: of a reference in a ring the columns that may be NULL are NULL for a while")
class CompositeRingsTest {

    private static Relmap created(TestDatabase database, Class<?>... entities) {
        Relmap relmap =
                Relmap.builder().dataSource(database.freshDataSource()).entities(entities).build();
        relmap.schema().createAll();
        return relmap;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a key that shares a column with the primary key: rows in a ring come and go")
    void sharedWithThePrimaryKey(TestDatabase database) {
        Relmap relmap = created(database, Folder.class);
        Folder first = new Folder(1, 1);
        Folder second = new Folder(1, 2);
        Folder third = new Folder(1, 3);
        first.children.add(second);
        second.children.add(third);
        third.children.add(first);
        Folder alone = new Folder(2, 1);
        alone.parent.set(alone);

        relmap.inTransaction(session -> session.addAll(List.of(first, alone)));

        relmap.inTransaction(
                session -> {
                    List<Folder> found = session.query(Folder.class).list();
                    assertThat(found)
                            .hasSize(4)
                            .allMatch(folder -> folder.parent.get() != null)
                            .allMatch(folder -> folder.parent.get().accountId == folder.accountId);
                    found.forEach(session::delete);
                });
        relmap.inTransaction(session -> assertThat(session.query(Folder.class).list()).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "a key that shares a NOT NULL column with another one: that column keeps its value")
    void sharedWithAnotherKey(TestDatabase database) {
        Relmap relmap = created(database, Tenant.class, Task.class);
        Tenant tenant = new Tenant(7);
        Task first = new Task(1, tenant);
        Task second = new Task(2, tenant);
        first.next.set(second);
        second.next.set(first);

        relmap.inTransaction(session -> session.addAll(List.of(first, second)));

        relmap.inTransaction(
                session -> {
                    Task found = session.get(Task.class, 1);
                    assertThat(found.tenantId).isEqualTo(7);
                    assertThat(found.next.get().next.get()).isSameAs(found);
                    found.next.set(null);
                });
        relmap.inTransaction(
                session -> {
                    Task found = session.get(Task.class, 1);
                    assertThat(found.tenant.get().id).isEqualTo(7);
                    assertThat(found.next.get()).isNull();
                    found.next.set(session.get(Task.class, 2));
                });
        relmap.inTransaction(
                session -> {
                    Task found = session.get(Task.class, 1);
                    session.delete(found.next.get());
                    session.delete(found);
                });
        relmap.inTransaction(session -> assertThat(session.query(Task.class).list()).isEmpty());
    }

    @Test
    @DisplayName("a key with MATCH FULL is NULL altogether or not at all")
    void matchedInFull() {
        Relmap relmap = created(TestDatabase.POSTGRESQL, FullFolder.class);
        FullFolder first = new FullFolder(1, 1);
        FullFolder second = new FullFolder(1, 2);
        first.parent.set(second);
        second.parent.set(first);

        assertThatExceptionOfType(CircularDependencyException.class)
                .isThrownBy(() -> relmap.inTransaction(session -> session.add(first)))
                .withMessageContaining("full_folder.parent_id");
    }

    @Entity(table = "folder")
    @ForeignKeyConstraint(
            columns = {"account_id", "parent_id"},
            references = {"folder.account_id", "folder.folder_id"})
    static class Folder {
        @Id int accountId;
        @Id int folderId;
        @Nullable Integer parentId;

        @Relationship(
                backPopulates = "children",
                remoteSide = "[Folder.account_id, Folder.folder_id]")
        final ToOne<Folder> parent = ToOne.of(this);

        @Relationship(backPopulates = "parent")
        final ToList<Folder> children = ToList.of(this);

        Folder() {}

        Folder(int accountId, int folderId) {
            this.accountId = accountId;
            this.folderId = folderId;
        }
    }

    @Entity(table = "full_folder")
    @ForeignKeyConstraint(
            columns = {"account_id", "parent_id"},
            references = {"full_folder.account_id", "full_folder.folder_id"},
            match = Match.FULL)
    static class FullFolder {
        @Id int accountId;
        @Id int folderId;
        @Nullable Integer parentId;

        @Relationship(remoteSide = "[FullFolder.account_id, FullFolder.folder_id]")
        final ToOne<FullFolder> parent = ToOne.of(this);

        FullFolder() {}

        FullFolder(int accountId, int folderId) {
            this.accountId = accountId;
            this.folderId = folderId;
        }
    }

    @Entity(table = "tenant")
    static class Tenant {
        @Id int id;

        Tenant() {}

        Tenant(int id) {
            this.id = id;
        }
    }

    @Entity(table = "task")
    @io.relmap.annotation.UniqueConstraint({"tenant_id", "id"})
    @ForeignKeyConstraint(
            columns = {"tenant_id"},
            references = {"tenant.id"})
    @ForeignKeyConstraint(
            columns = {"tenant_id", "next_id"},
            references = {"task.tenant_id", "task.id"})
    static class Task {
        @Id int id;

        @io.relmap.annotation.Column(nullable = false)
        @Nullable Integer tenantId;

        @Nullable Integer nextId;

        @Relationship final ToOne<Tenant> tenant = ToOne.of(this);

        @Relationship(remoteSide = "[Task.tenant_id, Task.id]")
        final ToOne<Task> next = ToOne.of(this);

        Task() {}

        Task(int id, Tenant tenant) {
            this.id = id;
            this.tenant.set(tenant);
        }
    }
}
