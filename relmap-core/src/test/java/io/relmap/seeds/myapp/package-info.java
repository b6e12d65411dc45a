/** Entities of one name in two packages, for {@code LateEvaluationOfRelationshipArgumentsTest}. */
@NullMarked
package io.relmap.seeds.myapp;

import org.jspecify.annotations.NullMarked;
