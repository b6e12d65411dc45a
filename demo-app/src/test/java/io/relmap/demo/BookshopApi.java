package io.relmap.demo;

import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bookshop as a client sees it; an error status is an answer, not an exception. */
final class BookshopApi {

    private final RestClient http;
    private final JsonMapper json = JsonMapper.builder().build();

    BookshopApi(int port) {
        http =
                RestClient.builder()
                        .baseUrl("http://localhost:" + port)
                        .defaultStatusHandler(status -> true, (request, response) -> {})
                        .build();
    }

    /** One answer. */
    record Answer(int status, String type, String location, JsonNode body, String text) {}

    Answer get(String uri, Object... variables) {
        return answer(http.get().uri(uri, variables).retrieve().toEntity(String.class));
    }

    /** What a browser gets. */
    Answer page(String uri, Object... variables) {
        return answer(
                http.get()
                        .uri(uri, variables)
                        .accept(MediaType.TEXT_HTML, MediaType.ALL)
                        .retrieve()
                        .toEntity(String.class));
    }

    Answer post(String uri, Object body) {
        return answer(
                http.post()
                        .uri(uri)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(text(body))
                        .retrieve()
                        .toEntity(String.class));
    }

    Answer put(String uri, Object body) {
        return answer(
                http.put()
                        .uri(uri)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(text(body))
                        .retrieve()
                        .toEntity(String.class));
    }

    Answer delete(String uri) {
        return answer(http.delete().uri(uri).retrieve().toEntity(String.class));
    }

    private String text(Object body) {
        return body instanceof String text ? text : json.writeValueAsString(body);
    }

    private Answer answer(ResponseEntity<String> entity) {
        MediaType type = entity.getHeaders().getContentType();
        String body = entity.getBody();
        boolean isJson = type != null && type.getSubtype().endsWith("json");
        return new Answer(
                entity.getStatusCode().value(),
                type == null ? "" : type.toString(),
                String.valueOf(entity.getHeaders().getLocation()),
                isJson ? json.readTree(body) : json.valueToTree(Map.of()),
                body == null ? "" : body);
    }
}
