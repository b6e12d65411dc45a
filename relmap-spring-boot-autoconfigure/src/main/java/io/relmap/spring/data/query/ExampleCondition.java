package io.relmap.spring.data.query;

import io.relmap.Inspect;
import io.relmap.annotation.Internal;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.query.Condition;
import io.relmap.query.Paths;
import io.relmap.schema.Column;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Example;
import org.springframework.data.domain.ExampleMatcher;
import org.springframework.data.domain.ExampleMatcher.NullHandler;
import org.springframework.data.domain.ExampleMatcher.StringMatcher;
import org.springframework.data.repository.query.parser.Part;
import org.springframework.data.support.ExampleMatcherAccessor;

/**
 * The condition that an example stands for: what the columns of the probe say, and those of the objects that its
 * references lead to. Collections say nothing, nor does the version, which is relmap's own.
 */
@Internal
public final class ExampleCondition {

    private final ExampleMatcherAccessor options;
    private final List<Condition> conditions = new ArrayList<>();
    private final Set<Object> around = Collections.newSetFromMap(new IdentityHashMap<>());

    private ExampleCondition(ExampleMatcher matcher) {
        this.options = new ExampleMatcherAccessor(matcher);
    }

    /**
     * The condition, or null if the example says nothing, so that it finds everything.
     *
     * @param mapper the mapper of the entity that is looked for
     */
    public static @Nullable Condition of(Mapper mapper, Example<?> example) {
        ExampleCondition condition = new ExampleCondition(example.getMatcher());
        condition.add(mapper, List.of(), example.getProbe());
        return condition.conditions.stream()
                .reduce(example.getMatcher().isAllMatching() ? Condition::and : Condition::or)
                .orElse(null);
    }

    private void add(Mapper mapper, List<Relationship> steps, Object probe) {
        around.add(probe);
        Set<ColumnAttribute> said = new HashSet<>();
        for (Relationship relationship : mapper.relationships()) {
            if (!relationship.content().isCollection()) {
                addReference(steps, relationship, probe, said);
            }
        }
        for (ColumnAttribute column : mapper.columns()) {
            if (!column.equals(mapper.version())
                    && !said.contains(column)
                    && !column.inMemoryOnly()
                    && !isUnknown(column, mapper, probe)) {
                addColumn(new AttributePath(steps, column, null), mapper, probe);
            }
        }
        around.remove(probe);
    }

    /** What is not loaded is null in the object, which says nothing of the row. */
    private static boolean isUnknown(ColumnAttribute column, Mapper mapper, Object probe) {
        return column.isDeferred() && mapper.access().get(probe, column.index()) == null;
    }

    /** A path is ignored, too, if what leads to it is: all of an embedded record. */
    private boolean isIgnored(String path) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
            if (options.isIgnoredPath(path.substring(0, end))) {
                return true;
            }
        }
        return false;
    }

    /** What a reference says, its foreign key does not say again. */
    private void addReference(
            List<Relationship> steps,
            Relationship relationship,
            Object probe,
            Set<ColumnAttribute> said) {
        String path = new AttributePath(steps, null, relationship).text();
        if (isIgnored(path) || !Inspect.of(probe).attributes().contains(relationship.name())) {
            return;
        }
        Object target = Inspect.of(probe).attribute(relationship.name()).loadedValue();
        if (target == null) {
            if (includesNulls() && !hasForeignKey(relationship, probe)) {
                conditions.add(Paths.relationship(path).isNull());
            }
        } else if (!around.contains(target)) { // the way back says nothing new
            relationship
                    .join()
                    .localRemotePairs()
                    .forEach(pair -> addAttribute(relationship.owner(), pair.local(), said));
            List<Relationship> way = new ArrayList<>(steps);
            way.add(relationship);
            add(relationship.target(), List.copyOf(way), target);
        }
    }

    private static void addAttribute(Mapper mapper, Column column, Set<ColumnAttribute> to) {
        ColumnAttribute attribute = mapper.findAttribute(column);
        if (attribute != null && !mapper.identity().contains(attribute)) {
            to.add(attribute);
        }
    }

    private static boolean hasForeignKey(Relationship relationship, Object probe) {
        Mapper mapper = relationship.owner();
        return relationship.join().localRemotePairs().stream()
                .map(pair -> mapper.findAttribute(pair.local()))
                .anyMatch(
                        attribute ->
                                attribute != null
                                        && mapper.access().get(probe, attribute.index()) != null);
    }

    private boolean includesNulls() {
        return options.getNullHandler() == NullHandler.INCLUDE;
    }

    private void addColumn(AttributePath attribute, Mapper mapper, Object probe) {
        ColumnAttribute column = Objects.requireNonNull(attribute.column());
        String path = attribute.text();
        if (isIgnored(path)) {
            return;
        }
        Optional<Object> said =
                options.getValueTransformerForPath(path)
                        .apply(Optional.ofNullable(mapper.access().get(probe, column.index())));
        if (said.isEmpty()) {
            if (includesNulls()) {
                conditions.add(Paths.of(path).isNull());
            }
            return;
        }
        boolean ignoreCase = attribute.isText() && options.isIgnoreCaseForPath(path);
        StringMatcher how =
                attribute.isText() ? options.getStringMatcherForPath(path) : StringMatcher.EXACT;
        conditions.add(
                how == StringMatcher.REGEX
                        ? regex(path, said.get(), ignoreCase)
                        : new ColumnCriterion(attribute, type(how), ignoreCase)
                                .condition(said::get));
    }

    private static Part.Type type(StringMatcher how) {
        return switch (how) {
            case STARTING -> Part.Type.STARTING_WITH;
            case ENDING -> Part.Type.ENDING_WITH;
            case CONTAINING -> Part.Type.CONTAINING;
            default -> Part.Type.SIMPLE_PROPERTY;
        };
    }

    /** Where the database has the function. */
    private static Condition regex(String path, Object pattern, boolean ignoreCase) {
        return ignoreCase
                ? Paths.condition(
                        "func.regexp_like(" + path + ", :pattern, 'i') = true",
                        Map.of("pattern", pattern))
                : Paths.condition(
                        "func.regexp_like(" + path + ", :pattern) = true",
                        Map.of("pattern", pattern));
    }
}
