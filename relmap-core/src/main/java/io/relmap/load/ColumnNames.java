package io.relmap.load;

import io.relmap.annotation.Internal;
import io.relmap.sql.Identifiers;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The columns of a result, as statements have to write them to reach them: in quotes where the database would take the
 * name for another one.
 *
 * @param written the names, repeated ones too
 * @param identifiers how names are written
 * @param ignoresCase whether the letters' case counts nowhere, be it in quotes
 */
@Internal
public record ColumnNames(List<String> written, Identifiers identifiers, boolean ignoresCase) {

    public ColumnNames {
        written = List.copyOf(written);
    }

    /** Those of a result's labels. */
    public static ColumnNames of(
            List<String> labels, Identifiers identifiers, DatabaseMetaData database)
            throws SQLException {
        boolean ignoresCase = !database.supportsMixedCaseQuotedIdentifiers();
        boolean upper = database.storesUpperCaseIdentifiers();
        return new ColumnNames(
                labels.stream()
                        .map(label -> written(label, identifiers, ignoresCase, upper))
                        .toList(),
                identifiers,
                ignoresCase);
    }

    private static String written(
            String label, Identifiers identifiers, boolean ignoresCase, boolean upper) {
        String name = label.toLowerCase(Locale.ROOT);
        if (ignoresCase) {
            return identifiers.quote(name);
        }
        String stored = upper ? label.toUpperCase(Locale.ROOT) : name;
        return label.equals(stored) && identifiers.quote(name).equals(name)
                ? name
                : identifiers.quoted(label);
    }

    /** How many of them a statement could mean by this name. */
    public int count(String name) {
        return Collections.frequency(
                written, identifiers.quote(ignoresCase ? name.toLowerCase(Locale.ROOT) : name));
    }
}
