/** The first steps of a user, as the README tells them. */
@NullMarked
package io.relmap.quickstart;

import org.jspecify.annotations.NullMarked;
