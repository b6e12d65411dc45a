package io.relmap.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Loader options of one entity under one name, to be told once and used by many queries (spec section 8 of loading):
 *
 * <pre>{@code
 * static final LoadPlan FOR_LISTS = Load.from(Book.class, Load.joined("author"), Load.loadOnly("title"));
 *
 * session.query(Book.class).options(FOR_LISTS).list();
 * session.query(Author.class).options(Load.selectIn("books").with(FOR_LISTS)).list();
 * }</pre>
 *
 * <p>It counts as its options do. That its paths exist is checked before a query that uses it sends SQL; {@code
 * Relmap.check} does so at the start of a program. Immutable, and safe for use by several threads.
 */
public final class LoadPlan implements Load {

    private final Object entity;
    private final List<Load> options;

    /**
     * @param entity its class or its name
     */
    LoadPlan(Object entity, List<Load> options) {
        this.entity = entity;
        this.options = List.copyOf(options);
    }

    /** The plan with further options. */
    public LoadPlan and(Load... more) {
        List<Load> all = new ArrayList<>(options);
        all.addAll(Arrays.asList(more));
        return new LoadPlan(entity, all);
    }

    /** The entity that it is for: a class, or the name of an entity. */
    public Object entity() {
        return entity;
    }

    List<Load> options() {
        return options;
    }

    /** The entity and the options. */
    @Override
    public String toString() {
        return "Load.from("
                + (entity instanceof Class<?> type ? type.getSimpleName() : entity)
                + ", "
                + options
                + ")";
    }
}
