package io.relmap.spring.data.query;

import java.beans.PropertyDescriptor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.data.convert.Jsr310Converters;
import org.springframework.data.mapping.Parameter;
import org.springframework.data.mapping.PreferredConstructor;
import org.springframework.data.mapping.model.PreferredConstructorDiscoverer;
import org.springframework.data.projection.ProjectionFactory;
import org.springframework.data.projection.ProjectionInformation;
import org.springframework.util.ClassUtils;

/**
 * An interface, a record or another class that is shown instead of an entity: what it shows, and how it is made of the
 * values. An interface that computes something of the whole object ({@code @Value}) is open.
 */
final class View {

    private static final ConversionService CONVERSIONS = conversions();

    private final Class<?> type;
    private final ProjectionFactory factory;
    private final List<Property> properties;
    private final boolean open;
    private final @Nullable PreferredConstructor<?, ?> constructor;

    /**
     * What is shown.
     *
     * @param name its name
     * @param declared its type with type arguments
     */
    record Property(String name, ResolvableType declared) {

        Class<?> type() {
            return declared.resolve(Object.class);
        }

        /** The type of the elements of a collection or of what is optional, else the type itself. */
        Class<?> element() {
            if (Optional.class.equals(type())) {
                return declared.getGeneric(0).resolve(Object.class);
            }
            return Iterable.class.isAssignableFrom(type())
                    ? declared.as(Iterable.class).getGeneric(0).resolve(Object.class)
                    : type();
        }
    }

    private View(
            Class<?> type,
            ProjectionFactory factory,
            List<Property> properties,
            boolean open,
            @Nullable PreferredConstructor<?, ?> constructor) {
        this.type = type;
        this.factory = factory;
        this.properties = properties;
        this.open = open;
        this.constructor = constructor;
    }

    /**
     * What there is to know of a type.
     *
     * @throws IllegalArgumentException if nothing can be made of it
     */
    static View of(Class<?> type, ProjectionFactory factory) {
        return type.isInterface() ? ofInterface(type, factory) : ofClass(type, factory);
    }

    private static View ofInterface(Class<?> type, ProjectionFactory factory) {
        ProjectionInformation information = factory.getProjectionInformation(type);
        List<Property> properties = new ArrayList<>();
        for (PropertyDescriptor property : information.getInputProperties()) {
            properties.add(
                    new Property(
                            property.getName(),
                            ResolvableType.forMethodReturnType(property.getReadMethod(), type)));
        }
        return new View(type, factory, properties, !information.isClosed(), null);
    }

    private static View ofClass(Class<?> type, ProjectionFactory factory) {
        PreferredConstructor<?, ?> constructor = PreferredConstructorDiscoverer.discover(type);
        if (constructor == null || constructor.getParameterCount() == 0) {
            throw new IllegalArgumentException(
                    type.getName()
                            + " needs one constructor that takes what it shows, or"
                            + " @PersistenceCreator on the one to use");
        }
        List<Property> properties = new ArrayList<>();
        for (Parameter<?, ?> parameter : constructor.getParameters()) {
            ResolvableType declared =
                    ResolvableType.forConstructorParameter(
                            constructor.getConstructor(), properties.size(), type);
            properties.add(new Property(parameter.getRequiredName(), declared));
        }
        return new View(type, factory, properties, false, constructor);
    }

    Class<?> type() {
        return type;
    }

    ProjectionFactory factory() {
        return factory;
    }

    /** What it shows, in the order in which {@link #made} takes the values. */
    List<Property> properties() {
        return properties;
    }

    /** Whether it sees the whole object. */
    boolean isOpen() {
        return open;
    }

    /** Made of values. */
    Object made(List<@Nullable Object> values) {
        if (constructor == null) {
            return factory.createProjection(type, byName(values));
        }
        @Nullable Object[] arguments = new Object[values.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = converted(values.get(i), properties.get(i));
        }
        return BeanUtils.instantiateClass(constructor.getConstructor(), arguments);
    }

    private Map<String, @Nullable Object> byName(List<@Nullable Object> values) {
        Map<String, @Nullable Object> byName = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            byName.put(properties.get(i).name(), values.get(i));
        }
        return byName;
    }

    private @Nullable Object converted(@Nullable Object value, Property property) {
        if (value == null && property.type().isPrimitive()) {
            throw new IllegalArgumentException(
                    type.getName()
                            + "."
                            + property.name()
                            + " is of "
                            + property.type().getName()
                            + ", which cannot hold the NULL that was found. Make it a "
                            + ClassUtils.resolvePrimitiveIfNecessary(property.type()).getName());
        }
        return converted(value, property.type());
    }

    private static ConversionService conversions() {
        DefaultConversionService conversions = new DefaultConversionService();
        Jsr310Converters.getConvertersToRegister().forEach(conversions::addConverter);
        return conversions;
    }

    /** A value as a type, as Spring converts it. */
    static @Nullable Object converted(@Nullable Object value, Class<?> type) {
        return CONVERSIONS.convert(value, type);
    }

    /** Whether a value of one type can be shown as another one. */
    static boolean fits(Class<?> value, Class<?> shown) {
        return ClassUtils.isAssignable(shown, value) || CONVERSIONS.canConvert(value, shown);
    }

    @Override
    public String toString() {
        return type.getName();
    }
}
