package io.relmap.boot.autoconfigure.endpoint;

import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Content;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Mapping;
import io.relmap.mapping.Relationship;
import io.relmap.schema.Table;

/** Draws a mapping as a class diagram in Mermaid's language: an arrow for each relationship, with its loader and cascade. */
final class MappingDiagram {

    private final StringBuilder text = new StringBuilder("classDiagram\n");

    private MappingDiagram() {}

    static String of(Mapping mapping) {
        MappingDiagram diagram = new MappingDiagram();
        mapping.mappers().forEach(diagram::draw);
        mapping.mappers().stream()
                .flatMap(mapper -> mapper.relationships().stream())
                .forEach(diagram::draw);
        return diagram.text.toString();
    }

    private void draw(Mapper mapper) {
        text.append("    class ").append(name(mapper)).append("[\"");
        text.append(mapper.entityName())
                .append(" (")
                .append(mapper.table().name())
                .append(")\"] {\n");
        for (ColumnAttribute column : mapper.columns()) {
            text.append("        ")
                    .append(column.javaType().getSimpleName())
                    .append(' ')
                    .append(column.name())
                    .append(mapper.identity().contains(column) ? " [key]" : "")
                    .append('\n');
        }
        text.append("    }\n");
    }

    private void draw(Relationship relationship) {
        Table association = relationship.join().secondaryTable();
        text.append("    ")
                .append(name(relationship.owner()))
                .append(relationship.viewOnly() ? " ..> " : " --> ")
                .append(relationship.content() == Content.REFERENCE ? "\"0..1\" " : "\"*\" ")
                .append(name(relationship.target()))
                .append(" : ")
                .append(relationship.name())
                .append(" [")
                .append(relationship.settings().lazy().spelling());
        if (association != null) {
            text.append(", by ").append(association.name());
        }
        text.append("] ").append(relationship.cascades()).append('\n');
    }

    /** Mermaid's names are letters, digits, dashes and underscores. */
    private static String name(Mapper mapper) {
        return mapper.entityName().replaceAll("[^\\p{L}\\p{N}_-]", "_");
    }
}
