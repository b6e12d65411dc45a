package io.relmap.demo.sales;

import io.relmap.spring.data.RelmapRepository;

/** Orders. */
public interface PurchaseOrderRepository extends RelmapRepository<PurchaseOrder, Long> {}
