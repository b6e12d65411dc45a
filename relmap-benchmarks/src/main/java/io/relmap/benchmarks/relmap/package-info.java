/**
 * relmap itself, used as its documents tell. Not {@code @NullMarked}, like the other contenders: all objects have keys and
 * all that is looked up is there.
 */
package io.relmap.benchmarks.relmap;
