/**
 * What relmap tells about its work: listeners and the records that they are given.
 */
@NullMarked
package io.relmap.observe;

import org.jspecify.annotations.NullMarked;
