/** Customers and their orders. */
@NullMarked
package io.relmap.demo.sales;

import org.jspecify.annotations.NullMarked;
