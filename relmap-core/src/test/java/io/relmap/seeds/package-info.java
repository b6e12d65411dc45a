/**
 * Every mapping example of the documents that relmap follows, one class for each of their sections: how the
 * example looks in relmap and that it does what the document says. Each is mapped by annotations, in code
 * for classes without annotations, and in code for entities without classes; a {@link
 * io.relmap.seeds.Example} lets one test speak of all three. {@code docs/relationships.md} lists them.
 */
@NullMarked
package io.relmap.seeds;

import org.jspecify.annotations.NullMarked;
