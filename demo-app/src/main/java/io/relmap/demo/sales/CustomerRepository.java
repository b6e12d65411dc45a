package io.relmap.demo.sales;

import io.relmap.spring.data.RelmapRepository;

/** Customers. */
public interface CustomerRepository extends RelmapRepository<Customer, Long> {}
