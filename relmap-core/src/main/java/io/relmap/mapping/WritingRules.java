package io.relmap.mapping;

import io.relmap.annotation.EagerDefaults;
import io.relmap.annotation.Internal;

/**
 * How rows of an entity are written.
 *
 * @param eagerDefaults whether what the database made is fetched with the statement (spec UW-85)
 * @param batch whether rows that are written alike share statements (UW-80)
 * @param confirmDeletedRows whether a DELETE without version must find all its rows (UW-121)
 */
@Internal
public record WritingRules(EagerDefaults eagerDefaults, boolean batch, boolean confirmDeletedRows) {

    /** What holds where nothing is said. */
    public static final WritingRules DEFAULT = new WritingRules(EagerDefaults.AUTO, true, true);
}
