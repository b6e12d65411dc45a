/**
 * What a user puts on entities.
 */
@NullMarked
package io.relmap.annotation;

import org.jspecify.annotations.NullMarked;
