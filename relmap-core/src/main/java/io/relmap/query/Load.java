package io.relmap.query;

/** A loader option of a query: how relationships along a path are loaded. */
public interface Load {}
