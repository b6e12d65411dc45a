package io.relmap.mapping;

import io.relmap.annotation.Internal;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.error.Warning;
import io.relmap.schema.MetaData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All tables and mapped entities, built and checked. Immutable and safe for use by several threads.
 */
public final class Mapping {

    private final MetaData metaData;
    private final List<Mapper> mappers;
    private final Behaviours behaviours;
    private final List<Warning> warnings;
    private final Map<Class<?>, Mapper> byClass = new HashMap<>();
    private final Map<String, List<Mapper>> byName = new HashMap<>();

    /** Resolves subclasses once per class and lets classes be unloaded. */
    private final ClassValue<List<Mapper>> nearest =
            new ClassValue<>() {
                @Override
                protected List<Mapper> computeValue(Class<?> type) {
                    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
                        Mapper found = byClass.get(c);
                        if (found != null) {
                            return List.of(found);
                        }
                    }
                    return List.of();
                }
            };

    /**
     * @param metaData all tables
     * @param mappers the entities in the order of registration
     * @param behaviours what holds where the reference breaks its promises
     * @param warnings what was found doubtful
     */
    @Internal
    public Mapping(
            MetaData metaData,
            List<Mapper> mappers,
            Behaviours behaviours,
            List<Warning> warnings) {
        this.metaData = metaData;
        this.mappers = List.copyOf(mappers);
        this.behaviours = behaviours;
        this.warnings = List.copyOf(warnings);
        for (Mapper mapper : mappers) {
            Class<?> type = mapper.entityClass();
            if (type != null) {
                byClass.put(type, mapper);
            }
            byName.computeIfAbsent(mapper.entityName(), name -> new ArrayList<>()).add(mapper);
            if (!mapper.name().packageName().isEmpty()) {
                byName.put(mapper.name().qualified(), List.of(mapper));
            }
        }
    }

    /** All tables. */
    public MetaData metaData() {
        return metaData;
    }

    /** The mapped entities in the order of registration. */
    public List<Mapper> mappers() {
        return mappers;
    }

    /** Whether the mapping is strict. */
    public Behaviours behaviours() {
        return behaviours;
    }

    /** What was found doubtful, in the order in which it was found (spec RC-5). */
    public List<Warning> warnings() {
        return warnings;
    }

    /** The mapper of a class or, for proxies and anonymous classes, of the nearest mapped superclass; or null. */
    public @Nullable Mapper findMapper(Class<?> type) {
        List<Mapper> found = nearest.get(type);
        return found.isEmpty() ? null : found.get(0);
    }

    /**
     * The mapper of a class or of the nearest mapped superclass.
     *
     * @throws MappingException if there is none
     */
    public Mapper mapper(Class<?> type) {
        Mapper mapper = findMapper(type);
        if (mapper == null) {
            throw new MappingException(
                    ErrorCode.NOT_MAPPED,
                    type.getName()
                            + " is not mapped, nor is a superclass"
                            + OtherAnnotations.hint(type)
                            + "; add it to entities(...). Mapped"
                            + " are "
                            + names());
        }
        return mapper;
    }

    /**
     * The mapper of an entity by its simple name, or by its name with the package.
     *
     * @throws MappingException if there is none or several
     */
    public Mapper mapper(String entityName) {
        List<Mapper> found = byName.getOrDefault(entityName, List.of());
        if (found.size() == 1) {
            return found.get(0);
        }
        throw found.isEmpty()
                ? new MappingException(
                        ErrorCode.NOT_MAPPED,
                        "There is no entity " + entityName + "; mapped are " + names())
                : new MappingException(
                        ErrorCode.AMBIGUOUS_NAME,
                        "There are several entities "
                                + entityName
                                + ": "
                                + found.stream()
                                        .map(mapper -> mapper.name().qualified())
                                        .collect(Collectors.joining(", "))
                                + "; write one of these names");
    }

    private String names() {
        return mappers.stream().map(Mapper::entityName).collect(Collectors.joining(", ", "[", "]"));
    }
}
