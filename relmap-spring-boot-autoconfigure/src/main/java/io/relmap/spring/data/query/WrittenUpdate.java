package io.relmap.spring.data.query;

import io.relmap.mapping.Mapper;
import io.relmap.query.Computed;
import io.relmap.query.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.repository.query.Parameters;
import org.springframework.data.repository.query.ValueExpressionDelegate;

/**
 * What {@code @Query(set = ...)} sets attributes to.
 *
 * @param values by attribute
 */
record WrittenUpdate(Map<String, BoundText> values) {

    private static final Pattern FORM = Pattern.compile("(?s)\\s*([\\w.]+)\\s*=\\s*(\\S.*)");
    private static final Pattern VALUE = Pattern.compile(":(\\w+)\\s*");

    static WrittenUpdate of(
            String[] set,
            Mapper mapper,
            Parameters<?, ?> parameters,
            ValueExpressionDelegate expressions) {
        Map<String, BoundText> values = new LinkedHashMap<>();
        for (String text : set) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw new IllegalArgumentException(
                        "set \"" + text + "\" is no assignment: write attribute = value");
            }
            String attribute = form.group(1);
            if (mapper.findColumn(attribute) == null
                    && mapper.findRelationship(attribute) == null) {
                throw new IllegalArgumentException(
                        "set \"" + text + "\": " + mapper.entityName() + " has no " + attribute);
            }
            values.put(attribute, BoundText.of(form.group(2), parameters, expressions));
        }
        return new WrittenUpdate(values);
    }

    List<BoundText> texts() {
        return List.copyOf(values.values());
    }

    /** Sets the attributes of all rows of a query. */
    int run(Query<?> query, MethodArguments arguments) {
        Map<String, @Nullable Object> set = new LinkedHashMap<>();
        values.forEach(
                (attribute, text) -> {
                    Map<String, @Nullable Object> given = text.values(arguments);
                    Matcher value = VALUE.matcher(text.text());
                    set.put(
                            attribute,
                            value.matches()
                                    ? given.get(value.group(1))
                                    : Computed.of(text.text(), given));
                });
        return query.update(set);
    }
}
