package io.relmap.mapping;

import io.relmap.annotation.Internal;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Annotations of Jakarta Persistence, which an editor easily imports in place of relmap's. relmap does not read them: a
 * class may be mapped by both, but what only the other one says would be lost without a word.
 */
@Internal
public final class OtherAnnotations {

    private static final String JAKARTA = "jakarta.persistence.";

    /** What stands for each of them in relmap. */
    private static final Map<String, String> COUNTERPARTS =
            Map.ofEntries(
                    Map.entry("Column", "Column"),
                    Map.entry("Convert", "Convert"),
                    Map.entry("Embedded", "Embedded"),
                    Map.entry("EmbeddedId", "Id"),
                    Map.entry("Enumerated", "Enumerated"),
                    Map.entry("GeneratedValue", "GeneratedValue"),
                    Map.entry("Id", "Id"),
                    Map.entry("JoinColumn", "ForeignKey"),
                    Map.entry("ManyToMany", "Relationship"),
                    Map.entry("ManyToOne", "Relationship"),
                    Map.entry("OneToMany", "Relationship"),
                    Map.entry("OneToOne", "Relationship"),
                    Map.entry("OrderBy", "Relationship"),
                    Map.entry("Transient", "Transient"),
                    Map.entry("Version", "Version"));

    private OtherAnnotations() {}

    /** What to say of a field where relmap's own annotation is missing, or null. */
    public static @Nullable String misread(AnnotatedElement element) {
        for (Annotation annotation : element.getAnnotations()) {
            String name = annotation.annotationType().getName();
            String own =
                    name.startsWith(JAKARTA)
                            ? COUNTERPARTS.get(name.substring(JAKARTA.length()))
                            : null;
            if (own != null && !has(element, own)) {
                return "is annotated with "
                        + name
                        + ", which relmap does not read; write @"
                        + own
                        + " and import io.relmap.annotation."
                        + own;
            }
        }
        return null;
    }

    /** What to add where a class is not mapped: empty unless it has the other library's annotation. */
    public static String hint(Class<?> type) {
        return Arrays.stream(type.getAnnotations())
                .map(annotation -> annotation.annotationType().getName())
                .filter(name -> name.equals(JAKARTA + "Entity"))
                .map(
                        name ->
                                " (it is annotated with "
                                        + name
                                        + ", which relmap does not read; import"
                                        + " io.relmap.annotation.Entity)")
                .collect(Collectors.joining());
    }

    private static boolean has(AnnotatedElement element, String own) {
        return Arrays.stream(element.getAnnotations())
                .anyMatch(
                        annotation ->
                                annotation
                                        .annotationType()
                                        .getName()
                                        .equals("io.relmap.annotation." + own));
    }
}
