package io.relmap.seeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.holder.ToOne;
import io.relmap.mapping.config.EntityMapping;
import io.relmap.schema.Table;
import io.relmap.testsupport.TestDatabase;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Seeds: Handling Multiple Join Paths")
class HandlingMultipleJoinPathsTest {

    private static final Table CUSTOMER =
            Tables.named("customer")
                    .id()
                    .text("name")
                    .reference("billing_address_id", "address.id")
                    .reference("shipping_address_id", "address.id")
                    .build();
    private static final Table ADDRESS =
            Tables.named("address")
                    .id()
                    .text("street")
                    .text("city")
                    .text("state")
                    .text("zip")
                    .build();

    static class Ambiguous {
        @Entity
        static class Customer {
            @Id @GeneratedValue Integer id;
            String name;

            @ForeignKey("address.id")
            Integer billingAddressId;

            @ForeignKey("address.id")
            Integer shippingAddressId;

            @Relationship final ToOne<Address> billingAddress = ToOne.of(this);
            @Relationship final ToOne<Address> shippingAddress = ToOne.of(this);
        }

        @Entity
        static class Address {
            @Id @GeneratedValue Integer id;
            String street;
            String city;
            String state;
            String zip;
        }
    }

    static class Plain {
        static class Customer {
            Integer id;
            String name;
            Integer billingAddressId;
            Integer shippingAddressId;
            final ToOne<Address> billingAddress = ToOne.of(this);
            final ToOne<Address> shippingAddress = ToOne.of(this);
        }

        static class Address {
            Integer id;
            String street;
            String city;
            String state;
            String zip;
        }
    }

    private static void code(Code m, Consumer<EntityMapping> customer) {
        m.map("Customer", CUSTOMER, customer);
        m.map("Address", ADDRESS);
    }

    private static void ambiguous(EntityMapping customer) {
        customer.reference("billingAddress", "Address", r -> {});
        customer.reference("shippingAddress", "Address", r -> {});
    }

    static Stream<Example> ambiguous() {
        return Example.on(
                TestDatabase.H2,
                Way.annotated(Ambiguous.Customer.class, Ambiguous.Address.class),
                inCode(HandlingMultipleJoinPathsTest::ambiguous),
                dynamic(HandlingMultipleJoinPathsTest::ambiguous));
    }

    private static Way inCode(Consumer<EntityMapping> customer) {
        return Way.inCode(m -> code(m, customer), Plain.Customer.class, Plain.Address.class);
    }

    private static Way dynamic(Consumer<EntityMapping> customer) {
        return Way.dynamic(m -> code(m, customer));
    }

    @ParameterizedTest
    @MethodSource("ambiguous")
    @DisplayName(
            "Two keys to one table are refused; the message has both columns and the remedy (RC-34)")
    void twoKeysToOneTableAreRefused(Example example) {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(example::relmap)
                .withMessageContaining("Customer.billingAddress")
                .withMessageContaining("Customer.shippingAddress")
                .withMessageContaining("billing_address_id")
                .withMessageContaining("shipping_address_id")
                .withMessageContaining("foreignKeys")
                .satisfies(
                        failure ->
                                assertThat(failure.problems())
                                        .extracting(MappingException::code)
                                        .containsOnly(ErrorCode.AMBIGUOUS_FOREIGN_KEYS)
                                        .hasSize(2));
    }

    static class ForeignKeys {
        @Entity
        static class Customer {
            @Id @GeneratedValue Integer id;
            String name;

            @ForeignKey("address.id")
            Integer billingAddressId;

            @ForeignKey("address.id")
            Integer shippingAddressId;

            @Relationship(foreignKeys = "[Customer.billing_address_id]")
            final ToOne<Address> billingAddress = ToOne.of(this);

            @Relationship(foreignKeys = "Customer.shippingAddressId")
            final ToOne<Address> shippingAddress = ToOne.of(this);
        }

        @Entity
        static class Address {
            @Id @GeneratedValue Integer id;
            String street;
            String city;
            String state;
            String zip;
        }
    }

    /** {@code foreign_keys="[Customer.billing_address_id]"}, and without the list. */
    private static void texts(EntityMapping customer) {
        customer.reference(
                "billingAddress", "Address", r -> r.foreignKeys("[Customer.billing_address_id]"));
        customer.reference(
                "shippingAddress", "Address", r -> r.foreignKeys("Customer.shipping_address_id"));
    }

    /** {@code foreign_keys=[billing_address_id]}. */
    private static void columns(EntityMapping customer) {
        customer.reference(
                "billingAddress",
                "Address",
                r -> r.foreignKeys(CUSTOMER.column("billing_address_id")));
        customer.reference(
                "shippingAddress",
                "Address",
                r -> r.foreignKeys(CUSTOMER.column("shipping_address_id")));
    }

    private static void lambdas(EntityMapping customer) {
        customer.reference(
                "billingAddress",
                "Address",
                r -> r.foreignKeys(() -> List.of(CUSTOMER.column("billing_address_id"))));
        customer.reference(
                "shippingAddress",
                "Address",
                r -> r.foreignKeys(() -> List.of(CUSTOMER.column("shipping_address_id"))));
    }

    static Stream<Example> foreignKeys() {
        return Example.of(
                Way.annotated(ForeignKeys.Customer.class, ForeignKeys.Address.class),
                inCode(HandlingMultipleJoinPathsTest::texts).with("texts"),
                inCode(HandlingMultipleJoinPathsTest::columns).with("columns"),
                inCode(HandlingMultipleJoinPathsTest::lambdas).with("lambdas"),
                dynamic(HandlingMultipleJoinPathsTest::texts).with("texts"),
                dynamic(HandlingMultipleJoinPathsTest::columns).with("columns"),
                dynamic(HandlingMultipleJoinPathsTest::lambdas).with("lambdas"));
    }

    @ParameterizedTest
    @MethodSource("foreignKeys")
    @DisplayName("foreignKeys says which column each relationship goes by (RC-32, RC-123)")
    void foreignKeysSayWhichColumn(Example example) {
        assertThat(example.copies("Customer", "billingAddress"))
                .containsExactly("address.id -> customer.billing_address_id");
        assertThat(example.copies("Customer", "shippingAddress"))
                .containsExactly("address.id -> customer.shipping_address_id");
        Object customer = example.make("Customer", "name", "ed");
        example.set(customer, "billingAddress", example.make("Address", "city", "Boston"));
        example.set(customer, "shippingAddress", example.make("Address", "city", "New York"));

        example.save(customer);

        assertThat(
                        example.rows(
                                "select b.city, s.city from customer c"
                                        + " join address b on b.id = c.billing_address_id"
                                        + " join address s on s.id = c.shipping_address_id"))
                .containsExactly("Boston, New York");
        example.session(
                session -> {
                    Object found = session.get("Customer", 1);
                    assertThat(example.get(example.get(found, "billingAddress"), "city"))
                            .isEqualTo("Boston");
                    assertThat(example.get(example.get(found, "shippingAddress"), "city"))
                            .isEqualTo("New York");
                });
    }
}
