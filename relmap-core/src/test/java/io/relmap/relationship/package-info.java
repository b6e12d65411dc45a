/** Every parameter of a relationship, by annotation, in code and for entities without a class (spec 01 section 3). */
@NullMarked
package io.relmap.relationship;

import org.jspecify.annotations.NullMarked;
