/**
 * Builds the metamodel: from annotated classes, from code, for entities without a class.
 *
 * <p>Whatever the source, an entity is first <em>declared</em> ({@code EntityDeclaration}: drafts of its
 * table, its column attributes, its relationships with arguments that may be late). Nothing is looked up
 * then (spec RC-1). The build takes all declarations together: types of columns that refer to others,
 * tables, mappers, then one relationship after the other in the order of spec RC-2 and RC-3. Problems are
 * collected and thrown together (RC-4).
 *
 * <p>Holders are recognised by the annotation {@code HolderType} on a field's type: the holders
 * themselves come later in the order of packages.
 */
@NullMarked
package io.relmap.mapping.config;

import org.jspecify.annotations.NullMarked;
