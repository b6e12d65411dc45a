package io.relmap.spring.data.query;

import io.relmap.annotation.Lazy;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.query.Load;
import io.relmap.spring.data.query.View.Property;
import java.beans.PropertyDescriptor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.data.repository.query.ReturnedType;

/**
 * Finds out what has to be read for a view. Columns, also those of what references lead to, are selected by themselves.
 * What only an object can give takes the whole object: a collection, an entity, a computed getter, an open interface.
 */
final class ViewPlan {

    private static final Seen BLANK = new Seen(new Cell.Blank(), new ObjectView.Nothing());

    private final List<String> paths = new ArrayList<>();
    private final Set<String> loads = new LinkedHashSet<>();
    private final Set<Class<?>> around = new LinkedHashSet<>();
    private boolean wantsObjects;

    private ViewPlan() {}

    /**
     * Where a property comes from.
     *
     * @param cell from a row of columns
     * @param reading from an object
     */
    private record Seen(Cell cell, ObjectView.Reading reading) {}

    /**
     * Where all properties come from.
     *
     * @param cells from a row of columns
     * @param objects from an object
     */
    private record Plan(Cell.Branch cells, ObjectView objects) {}

    /**
     * What is read.
     *
     * @param properties those that are wanted; all if there are none
     * @throws IllegalArgumentException if the view shows what is not there
     */
    static Projection of(Mapper mapper, View view, Collection<String> properties) {
        ViewPlan plan = new ViewPlan();
        Plan whole = plan.plan(mapper, "", view, List.of(), properties);
        ObjectProjection ofObjects =
                new ObjectProjection(
                        whole.objects()::of,
                        plan.loads.stream()
                                .<Load>map(path -> Load.along(Lazy.SELECT_IN, path))
                                .toList());
        return plan.wantsObjects
                ? ofObjects
                : new ColumnProjection(List.copyOf(plan.paths), whole.cells(), ofObjects);
    }

    private Plan plan(
            Mapper mapper,
            String prefix,
            View view,
            List<Integer> presence,
            Collection<String> properties) {
        List<Seen> all = new ArrayList<>();
        if (view.isOpen()) {
            wantsObjects = true;
        } else {
            around.add(view.type());
            for (Property property : view.properties()) {
                all.add(
                        isWanted(property, properties)
                                ? seen(mapper, prefix, view, property)
                                : BLANK);
            }
            around.remove(view.type());
        }
        return new Plan(
                new Cell.Branch(view, all.stream().map(Seen::cell).toList(), presence),
                new ObjectView(view, all.stream().map(Seen::reading).toList()));
    }

    private static boolean isWanted(Property property, Collection<String> properties) {
        return properties.isEmpty()
                || properties.stream()
                        .anyMatch(
                                wanted ->
                                        wanted.equals(property.name())
                                                || wanted.startsWith(property.name() + "."));
    }

    private Seen seen(Mapper mapper, String prefix, View view, Property property) {
        AttributePath path;
        try {
            path = AttributePath.resolve(mapper, property.name());
        } catch (IllegalArgumentException unknown) {
            return other(mapper, prefix, view, property, unknown);
        }
        Relationship relationship = path.relationship();
        if (relationship != null) {
            return related(relationship, path, prefix, view, property);
        } else if (path.stepsToElement() > 0) {
            loads.add(prefix + path.toStep(path.steps().size()));
            return object(new ObjectView.Along(path, null));
        }
        ColumnAttribute column = path.column();
        if (column != null && !property.type().isInterface()) {
            requireFit(column.javaType(), view, property);
        }
        if (!path.steps().isEmpty()) { // for objects, where these are what is read
            loads.add(prefix + path.toStep(path.steps().size()));
        }
        return new Seen(
                new Cell.Leaf(select(prefix + path.text())), new ObjectView.Along(path, null));
    }

    private static void requireFit(Class<?> found, View view, Property property) {
        if (!View.fits(found, property.type())) {
            throw new IllegalArgumentException(
                    view
                            + " shows "
                            + property.name()
                            + " as a "
                            + property.type().getName()
                            + ", but it is a "
                            + found.getName());
        }
    }

    /** An object that a relationship leads to, or several. */
    private Seen related(
            Relationship relationship,
            AttributePath path,
            String prefix,
            View view,
            Property property) {
        Mapper target = relationship.target();
        Class<?> entity = target.entityClass();
        String text = prefix + path.text();
        boolean several = path.stepsToElement() > 0 || relationship.content().isCollection();
        loads.add(text);
        if (entity == null
                || !ReturnedType.of(property.element(), entity, view.factory()).isProjecting()
                || Map.class.isAssignableFrom(property.type())) {
            if (entity != null && !several) {
                requireFit(entity, view, property);
            }
            return object(new ObjectView.Along(path, null));
        } else if (around.contains(property.element())) {
            return again(view, property, path);
        }
        List<Integer> presence =
                several ? List.of() : List.of(select(text + "." + target.identity().get(0).name()));
        Plan shown =
                plan(
                        target,
                        text + ".",
                        View.of(property.element(), view.factory()),
                        presence,
                        List.of());
        wantsObjects |= several;
        return new Seen(shown.cells(), new ObjectView.Along(path, shown.objects()));
    }

    /** A view inside itself: how deep it goes is seen when its getters are called. */
    private Seen again(View view, Property property, AttributePath path) {
        if (!property.element().isInterface()) {
            throw new IllegalArgumentException(
                    view
                            + " shows "
                            + property.name()
                            + " as a "
                            + property.element().getName()
                            + ", which stands around it: it would never end. Take an interface");
        }
        return object(new ObjectView.Along(path, null));
    }

    /** The attributes of an embedded record, or what only the object's class knows. */
    private Seen other(
            Mapper mapper,
            String prefix,
            View view,
            Property property,
            IllegalArgumentException unknown) {
        String group = property.name() + ".";
        List<ColumnAttribute> embedded =
                mapper.columns().stream()
                        .filter(column -> column.name().startsWith(group))
                        .toList();
        if (!isReadable(mapper.entityClass(), property.name()) && embedded.isEmpty()) {
            throw new IllegalArgumentException(
                    view + " shows " + property.name() + ": " + unknown.getMessage(), unknown);
        }
        ObjectView.Reading reading = new ObjectView.Getter(property.name());
        if (embedded.isEmpty() || (!property.type().isRecord() && !property.type().isInterface())) {
            return object(reading);
        }
        View shown = View.of(property.type(), view.factory());
        List<Cell> cells = new ArrayList<>();
        for (Property part : shown.properties()) {
            if (mapper.findColumn(group + part.name()) == null) {
                return object(reading); // a record in a record
            }
            cells.add(new Cell.Leaf(select(prefix + group + part.name())));
        }
        List<Integer> places =
                embedded.stream().map(column -> select(prefix + column.name())).toList();
        return new Seen(new Cell.Branch(shown, cells, places), reading);
    }

    private static boolean isReadable(@Nullable Class<?> type, String property) {
        if (type == null) {
            return false;
        }
        PropertyDescriptor descriptor = BeanUtils.getPropertyDescriptor(type, property);
        return descriptor != null && descriptor.getReadMethod() != null;
    }

    private Seen object(ObjectView.Reading reading) {
        wantsObjects = true;
        return new Seen(new Cell.Blank(), reading);
    }

    private int select(String path) {
        int known = paths.indexOf(path);
        if (known >= 0) {
            return known;
        }
        paths.add(path);
        return paths.size() - 1;
    }
}
