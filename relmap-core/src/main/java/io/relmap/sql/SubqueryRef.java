package io.relmap.sql;

/**
 * A SELECT in FROM.
 *
 * @param select the SELECT; its columns have labels
 * @param alias the alias
 */
public record SubqueryRef(Select select, String alias) implements FromItem {

    /** A column of the SELECT by its label. */
    public SubqueryColumn column(String label) {
        return new SubqueryColumn(this, label);
    }
}
