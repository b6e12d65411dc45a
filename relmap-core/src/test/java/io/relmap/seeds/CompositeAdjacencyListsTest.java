package io.relmap.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKeyConstraint;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.join.Direction;
import io.relmap.schema.Column;
import io.relmap.schema.ForeignKeyConstraint.Options;
import io.relmap.schema.Table;
import io.relmap.type.TypeRegistry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Seeds: Composite Adjacency Lists")
class CompositeAdjacencyListsTest {

    private static final Table FOLDER =
            Tables.named("folder")
                    .key("account_id", TypeRegistry.integer())
                    .key("folder_id", TypeRegistry.integer())
                    .integer("parent_id")
                    .text("name")
                    .foreignKey(
                            null,
                            List.of("account_id", "parent_id"),
                            List.of("folder.account_id", "folder.folder_id"),
                            Options.NONE)
                    .build();

    static class Annotated {
        @Entity
        @ForeignKeyConstraint(
                columns = {"account_id", "parent_id"},
                references = {"folder.account_id", "folder.folder_id"})
        static class Folder {
            @Id Integer accountId;
            @Id Integer folderId;
            Integer parentId;
            String name;

            @Relationship(
                    backref = "childFolders",
                    remoteSide = "[Folder.account_id, Folder.folder_id]")
            final ToOne<Folder> parentFolder = ToOne.of(this);

            final ToList<Folder> childFolders = ToList.of(this);
        }
    }

    static class Plain {
        static class Folder {
            Integer accountId;
            Integer folderId;
            Integer parentId;
            String name;
            final ToOne<Folder> parentFolder = ToOne.of(this);
            final ToList<Folder> childFolders = ToList.of(this);
        }
    }

    private static void code(Code m) {
        m.map(
                "Folder",
                FOLDER,
                f ->
                        f.reference(
                                "parentFolder",
                                "Folder",
                                r ->
                                        r.backref("childFolders")
                                                .remoteSide(
                                                        FOLDER.column("account_id"),
                                                        FOLDER.column("folder_id"))));
    }

    static Stream<Example> ways() {
        return Example.of(
                Way.annotated(Annotated.Folder.class),
                Way.inCode(CompositeAdjacencyListsTest::code, Plain.Folder.class),
                Way.dynamic(CompositeAdjacencyListsTest::code));
    }

    private static Object folder(Example example, int account, int folder, String name) {
        return example.make("Folder", "account_id", account, "folder_id", folder, "name", name);
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("A column stands on both sides of the join: account_id (RC-39, RC-61, RC-71)")
    void aColumnStandsOnBothSides(Example example) {
        var parentFolder = example.relationship("Folder", "parentFolder");
        assertThat(parentFolder.direction()).isEqualTo(Direction.MANY_TO_ONE);
        assertThat(parentFolder.join().remoteSide())
                .extracting(Column::name)
                .containsExactlyInAnyOrder("account_id", "folder_id");
        assertThat(example.copies("Folder", "parentFolder"))
                .containsExactly(
                        "folder.account_id -> folder.account_id",
                        "folder.folder_id -> folder.parent_id");
        assertThat(example.relationship("Folder", "childFolders").join().remoteSide())
                .extracting(Column::name)
                .containsExactlyInAnyOrder("account_id", "parent_id");
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("Folders of one account only are found, by key from either side (RC-77, RC-80)")
    void foldersOfOneAccountOnlyAreFound(Example example) {
        Object root = folder(example, 1, 1, "root");
        Object inbox = folder(example, 1, 2, "inbox");
        Object other = folder(example, 2, 1, "root of another");
        Object otherInbox = folder(example, 2, 2, "inbox of another");
        example.all(root, "childFolders").add(inbox);
        example.set(otherInbox, "parentFolder", other);
        assertThat(example.get(inbox, "parentFolder")).isSameAs(root);
        assertThat(example.all(other, "childFolders")).containsExactly(otherInbox);

        example.save(root, other);

        assertThat(
                        example.rows(
                                "select account_id, folder_id, parent_id from folder order by 1, 2"))
                .containsExactly("1, 1, null", "1, 2, 1", "2, 1, null", "2, 2, 1");
        example.session(
                session -> {
                    Object found = session.get("Folder", List.of(1, 2));
                    Object parent = example.get(found, "parentFolder");
                    assertThat(parent).isSameAs(session.get("Folder", List.of(1, 1)));
                    assertThat(example.all(parent, "childFolders")).containsExactly(found);
                });
    }
}
