package io.relmap.demo.sales;

/**
 * A line of an order to be placed.
 *
 * @param bookId the book
 * @param quantity how many copies
 */
public record NewLine(long bookId, int quantity) {}
