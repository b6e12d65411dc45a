package io.relmap.seeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.error.ErrorCode;
import io.relmap.error.IntegrityException;
import io.relmap.error.Warning;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.join.QuietMappingLog;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The warning of the section: an association object, and its table as {@code secondary} as well. */
@DisplayName("Seeds: Association Object, beside a relationship over the same table")
@ExtendWith(QuietMappingLog.class)
class AssociationObjectBesideSecondaryTest {

    static class Writable {
        @Entity
        static class Association {
            @Id
            @ForeignKey("left.id")
            Integer leftId;

            @Id
            @ForeignKey("right.id")
            Integer rightId;

            @Column(length = 50)
            String extraData;

            @Relationship(backref = "parentAssociations")
            final ToOne<Child> child = ToOne.of(this);

            @Relationship(backref = "childAssociations")
            final ToOne<Parent> parent = ToOne.of(this);
        }

        @Entity(table = "left")
        static class Parent {
            @Id @GeneratedValue Integer id;

            @Relationship(secondary = "association")
            final ToList<Child> children = ToList.of(this);

            final ToList<Association> childAssociations = ToList.of(this);
        }

        @Entity(table = "right")
        static class Child {
            @Id @GeneratedValue Integer id;
            final ToList<Association> parentAssociations = ToList.of(this);
        }
    }

    static class Plain {
        static class Association {
            Integer leftId;
            Integer rightId;
            String extraData;
            final ToOne<Child> child = ToOne.of(this);
            final ToOne<Parent> parent = ToOne.of(this);
        }

        static class Parent {
            Integer id;
            final ToList<Child> children = ToList.of(this);
            final ToList<Association> childAssociations = ToList.of(this);
        }

        static class Child {
            Integer id;
            final ToList<Association> parentAssociations = ToList.of(this);
        }
    }

    private static void association(Code m) {
        m.map(
                "Association",
                AssociationObjectTest.ASSOCIATION,
                a -> {
                    a.reference("child", "Child", r -> r.backref("parentAssociations"));
                    a.reference("parent", "Parent", r -> r.backref("childAssociations"));
                });
        m.map("Child", AssociationObjectTest.RIGHT);
    }

    private static void writable(Code m) {
        association(m);
        m.map(
                "Parent",
                AssociationObjectTest.LEFT,
                p -> p.list("children", "Child", r -> r.secondary("association")));
    }

    static Stream<Example> writable() {
        return Example.of(
                Way.annotated(
                        Writable.Association.class, Writable.Parent.class, Writable.Child.class),
                Way.inCode(
                        AssociationObjectBesideSecondaryTest::writable,
                        Plain.Association.class,
                        Plain.Parent.class,
                        Plain.Child.class),
                Way.dynamic(AssociationObjectBesideSecondaryTest::writable));
    }

    @ParameterizedTest
    @MethodSource("writable")
    @DisplayName(
            "The two are not kept in step: one sees the other's change once it is expired (RC-118)")
    void theTwoAreNotKeptInStep(Example example) {
        assertThat(example.relmap().mapping().warnings())
                .extracting(Warning::code)
                .contains(ErrorCode.OVERLAPPING_WRITES);
        example.save(example.make("Parent"));
        example.session(
                session -> {
                    Object parent = session.get("Parent", 1);
                    Object child = example.make("Child");
                    assertThat(example.all(parent, "childAssociations")).isEmpty();
                    example.all(parent, "children").add(child);
                    session.flush();
                    assertThat(example.all(parent, "childAssociations")).isEmpty();
                    session.commit();
                    Object association = example.all(parent, "childAssociations").iterator().next();
                    assertThat(example.get(association, "child")).isSameAs(child);
                });
    }

    @ParameterizedTest
    @MethodSource("writable")
    @DisplayName("To write the same link by both is a duplicate row")
    void toWriteTheSameLinkByBothIsADuplicateRow(Example example) {
        Object parent = example.make("Parent");
        Object child = example.make("Child");
        example.all(parent, "children").add(child);
        Object association = example.make("Association");
        example.set(association, "child", child);
        example.all(parent, "childAssociations").add(association);
        assertThatExceptionOfType(IntegrityException.class).isThrownBy(() -> example.save(parent));
        assertThat(example.rows("select left_id from association")).isEmpty();
    }

    /** What the documents advise: {@code viewonly=True} on the one over the table. */
    static class ViewOnly {
        @Entity
        static class Association {
            @Id
            @ForeignKey("left.id")
            Integer leftId;

            @Id
            @ForeignKey("right.id")
            Integer rightId;

            @Column(length = 50)
            String extraData;

            @Relationship(backref = "parentAssociations")
            final ToOne<Child> child = ToOne.of(this);

            @Relationship(backref = "childAssociations")
            final ToOne<Parent> parent = ToOne.of(this);
        }

        @Entity(table = "left")
        static class Parent {
            @Id @GeneratedValue Integer id;

            @Relationship(secondary = "association", viewOnly = true)
            final ToList<Child> children = ToList.of(this);

            final ToList<Association> childAssociations = ToList.of(this);
        }

        @Entity(table = "right")
        static class Child {
            @Id @GeneratedValue Integer id;
            final ToList<Association> parentAssociations = ToList.of(this);
        }
    }

    static class PlainViewOnly {
        static class Association {
            Integer leftId;
            Integer rightId;
            String extraData;
            final ToOne<Child> child = ToOne.of(this);
            final ToOne<Parent> parent = ToOne.of(this);
        }

        static class Parent {
            Integer id;
            final ToList<Child> children = ToList.of(this);
            final ToList<Association> childAssociations = ToList.of(this);
        }

        static class Child {
            Integer id;
            final ToList<Association> parentAssociations = ToList.of(this);
        }
    }

    private static void viewOnly(Code m) {
        association(m);
        m.map(
                "Parent",
                AssociationObjectTest.LEFT,
                p -> p.list("children", "Child", r -> r.secondary("association").viewOnly()));
    }

    static Stream<Example> viewOnly() {
        return Example.of(
                Way.annotated(
                        ViewOnly.Association.class, ViewOnly.Parent.class, ViewOnly.Child.class),
                Way.inCode(
                        AssociationObjectBesideSecondaryTest::viewOnly,
                        PlainViewOnly.Association.class,
                        PlainViewOnly.Parent.class,
                        PlainViewOnly.Child.class),
                Way.dynamic(AssociationObjectBesideSecondaryTest::viewOnly));
    }

    @ParameterizedTest
    @MethodSource("viewOnly")
    @DisplayName(
            "View-only, the one over the table only reads: no warning, no second row (RC-87, RC-97)")
    void viewOnlyItOnlyReads(Example example) {
        assertThat(example.relmap().mapping().warnings()).isEmpty();
        Object parent = example.make("Parent");
        Object child = example.make("Child");
        Object association = example.make("Association", "extra_data", "some data");
        example.set(association, "child", child);
        example.all(parent, "childAssociations").add(association);
        example.all(parent, "children").add(child);

        example.save(parent);

        assertThat(example.rows("select left_id, right_id, extra_data from association"))
                .containsExactly("1, 1, some data");
        example.session(
                session ->
                        assertThat(example.all(session.get("Parent", 1), "children"))
                                .containsExactly(session.get("Child", 1)));
    }
}
