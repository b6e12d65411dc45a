/** What a user reads when an application with relmap does not start. */
@NullMarked
package io.relmap.boot.autoconfigure.diagnostics;

import org.jspecify.annotations.NullMarked;
