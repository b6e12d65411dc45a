package io.relmap.sql.grammar;

/**
 * Where a text of the language was written, for messages.
 *
 * @param place the relationship as {@code Owner.name}, or the query
 * @param parameter the parameter, spelled as the user spells it: {@code primaryJoin}
 */
public record Origin(String place, String parameter) {

    @Override
    public String toString() {
        return parameter + " of " + place;
    }
}
