package io.relmap.sql;

/** What stands in FROM. */
public sealed interface FromItem
        permits TableRef, JoinItem, SubqueryRef, DerivedTable, NativeTable {}
