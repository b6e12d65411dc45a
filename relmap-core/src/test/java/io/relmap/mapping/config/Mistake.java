package io.relmap.mapping.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.error.ErrorCode;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * One mistake in a mapping of texts: what it is reported as, which facts the message must hold, and how
 * it is mended.
 *
 * @param code what it is reported as
 * @param tables all tables; those after a bar have no entity
 * @param relationships the declarations; the first one carries the message
 * @param facts what the message must hold
 * @param remedy from the message to mappings that build, each mended in one way
 */
record Mistake(
        ErrorCode code,
        String tables,
        List<String> relationships,
        List<String> facts,
        BiFunction<Mistake, String, List<TextMapping>> remedy) {

    static Mistake of(ErrorCode code, String tables, String... relationships) {
        return new Mistake(code, tables, List.of(relationships), List.of(), (m, text) -> List.of());
    }

    Mistake saying(String... texts) {
        return new Mistake(code, tables, relationships, List.of(texts), remedy);
    }

    /** What the message writes out is pasted, each alternative alone. */
    Mistake pasted() {
        return mended((m, text) -> m.pastes(text).toList());
    }

    /** The same in the place of an argument that is there. */
    Mistake pastedInPlaceOf(String argument) {
        return mended(
                (m, text) -> m.pastes(text).map(p -> p.without(m.first(), argument)).toList());
    }

    /** An argument that the message names is dropped. */
    Mistake dropped(String argument) {
        return mended(
                (m, text) -> {
                    assertThat(text).contains("drop").containsIgnoringCase(argument);
                    return List.of(m.mapping().without(m.first(), argument));
                });
    }

    /** Something is written as the message says. */
    Mistake writing(String wrong, String right) {
        return mended(
                (m, text) -> {
                    assertThat(text).contains(right);
                    return List.of(m.mapping().renamed(wrong, right));
                });
    }

    /** The text is corrected at the place that the message shows. */
    Mistake corrected(String wrong, String right) {
        return mended((m, text) -> List.of(m.mapping().renamed(wrong, right)));
    }

    TextMapping mapping() {
        String[] parts = tables.split("\\|");
        TextMapping mapping = TextMapping.of(String.join(";", parts));
        if (parts.length > 1) {
            for (String table : parts[1].split(";")) {
                mapping.tableOnly(table.strip().substring(0, table.strip().indexOf('(')));
            }
        }
        relationships.forEach(mapping::relationship);
        return mapping;
    }

    /** The relationship that carries the message. */
    String first() {
        return relationships.get(0).substring(0, relationships.get(0).indexOf(':'));
    }

    List<TextMapping> mended(String message) {
        return remedy.apply(this, message);
    }

    @Override
    public String toString() {
        return code.code() + " " + code + " " + relationships.get(0);
    }

    private Mistake mended(BiFunction<Mistake, String, List<TextMapping>> how) {
        return new Mistake(code, tables, relationships, facts, how);
    }

    private Stream<TextMapping> pastes(String message) {
        return Pasted.from(message).stream().map(text -> mapping().with(first(), text));
    }
}
