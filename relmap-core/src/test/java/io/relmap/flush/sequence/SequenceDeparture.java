package io.relmap.flush.sequence;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Tells which rule makes relmap answer a recorded flush differently, where no list says it: by what the record says of
 * itself, else by what differs.
 */
final class SequenceDeparture {

    /** The words by which a record says that its outcome is not what is wanted, or not all of it. */
    private static final Set<String> NOT_BINDING =
            Set.of("decision", "reference-limit", "reference-defect");

    /** Errors that the reference finds in the flush, and relmap at the change. */
    private static final Set<String> FOUND_AT_THE_CHANGE = Set.of("NullMember", "WrongMemberType");

    private SequenceDeparture() {}

    static @Nullable String of(JsonNode recorded, List<String> differences) {
        String conformance = recorded.path("conformance").asString();
        if (NOT_BINDING.contains(conformance)) {
            return conformance + ", " + recorded.path("rules");
        } else if (FOUND_AT_THE_CHANGE.contains(
                recorded.path("expectedError").path("kind").asString())) {
            return "CO-10: a wrong member is refused where it comes in";
        } else if (differences.stream().allMatch(each -> each.contains("\"op\":\"inSession\""))) {
            return "AT-12, SE-3: an object without net change is not dirty";
        }
        return null;
    }
}
