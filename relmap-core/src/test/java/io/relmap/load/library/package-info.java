/** The library that loading is tested with: authors, books, reviews, tags, publishers, a tree. */
@NullMarked
package io.relmap.load.library;

import org.jspecify.annotations.NullMarked;
