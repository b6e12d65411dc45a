/**
 * Creates, drops, compares and reflects tables.
 *
 * <p>Order (spec UW-138): tables are sorted so that each comes after those it refers to, ties by name.
 * Keys marked {@code useAlter} do not count; if the rest forms a cycle, the keys that lie on it do not
 * count either. All of these are added by ALTER TABLE once every table is there, and dropped before any
 * table is; those without a name are given one, so that they can be dropped. A database without ALTER
 * TABLE ADD CONSTRAINT gets every key inside CREATE TABLE (RC-19).
 */
@NullMarked
package io.relmap.ddl;

import org.jspecify.annotations.NullMarked;
