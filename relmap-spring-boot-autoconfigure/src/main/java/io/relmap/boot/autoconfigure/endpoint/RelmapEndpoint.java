package io.relmap.boot.autoconfigure.endpoint;

import io.relmap.mapping.Mapper;
import io.relmap.mapping.Mapping;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/** Shows the mapping of each {@code Relmap} bean: entities, tables, columns, relationships. Safe for several threads. */
@Endpoint(id = "relmap")
public final class RelmapEndpoint {

    private final Map<String, Mapping> mappings;

    /**
     * For these mappings.
     *
     * @param mappings the mappings by the name of their {@code Relmap} bean
     */
    public RelmapEndpoint(Map<String, Mapping> mappings) {
        this.mappings = new TreeMap<>(mappings);
    }

    /** All that is mapped. */
    @ReadOperation
    public RelmapDescriptor relmap() {
        Map<String, MappingDescriptor> all = new TreeMap<>();
        mappings.forEach((name, mapping) -> all.put(name, MappingDescriptor.of(mapping)));
        return new RelmapDescriptor(all);
    }

    /** One entity, by its name; null, which is 404 over HTTP, if there is none. */
    @ReadOperation
    public @Nullable EntityDescriptor entity(@Selector String entity) {
        return mappings.values().stream()
                .map(Mapping::mappers)
                .flatMap(List::stream)
                .filter(mapper -> mapper.entityName().equals(entity))
                .findFirst()
                .map(EntityDescriptor::of)
                .orElse(null);
    }

    /**
     * A drawing of what is mapped.
     *
     * @param relmap the name of the {@code Relmap} bean
     * @param format the language of the drawing
     * @return the drawing; null, which is 404 over HTTP, if there is no such bean
     */
    @ReadOperation(produces = "text/vnd.mermaid;charset=UTF-8")
    public @Nullable String diagram(@Selector String relmap, @Selector DiagramFormat format) {
        Mapping mapping = mappings.get(relmap);
        return mapping == null ? null : MappingDiagram.of(mapping);
    }

    /** Languages for drawings. */
    public enum DiagramFormat {
        /** Mermaid's class diagrams. */
        MERMAID
    }

    /**
     * The answer.
     *
     * @param mappings by the name of the {@code Relmap} bean
     */
    public record RelmapDescriptor(Map<String, MappingDescriptor> mappings)
            implements OperationResponseBody {}

    /**
     * One mapping.
     *
     * @param behaviour whether it is strict
     * @param entities the entities in the order of registration
     * @param warnings what was found doubtful
     */
    public record MappingDescriptor(
            String behaviour, List<EntityDescriptor> entities, List<String> warnings) {

        static MappingDescriptor of(Mapping mapping) {
            return new MappingDescriptor(
                    mapping.behaviours().overall().name(),
                    mapping.mappers().stream().map(EntityDescriptor::of).toList(),
                    mapping.warnings().stream()
                            .map(warning -> warning.code().code() + ": " + warning.message())
                            .toList());
        }
    }

    /**
     * One entity.
     *
     * @param name its name
     * @param type its class, or null for map-backed entities
     * @param table its table
     * @param key the attributes of its key
     * @param version the attribute that counts changes, or null
     * @param columns its column attributes
     * @param relationships its relationships
     */
    public record EntityDescriptor(
            String name,
            @Nullable String type,
            String table,
            List<String> key,
            @Nullable String version,
            List<ColumnDescriptor> columns,
            List<RelationshipDescriptor> relationships)
            implements OperationResponseBody {

        static EntityDescriptor of(Mapper mapper) {
            Class<?> type = mapper.entityClass();
            return new EntityDescriptor(
                    mapper.entityName(),
                    type == null ? null : type.getName(),
                    mapper.table().name(),
                    mapper.identity().stream().map(attribute -> attribute.name()).toList(),
                    mapper.version() == null ? null : mapper.version().name(),
                    mapper.columns().stream().map(ColumnDescriptor::of).toList(),
                    mapper.relationships().stream().map(RelationshipDescriptor::of).toList());
        }
    }
}
