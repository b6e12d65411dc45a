/**
 * Entity callbacks: beans that are called for objects of one type when a flush writes them. They are Spring Data's way of
 * listening ({@link org.springframework.data.mapping.callback.EntityCallback}), called from the flush and not from the
 * repository, so that what a cascade reaches and what a transaction changes without {@code save} is seen, too.
 */
@NullMarked
package io.relmap.spring.data.callback;

import org.jspecify.annotations.NullMarked;
