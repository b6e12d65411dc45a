package io.relmap.mapping.config;

import java.util.Arrays;
import java.util.List;

/** What a message offers to paste: the alternatives behind "for instance", "back:" or "write". */
final class Pasted {

    private Pasted() {}

    /** Every alternative that the message writes out. */
    static List<String> from(String message) {
        String text = message;
        for (String lead : List.of(", for instance ", "lead back: ", "write ", "set ", "it, ")) {
            int at = text.indexOf(lead);
            if (at >= 0 && text.substring(at + lead.length()).matches("(?s)\\w+ = .*")) {
                text = text.substring(at + lead.length());
                return Arrays.stream(
                                text.split("; |, or |, else | if it is")[0].split(
                                        " or (?=\\w+ = )"))
                        .map(String::strip)
                        .toList();
            }
        }
        return List.of();
    }
}
