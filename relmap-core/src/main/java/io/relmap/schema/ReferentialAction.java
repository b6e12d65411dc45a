package io.relmap.schema;

/** What the database does to rows that refer to a deleted or changed row (spec RC-17). */
public enum ReferentialAction {
    NO_ACTION("NO ACTION"),
    RESTRICT("RESTRICT"),
    CASCADE("CASCADE"),
    SET_NULL("SET NULL"),
    SET_DEFAULT("SET DEFAULT");

    private final String sql;

    ReferentialAction(String sql) {
        this.sql = sql;
    }

    /** The words of the standard. */
    public String sql() {
        return sql;
    }
}
