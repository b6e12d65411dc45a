/** What the shop knows of books: authors, books, editions, tags, categories, reviews. */
@NullMarked
package io.relmap.demo.catalog;

import org.jspecify.annotations.NullMarked;
