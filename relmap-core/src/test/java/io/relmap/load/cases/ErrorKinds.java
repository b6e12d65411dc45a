package io.relmap.load.cases;

import io.relmap.error.ErrorCode;
import io.relmap.error.RelmapException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Which errors of relmap are meant by the recorded kinds (spec section 14). */
final class ErrorKinds {

    /** All others are invalid requests of a query. */
    private static final Map<String, Set<ErrorCode>> CODES =
            Map.ofEntries(
                    Map.entry("parent-has-no-session", EnumSet.of(ErrorCode.DETACHED)),
                    Map.entry("object-has-no-session", EnumSet.of(ErrorCode.DETACHED)),
                    Map.entry("raise-loader", EnumSet.of(ErrorCode.LOAD_REFUSED)),
                    Map.entry("raise-on-sql", EnumSet.of(ErrorCode.LOAD_REFUSED)),
                    Map.entry("dynamic-cannot-be-populated", EnumSet.of(ErrorCode.LOAD_REFUSED)),
                    Map.entry("write-only-iteration", EnumSet.of(ErrorCode.LOAD_REFUSED)),
                    Map.entry("write-only-replacement", EnumSet.of(ErrorCode.LOAD_REFUSED)),
                    Map.entry(
                            "comparison-needs-an-instance",
                            EnumSet.of(ErrorCode.INVALID_QUERY, ErrorCode.NOT_AN_ENTITY)),
                    Map.entry("dynamic-on-scalar", EnumSet.of(ErrorCode.DYNAMIC_NEEDS_COLLECTION)),
                    Map.entry("wrong-number-of-key-values", EnumSet.of(ErrorCode.WRONG_KEY_FORM)),
                    Map.entry("no-row", EnumSet.of(ErrorCode.NO_RESULT)),
                    Map.entry("more-than-one-row", EnumSet.of(ErrorCode.MULTIPLE_RESULTS)),
                    Map.entry("row-is-gone", EnumSet.of(ErrorCode.OBJECT_DELETED)),
                    Map.entry(
                            "unknown-attribute",
                            EnumSet.of(ErrorCode.UNKNOWN_ATTRIBUTE, ErrorCode.INVALID_QUERY)));

    private ErrorKinds() {}

    static boolean fits(String kind, RelmapException error) {
        return CODES.getOrDefault(kind, EnumSet.of(ErrorCode.INVALID_QUERY)).contains(error.code());
    }
}
