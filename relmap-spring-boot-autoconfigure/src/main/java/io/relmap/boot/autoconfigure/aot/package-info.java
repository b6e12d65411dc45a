/**
 * What an application needs that is processed ahead of time: its entities by name, since a native image cannot scan a class
 * path, and what is done to them by reflection.
 */
@NullMarked
package io.relmap.boot.autoconfigure.aot;

import org.jspecify.annotations.NullMarked;
