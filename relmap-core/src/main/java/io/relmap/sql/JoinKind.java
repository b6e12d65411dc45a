package io.relmap.sql;

/** How two things in FROM are joined. */
public enum JoinKind {
    INNER("JOIN"),
    LEFT("LEFT OUTER JOIN"),
    FULL("FULL OUTER JOIN"),
    CROSS("CROSS JOIN");

    private final String sql;

    JoinKind(String sql) {
        this.sql = sql;
    }

    /** The words of the standard. */
    public String sql() {
        return sql;
    }
}
