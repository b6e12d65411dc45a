package io.relmap.mapping;

/**
 * The name of an entity.
 *
 * @param packageName its package, and the enclosing classes of a nested class, with dots; may be empty
 * @param simple its own name
 */
public record EntityName(String packageName, String simple) {

    /** Both parts with a dot between them. */
    public String qualified() {
        return packageName.isEmpty() ? simple : packageName + "." + simple;
    }

    @Override
    public String toString() {
        return simple;
    }
}
