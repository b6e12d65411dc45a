package io.relmap.jdbc;

import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.observe.StatementCause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many statements a block may still send, with those that it has sent (spec PE-6). One inside another counts for both.
 * Not thread-safe.
 */
final class StatementBudget {

    /** A message is no log. */
    private static final int LISTED = 20;

    private final int most;
    private final @Nullable StatementBudget around;
    private final List<String> sent = new ArrayList<>();
    private @Nullable InvalidRequestException refused;

    StatementBudget(int most, @Nullable StatementBudget around) {
        this.most = most;
        this.around = around;
    }

    /**
     * A statement is about to be sent.
     *
     * @throws InvalidRequestException if it is one too many
     */
    void spend(String sql, StatementCause cause) {
        String origin =
                cause.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        + ": "
                        + cause.text();
        for (StatementBudget each = this; each != null; each = each.around) {
            if (each.sent.size() >= each.most) {
                InvalidRequestException exceeded = each.exceeded(sql, origin);
                each.refused = exceeded;
                throw exceeded;
            }
        }
        for (StatementBudget each = this; each != null; each = each.around) {
            each.sent.add(origin);
        }
    }

    /** Whoever swallowed the refusal has not kept within the number. */
    void checkKept() {
        InvalidRequestException swallowed = refused;
        if (swallowed != null) {
            throw swallowed;
        }
    }

    private InvalidRequestException exceeded(String sql, String origin) {
        Map<String, Integer> counted = new LinkedHashMap<>();
        sent.forEach(each -> counted.merge(each, 1, Integer::sum));
        StringBuilder text = new StringBuilder("The block may send ");
        text.append(most).append(most == 1 ? " statement" : " statements");
        text.append("; one more was wanted for ").append(origin).append('.');
        if (!sent.isEmpty()) {
            text.append(" Sent before: ");
            counted.entrySet().stream()
                    .limit(LISTED)
                    .forEach(
                            each ->
                                    text.append(each.getKey())
                                            .append(
                                                    each.getValue() == 1
                                                            ? ""
                                                            : " (" + each.getValue() + " times)")
                                            .append("; "));
            if (counted.size() > LISTED) {
                text.append(counted.size() - LISTED).append(" more kinds; ");
            }
            text.replace(text.length() - 2, text.length(), ".");
        }
        text.append(
                " Load what the block reads with its query, by loader options, or allow it more. Not"
                        + " sent: ");
        return new InvalidRequestException(
                ErrorCode.TOO_MANY_STATEMENTS, text.append(sql).append('.').toString());
    }
}
