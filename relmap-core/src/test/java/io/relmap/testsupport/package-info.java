/**
 * Databases for tests. Published as relmap-core's test-jar, so that the tests of other modules use
 * the same ones.
 */
@NullMarked
package io.relmap.testsupport;

import org.jspecify.annotations.NullMarked;
