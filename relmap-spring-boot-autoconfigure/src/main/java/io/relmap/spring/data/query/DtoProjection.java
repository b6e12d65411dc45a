package io.relmap.spring.data.query;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.data.mapping.Parameter;
import org.springframework.data.mapping.PreferredConstructor;
import org.springframework.data.mapping.model.PreferredConstructorDiscoverer;
import org.springframework.data.repository.query.ReturnedType;
import org.springframework.data.util.DirectFieldAccessFallbackBeanWrapper;

/** Makes records and other classes from entities: each constructor parameter takes the property of its name. */
final class DtoProjection implements Converter<Object, Object> {

    private final ReturnedType type;
    private final PreferredConstructor<?, ?> constructor;

    DtoProjection(ReturnedType type) {
        this.type = type;
        PreferredConstructor<?, ?> found =
                PreferredConstructorDiscoverer.discover(type.getReturnedType());
        if (found == null) {
            throw new IllegalArgumentException(
                    type.getReturnedType().getName()
                            + " needs one constructor, or @PersistenceCreator on the one to use");
        }
        constructor = found;
    }

    @Override
    public Object convert(Object source) {
        if (!type.getDomainType().isInstance(source)) {
            return source;
        }
        var properties = new DirectFieldAccessFallbackBeanWrapper(source);
        List<@Nullable Object> values = new ArrayList<>();
        for (Parameter<?, ?> parameter : constructor.getParameters()) {
            values.add(
                    DefaultConversionService.getSharedInstance()
                            .convert(
                                    properties.getPropertyValue(parameter.getRequiredName()),
                                    parameter.getRawType()));
        }
        return BeanUtils.instantiateClass(constructor.getConstructor(), values.toArray());
    }
}
