/**
 * Directed graphs: order by levels, what lies on a cycle, and one concrete ring for a message. Knows
 * nothing of tables or objects.
 *
 * <p>Everything here is deterministic: nodes keep the order in which they came, and every answer follows
 * it.
 *
 * <ul>
 *   <li>{@link io.relmap.graph.Levels}: Kahn's algorithm, a whole level at a time. A node's level is the
 *       length of the longest path that leads to it.
 *   <li>{@link io.relmap.graph.Cycles}: Tarjan's strongly connected components, without recursion.
 *   <li>{@link io.relmap.graph.Rings}: a shortest ring by breadth-first search.
 *   <li>{@link io.relmap.graph.RingSearch}: one ring after the other, while edges are taken away.
 * </ul>
 */
@NullMarked
package io.relmap.graph;

import org.jspecify.annotations.NullMarked;
