/** Whether relmap's databases answer, and what is mapped to them. */
@NullMarked
package io.relmap.boot.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
