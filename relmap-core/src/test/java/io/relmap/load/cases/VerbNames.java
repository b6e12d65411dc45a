package io.relmap.load.cases;

import java.util.Set;

/** The words that begin a part of a step. */
final class VerbNames {

    private static final Set<String> ALL =
            Set.of(
                    "get",
                    "read",
                    "iterate",
                    "is",
                    "set",
                    "add",
                    "append",
                    "expire",
                    "refresh",
                    "flush",
                    "commit",
                    "rollback",
                    "expunge",
                    "delete",
                    "update",
                    "query",
                    "insert",
                    "transient",
                    "pending",
                    "then",
                    "remove");

    private VerbNames() {}

    static boolean contains(String word) {
        return ALL.contains(word);
    }
}
