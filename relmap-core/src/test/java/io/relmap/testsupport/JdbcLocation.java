package io.relmap.testsupport;

/**
 * Where a test database is: what Spring's {@code spring.datasource.*} and every pool want to know.
 *
 * @param url the JDBC URL
 * @param user the user name
 * @param password the password, empty where none is needed
 */
public record JdbcLocation(String url, String user, String password) {}
