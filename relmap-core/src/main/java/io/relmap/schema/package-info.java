/**
 * Immutable tables, columns and keys, and the {@code MetaData} that names them. No JDBC.
 */
@NullMarked
package io.relmap.schema;

import org.jspecify.annotations.NullMarked;
