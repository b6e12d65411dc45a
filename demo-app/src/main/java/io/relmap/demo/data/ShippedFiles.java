package io.relmap.demo.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads the shipped files. */
@Component
class ShippedFiles {

    private final JsonMapper json;

    ShippedFiles(JsonMapper json) {
        this.json = json;
    }

    <T> List<T> read(String file, Class<T> type) {
        try (InputStream in = new ClassPathResource("bookshop/" + file).getInputStream()) {
            return json.readValue(
                    in, json.getTypeFactory().constructCollectionType(List.class, type));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
