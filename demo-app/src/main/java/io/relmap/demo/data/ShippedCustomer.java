package io.relmap.demo.data;

import org.jspecify.annotations.Nullable;

/** A customer as the shipped files tell. */
record ShippedCustomer(
        String name, String email, ShippedAddress billing, @Nullable ShippedAddress shipping) {

    record ShippedAddress(String street, String city, String postcode, String country) {}
}
