package io.relmap.demo.data;

/** A review as the shipped files tell. */
record ShippedReview(String book, String author, String reviewer, int stars, String text) {}
