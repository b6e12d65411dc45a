package io.relmap.mapping.config;

import io.relmap.schema.Table;
import io.relmap.sql.FromItem;
import io.relmap.sql.TableRef;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A relationship that is declared in code. Not thread-safe. */
public final class RelationshipMapping extends LinkMapping<RelationshipMapping> {

    RelationshipMapping(RelationshipDeclaration declared) {
        super(declared);
    }

    @Override
    RelationshipMapping self() {
        return this;
    }

    /** The association table, by name, or a join of tables in the language of spec 01 section 14. */
    public RelationshipMapping secondary(String table) {
        declared().secondary = table;
        return this;
    }

    /** The association table. */
    public RelationshipMapping secondary(Table table) {
        declared().secondary = TableRef.of(table);
        return this;
    }

    /** What stands between owner and target: a table under an alias, or a join of tables to read through. */
    public RelationshipMapping secondary(FromItem from) {
        declared().secondary = from;
        return this;
    }

    /** The association table, told late. */
    public RelationshipMapping secondary(Supplier<Table> table) {
        declared().secondary = table;
        return this;
    }

    /** As {@link #secondary(FromItem)}, told late. */
    public RelationshipMapping secondaryFrom(Supplier<? extends FromItem> from) {
        declared().secondary = from;
        return this;
    }

    /** The name of the relationship on the target that is this one seen from there. */
    public RelationshipMapping backPopulates(String name) {
        declared().backPopulates = name;
        return this;
    }

    /**
     * As {@link #backPopulates(String)}, by the method that reads it: {@code backPopulates(Book::getAuthor)}
     * names {@code author}.
     *
     * @param <T> the target
     * @throws io.relmap.error.MappingException if this is no method reference
     */
    public <T> RelationshipMapping backPopulates(AttributeReference<T> getter) {
        declared().backPopulates = AttributeNames.of(getter, declared());
        return this;
    }

    /** Makes the relationship on the target that is this one seen from there. */
    public RelationshipMapping backref(String name) {
        return backref(name, backref -> {});
    }

    /** Makes the relationship on the target that is this one seen from there, with arguments. */
    public RelationshipMapping backref(String name, Consumer<BackrefMapping> arguments) {
        RelationshipDeclaration reverse = new RelationshipDeclaration(name, null, "");
        arguments.accept(new BackrefMapping(reverse));
        declared().backref = new RelationshipDeclaration.BackrefDeclaration(name, reverse);
        return this;
    }
}
