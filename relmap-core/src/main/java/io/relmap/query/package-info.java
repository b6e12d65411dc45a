/** Queries along relationships: conditions, paths, loader options. */
@NullMarked
package io.relmap.query;

import org.jspecify.annotations.NullMarked;
