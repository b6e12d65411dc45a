package io.relmap.join;

import io.relmap.schema.Column;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What the configuration of relationships needs to know of an entity: no class, no object. */
public interface EntityModel {

    /** The entity's own name. */
    String simpleName();

    /** Its package and the enclosing classes of a nested class, with dots; may be empty. */
    String packageName();

    /** Its table, or the FROM of an alternative mapping. */
    JoinSide side();

    /** The names of the attributes that are columns. */
    Collection<String> columnAttributes();

    /** The column of an attribute, or null. */
    @Nullable Column column(String attribute);

    /**
     * Whether something that is no relationship is mapped under this name. A holder that nothing is
     * declared of is not mapped yet: a backref may claim it (spec RC-102).
     */
    default boolean hasProperty(String name) {
        return column(name) != null;
    }

    /** The entity that this is an alternative mapping of, or null (spec RC-93). */
    default @Nullable EntityModel alternativeOf() {
        return null;
    }

    /** The name with the package. */
    default String qualifiedName() {
        return packageName().isEmpty() ? simpleName() : packageName() + "." + simpleName();
    }

    /** The attribute that a column is stored in, or null where no attribute shows it. */
    default @Nullable String attributeOf(Column column) {
        for (String attribute : columnAttributes()) {
            if (column(attribute) == column) {
                return attribute;
            }
        }
        return null;
    }
}
