package io.relmap.demo.sales;

import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import org.jspecify.annotations.Nullable;

/** Where a bill or a parcel goes. */
@Entity
public class Address {

    @Id @GeneratedValue private @Nullable Long id;

    @Column(length = 120, nullable = false)
    private String street = "";

    @Column(length = 80, nullable = false)
    private String city = "";

    @Column(length = 16, nullable = false)
    private String postcode = "";

    @Column(length = 60, nullable = false)
    private String country = "";

    Address() {}

    public Address(String street, String city, String postcode, String country) {
        this.street = street;
        this.city = city;
        this.postcode = postcode;
        this.country = country;
    }

    public @Nullable Long getId() {
        return id;
    }

    public String getStreet() {
        return street;
    }

    public String getCity() {
        return city;
    }

    public String getPostcode() {
        return postcode;
    }

    public String getCountry() {
        return country;
    }
}
