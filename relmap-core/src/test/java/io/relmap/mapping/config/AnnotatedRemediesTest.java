package io.relmap.mapping.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.error.Warning;
import io.relmap.mapping.config.Holders.ToList;
import io.relmap.mapping.config.Holders.ToOne;
import java.lang.annotation.Annotation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The annotations of the mended classes say exactly what the messages about the others suggest. */
@DisplayName("RC-6: what a message suggests for an annotation mends the class")
@SuppressWarnings("unused")
class AnnotatedRemediesTest {

    private static <A extends Annotation> A annotation(
            Class<?> type, String field, Class<A> annotation) throws NoSuchFieldException {
        return type.getDeclaredField(field).getAnnotation(annotation);
    }

    @Entity(table = "author")
    static class Author {
        @Id Long id;
        ToList<Book> books;
    }

    @Entity(table = "book")
    static class Book {
        @Id Long id;
        Long authorId;
    }

    @Entity(table = "author")
    static class MendedAuthor {
        @Id Long id;
        ToList<MendedBook> books;
    }

    @Entity(table = "book")
    static class MendedBook {
        @Id Long id;

        @ForeignKey("author.id")
        Long authorId;
    }

    @Test
    @DisplayName("RM-110: the foreign key is written out, with the field that it belongs on")
    void aMissingForeignKey() throws NoSuchFieldException {
        MappingException failure = Build.failure(Author.class, Book.class);

        String suggested = annotation(MendedBook.class, "authorId", ForeignKey.class).value();
        assertThat(failure.code()).isEqualTo(ErrorCode.NO_FOREIGN_KEYS);
        assertThat(failure)
                .hasMessageContaining("Author.books")
                .hasMessageContaining("author and book")
                .hasMessageContaining("@ForeignKey(\"" + suggested + "\") on Book.authorId");
        assertThat(Build.of(MendedAuthor.class, MendedBook.class).warnings()).isEmpty();
    }

    @Entity(table = "customer")
    static class Customer {
        @Id Long id;

        @ForeignKey("address.id")
        Long billingId;

        @ForeignKey("address.id")
        Long shippingId;

        ToOne<Address> billing;
    }

    @Entity
    static class Address {
        @Id Long id;
    }

    @Test
    @DisplayName("RM-112: the columns are spelled as the fields are")
    void severalForeignKeys() throws NoSuchFieldException {
        MappingException failure = Build.failure(Customer.class, Address.class);

        String suggested =
                annotation(Mended.Customer.class, "billing", Relationship.class).foreignKeys();
        assertThat(failure.code()).isEqualTo(ErrorCode.AMBIGUOUS_FOREIGN_KEYS);
        assertThat(failure)
                .hasMessageContaining("Customer.billing")
                .hasMessageContaining("customer.billing_id, customer.shipping_id")
                .hasMessageContaining("foreignKeys = \"" + suggested + "\"");
        assertThat(Build.of(Mended.Customer.class, Address.class).warnings()).isEmpty();
    }

    /** The class of the message's name, mended. */
    static final class Mended {

        private Mended() {}

        @Entity(table = "customer")
        static class Customer {
            @Id Long id;

            @ForeignKey("address.id")
            Long billingId;

            @ForeignKey("address.id")
            Long shippingId;

            @Relationship(foreignKeys = "Customer.billingId")
            ToOne<Address> billing;
        }
    }

    @Entity(table = "parent")
    static class Parent {
        @Id Long id;
    }

    @Entity(table = "child")
    static class Orphaning {
        @Id Long id;

        @ForeignKey("parent.id")
        @Relationship(cascade = {Cascade.ALL, Cascade.DELETE_ORPHAN})
        ToOne<Parent> parent;
    }

    @Entity(table = "child")
    static class MendedOrphaning {
        @Id Long id;

        @ForeignKey("parent.id")
        @Relationship(
                cascade = {Cascade.ALL, Cascade.DELETE_ORPHAN},
                singleParent = true)
        ToOne<Parent> parent;
    }

    @Test
    @DisplayName("RM-133: orphans on the many-to-one side need singleParent")
    void orphansOfSeveralParents() throws NoSuchFieldException {
        MappingException failure = Build.failure(Parent.class, Orphaning.class);

        boolean suggested =
                annotation(MendedOrphaning.class, "parent", Relationship.class).singleParent();
        assertThat(failure.code()).isEqualTo(ErrorCode.ORPHAN_NEEDS_SINGLE_PARENT);
        assertThat(failure).hasMessageContaining("singleParent = " + suggested);
        assertThat(Build.of(Parent.class, MendedOrphaning.class).warnings()).isEmpty();
    }

    @Entity(table = "owner")
    static class Owner {
        @Id Long id;
        ToList<Pet> pets;
    }

    @Entity(table = "pet")
    static class Pet {
        @Id Long id;

        @ForeignKey("owner.id")
        ToOne<Owner> owner;
    }

    @Entity(table = "owner")
    static class MendedOwner {
        @Id Long id;
        ToList<MendedPet> pets;
    }

    @Entity(table = "pet")
    static class MendedPet {
        @Id Long id;

        @ForeignKey("owner.id")
        @Relationship(overlaps = "pets")
        ToOne<MendedOwner> owner;
    }

    @Test
    @DisplayName("RM-150: overlaps is written out with the names filled in")
    void overlappingWrites() throws NoSuchFieldException {
        Warning warning = Build.of(Owner.class, Pet.class).warnings().get(0);

        String suggested = annotation(MendedPet.class, "owner", Relationship.class).overlaps();
        assertThat(warning.code()).isEqualTo(ErrorCode.OVERLAPPING_WRITES);
        assertThat(warning.relationship()).isEqualTo("Pet.owner");
        assertThat(warning.message())
                .contains("owner.id to pet.owner_id", "Owner.pets", "backPopulates", "viewOnly")
                .contains("foreign()", "overlaps = \"" + suggested + "\"");
        assertThat(Build.of(MendedOwner.class, MendedPet.class).warnings()).isEmpty();
    }

    @Test
    @DisplayName("RC-4: problems of several relationships come together, the first one first")
    void severalProblemsTogether() {
        MappingException failure =
                Build.failure(
                        Author.class,
                        Book.class,
                        Customer.class,
                        Address.class,
                        Parent.class,
                        Orphaning.class);

        assertThat(Build.codes(failure))
                .containsExactly(
                        ErrorCode.NO_FOREIGN_KEYS,
                        ErrorCode.AMBIGUOUS_FOREIGN_KEYS,
                        ErrorCode.ORPHAN_NEEDS_SINGLE_PARENT);
        assertThat(failure)
                .hasMessageContaining("3 problems")
                .hasMessageContaining("RM-110: Author.books")
                .hasMessageContaining("RM-112: Customer.billing")
                .hasMessageContaining("RM-133: Orphaning.parent");
    }
}
