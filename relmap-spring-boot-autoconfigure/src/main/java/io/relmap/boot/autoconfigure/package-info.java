/**
 * Spring Boot's auto-configuration of relmap: from a data source and the application's packages to sessions, transactions
 * and repositories. Every bean steps back for the application's own.
 */
@NullMarked
package io.relmap.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
