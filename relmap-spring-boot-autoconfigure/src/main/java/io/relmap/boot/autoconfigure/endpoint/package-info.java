/** The actuator endpoint {@code relmap}: what is mapped, and how. */
@NullMarked
package io.relmap.boot.autoconfigure.endpoint;

import org.jspecify.annotations.NullMarked;
