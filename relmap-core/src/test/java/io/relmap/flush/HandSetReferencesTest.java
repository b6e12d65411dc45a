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
import io.relmap.testsupport.TestDatabase;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName(
        "UW-20, UW-73: rows of one table that refer to each other by hand-set keys are ordered")
class HandSetReferencesTest {

    private static Relmap relmap(TestDatabase database) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Plain.class, Linked.class, Priced.class, Hashed.class)
                        .build();
        relmap.schema().createAll();
        return relmap;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("without a relationship: inserted after, deleted before what they refer to")
    void withoutRelationship(TestDatabase database) {
        Relmap relmap = relmap(database);
        relmap.inTransaction(
                session ->
                        session.addAll(
                                List.of(
                                        new Plain(1, 2),
                                        new Plain(2, 5),
                                        new Plain(3, 3),
                                        new Plain(4, null),
                                        new Plain(5, 4))));
        relmap.inTransaction(
                session -> {
                    assertThat(session.query(Plain.class).count()).isEqualTo(5);
                    session.query(Plain.class).list().forEach(session::delete);
                });
        relmap.inTransaction(session -> assertThat(session.query(Plain.class).count()).isZero());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("beside a relationship that orders other rows of the table one by one")
    void besideARelationship(TestDatabase database) {
        Relmap relmap = relmap(database);
        relmap.inTransaction(
                session -> {
                    Linked root = new Linked(10);
                    Linked middle = new Linked(9);
                    Linked leaf = new Linked(8);
                    middle.parent.set(root);
                    leaf.parent.set(middle);
                    Linked byHand = new Linked(1);
                    byHand.otherId = 8L;
                    session.addAll(List.of(byHand, leaf));
                });
        relmap.inTransaction(
                session -> {
                    assertThat(session.get(Linked.class, 1L).otherId).isEqualTo(8L);
                    session.query(Linked.class).list().forEach(session::delete);
                });
        relmap.inTransaction(session -> assertThat(session.query(Linked.class).count()).isZero());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("by decimal keys, whatever their scale")
    void byDecimals(TestDatabase database) {
        Relmap relmap = relmap(database);
        relmap.inTransaction(
                session ->
                        session.addAll(List.of(new Priced("1.5", "2.00"), new Priced("2", null))));
        relmap.inTransaction(
                session -> session.query(Priced.class).list().forEach(session::delete));
        relmap.inTransaction(session -> assertThat(session.query(Priced.class).count()).isZero());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("by keys of bytes")
    void byBytes(TestDatabase database) {
        Relmap relmap = relmap(database);
        relmap.inTransaction(
                session -> session.addAll(List.of(new Hashed(1, 2), new Hashed(2, null))));
        relmap.inTransaction(
                session -> session.query(Hashed.class).list().forEach(session::delete));
        relmap.inTransaction(session -> assertThat(session.query(Hashed.class).count()).isZero());
    }

    @Entity(table = "priced")
    static class Priced {
        @Id
        @Column(precision = 10, scale = 2)
        BigDecimal id = BigDecimal.ZERO;

        @ForeignKey("priced.id")
        @Column(precision = 10, scale = 2)
        @Nullable BigDecimal parentId;

        Priced() {}

        Priced(String id, @Nullable String parentId) {
            this.id = new BigDecimal(id);
            this.parentId = parentId == null ? null : new BigDecimal(parentId);
        }
    }

    @Entity(table = "hashed")
    static class Hashed {
        @Id
        @Column(length = 16)
        byte[] id = {};

        @ForeignKey("hashed.id")
        @Column(length = 16)
        byte @Nullable [] parentId;

        Hashed() {}

        Hashed(int id, @Nullable Integer parentId) {
            this.id = new byte[] {(byte) id};
            this.parentId = parentId == null ? null : new byte[] {parentId.byteValue()};
        }
    }

    @Entity(table = "plain")
    static class Plain {
        @Id long id;

        @ForeignKey("plain.id")
        @Nullable Long parentId;

        Plain() {}

        Plain(long id, @Nullable Integer parentId) {
            this.id = id;
            this.parentId = parentId == null ? null : parentId.longValue();
        }
    }

    @Entity(table = "linked")
    static class Linked {
        @Id long id;

        @ForeignKey("linked.id")
        @Nullable Long otherId;

        @ForeignKey("linked.id")
        @Nullable Long parentId;

        @Relationship(
                backPopulates = "children",
                primaryJoin = "Linked.parentId = remote(Linked.id)",
                foreignKeys = "Linked.parentId")
        final ToOne<Linked> parent = ToOne.of(this);

        @Relationship(
                backPopulates = "parent",
                primaryJoin = "Linked.id = remote(Linked.parentId)",
                foreignKeys = "Linked.parentId")
        final ToList<Linked> children = ToList.of(this);

        Linked() {}

        Linked(long id) {
            this.id = id;
        }
    }
}
