package io.relmap.spring.data.query;

/** What a query method is for. */
enum QueryKind {
    FIND,
    COUNT,
    EXISTS,
    DELETE;

    static QueryKind of(String word) {
        return switch (word) {
            case "count" -> COUNT;
            case "exists" -> EXISTS;
            case "delete", "remove" -> DELETE;
            default -> FIND;
        };
    }
}
