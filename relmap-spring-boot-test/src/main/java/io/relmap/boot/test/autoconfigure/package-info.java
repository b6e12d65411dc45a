/**
 * The test slice {@link io.relmap.boot.test.autoconfigure.DataRelmapTest}: entities, repositories and a database, and
 * nothing else of the application.
 */
@NullMarked
package io.relmap.boot.test.autoconfigure;

import org.jspecify.annotations.NullMarked;
