package io.relmap.demo.sales;

import io.relmap.annotation.Cascade;
import io.relmap.annotation.Column;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToOne;
import org.jspecify.annotations.Nullable;

/** A buyer, with two foreign keys to one table: each relationship says which one it means. */
@Entity
public class Customer {

    @Id @GeneratedValue private @Nullable Long id;

    @Column(length = 80, nullable = false)
    private String name = "";

    @Column(length = 120, nullable = false, unique = true)
    private String email = "";

    @ForeignKey("address.id")
    @Relationship(cascade = Cascade.ALL)
    private final ToOne<Address> billingAddress = ToOne.of(this);

    @ForeignKey("address.id")
    @Relationship(cascade = Cascade.ALL)
    private final ToOne<Address> shippingAddress = ToOne.of(this);

    Customer() {}

    public Customer(String name, String email, Address billing, @Nullable Address shipping) {
        this.name = name;
        this.email = email;
        billingAddress.set(billing);
        shippingAddress.set(shipping);
    }

    public @Nullable Long getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public String getEmail() {
        return email;
    }

    public @Nullable Address getBillingAddress() {
        return billingAddress.get();
    }

    public @Nullable Address getShippingAddress() {
        return shippingAddress.get();
    }
}
