package io.relmap.demo.data;

/** A tag as the shipped files tell. */
record ShippedTag(String name, String description) {}
