/** Random programs over all pairings of holders, compared with a model of links. */
@NullMarked
package io.relmap.holder.pairing;

import org.jspecify.annotations.NullMarked;
