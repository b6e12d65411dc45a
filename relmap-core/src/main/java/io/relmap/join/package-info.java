/**
 * Join inference: from the declaration of a relationship to the columns that are compared and copied
 * (spec 01). Works on tables and expressions; knows no class, no object and no database.
 *
 * <p>Three questions are answered, each by its own classes:
 *
 * <ol>
 *   <li><b>Which condition?</b> {@code ForeignKeyInference} collects the foreign keys between two sides.
 *       One is a join; none or several are errors that list the candidates.
 *   <li><b>What does each occurrence of a column mean?</b> {@code ForeignRoles} finds the columns that
 *       hold the reference, {@code RemoteRoles} what is on the far side and what is the owner's.
 *       A role belongs to an <em>occurrence</em>, never to a column: in {@code folder.account_id =
 *       folder.account_id} the left one may be remote while the right one is local. {@code MarkedJoin}
 *       therefore copies a condition, so that identity tells occurrences apart.
 *   <li><b>What follows?</b> {@code PairCollector} pairs the columns of each comparison: across the
 *       relationship, and from where to where a flush copies. {@code DirectionRule} asks where the foreign
 *       columns sit. {@link io.relmap.join.JoinCondition} holds the result, and derives from the roles alone
 *       the condition of a lazy load (local occurrences become parameters), its reverse, and the conditions
 *       of joins between aliases.
 * </ol>
 *
 * <p>{@link io.relmap.join.JoinCondition#infer} answers them for one relationship. {@link
 * io.relmap.join.RelationshipConfigurator} does so for a whole mapping, in the order that the
 * specification fixes: it evaluates late arguments ({@code LateValues}, {@code MappingNames}), makes or
 * links the reverse ({@code ReverseSide}), checks cascades and loaders ({@code CascadeRules}, {@code
 * LoaderRules}) and looks for relationships that write the same column ({@code OverlapCheck}). All
 * problems are reported together; each message says what to write instead.
 */
@NullMarked
package io.relmap.join;

import org.jspecify.annotations.NullMarked;
