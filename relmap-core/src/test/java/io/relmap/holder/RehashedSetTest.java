package io.relmap.holder;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Relmap;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CO-5: a set whose members' hash codes are those of their keys finds them")
class RehashedSetTest {

    private Session session;
    private final Tree tree = new Tree();
    private final Leaf leaf = new Leaf();

    @BeforeEach
    void begin() {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .entities(Tree.class, Leaf.class)
                        .build();
        relmap.schema().createAll();
        session = relmap.openSession();
        tree.leaves.add(leaf);
        session.add(tree);
        assertThat(tree.leaves.contains(leaf)).isTrue();
        session.flush();
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    @DisplayName("after the flush that has given them their keys")
    void afterTheFlush() {
        assertThat(leaf.id).isNotNull();
        assertThat(tree.leaves.contains(leaf)).isTrue();
        assertThat(tree.leaves.add(leaf)).isFalse();
    }

    @Test
    @DisplayName("after the rollback that has taken them away")
    void afterTheRollback() {
        assertThat(tree.leaves.contains(leaf)).isTrue();
        session.rollback();
        assertThat(leaf.id).isNull();
        assertThat(tree.leaves.contains(leaf)).isTrue();
    }

    @Entity(table = "tree")
    static class Tree {
        @Id @GeneratedValue @Nullable Long id;

        @Relationship final ToSet<Leaf> leaves = ToSet.of(this);
    }

    @Entity(table = "leaf")
    static class Leaf {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey("tree.id")
        @Nullable Long treeId;

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Leaf leaf
                    && (this == leaf || (id != null && id.equals(leaf.id)));
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(id);
        }
    }
}
