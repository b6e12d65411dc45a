package io.relmap.demo.web;

import io.relmap.demo.sales.PurchaseOrder;
import io.relmap.demo.sales.Sales;
import io.relmap.demo.web.Views.OrderView;
import jakarta.validation.Valid;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Orders over HTTP. */
@RestController
@RequestMapping("/api/orders")
class OrderController {

    private final Sales sales;

    OrderController(Sales sales) {
        this.sales = sales;
    }

    @GetMapping("/{id}")
    @Transactional(readOnly = true)
    public OrderView show(@PathVariable long id) {
        return OrderView.of(sales.order(id));
    }

    @PostMapping
    @Transactional
    public ResponseEntity<OrderView> place(@RequestBody @Valid Requests.PlaceOrder request) {
        PurchaseOrder order = sales.place(request.customerId(), request.newLines());
        return ResponseEntity.created(URI.create("/api/orders/" + order.getId()))
                .body(OrderView.of(order));
    }
}
