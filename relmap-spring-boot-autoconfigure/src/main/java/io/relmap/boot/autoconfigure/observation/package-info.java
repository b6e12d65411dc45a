/**
 * Flushes, queries and lazy loads as Micrometer observations, so that traces show them where they happen. Names and key values
 * are in {@link io.relmap.boot.autoconfigure.observation.RelmapObservation}; applications replace them by beans.
 */
@NullMarked
package io.relmap.boot.autoconfigure.observation;

import org.jspecify.annotations.NullMarked;
