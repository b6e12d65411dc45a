package io.relmap.spring.data.query;

import io.relmap.query.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A join that stands in {@code @Query}.
 *
 * @param path the relationship
 * @param alias a name of its own, or null
 * @param outer whether objects without a target are kept
 */
record WrittenJoin(String path, @Nullable String alias, boolean outer) {

    private static final Pattern FORM = Pattern.compile("([\\w.]+)(?:\\s+(?:as\\s+)?(\\w+))?");

    static List<WrittenJoin> of(io.relmap.spring.data.Query query) {
        List<WrittenJoin> joins = new ArrayList<>();
        for (String text : query.join()) {
            joins.add(of(text, false));
        }
        for (String text : query.outerJoin()) {
            joins.add(of(text, true));
        }
        return List.copyOf(joins);
    }

    private static WrittenJoin of(String text, boolean outer) {
        Matcher form = FORM.matcher(text.trim());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no join: write a relationship, and \"as name\" after it");
        }
        return new WrittenJoin(form.group(1), form.group(2), outer);
    }

    void addTo(Query<?> query) {
        if (outer) {
            if (alias == null) {
                query.outerJoin(path);
            } else {
                query.outerJoin(path, alias);
            }
        } else if (alias == null) {
            query.join(path);
        } else {
            query.join(path, alias);
        }
    }
}
