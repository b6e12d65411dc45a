package io.relmap.dialect;

import io.relmap.schema.TableName;

/** A sequence's name is written as a table's is: {@code name} or {@code schema.name}. */
final class SequenceNames {

    private SequenceNames() {}

    static TableName parse(String text) {
        int dot = text.lastIndexOf('.');
        return dot < 0
                ? TableName.of(text)
                : new TableName(text.substring(0, dot), text.substring(dot + 1));
    }
}
