package io.relmap.dialect;

import java.util.Set;

/** The words that each database reserves, in lower case. */
final class ReservedWords {

    static final Set<String> POSTGRESQL =
            words(
                    "all analyse analyze and any array as asc asymmetric authorization binary both case"
                            + " cast check collate collation column concurrently constraint create cross"
                            + " current_catalog current_date current_role current_schema current_time"
                            + " current_timestamp current_user default deferrable desc distinct do else"
                            + " end except false fetch for foreign freeze from full grant group having"
                            + " ilike in initially inner intersect into is isnull join lateral leading"
                            + " left like limit localtime localtimestamp natural not notnull null offset"
                            + " on only or order outer overlaps placing primary references returning"
                            + " right select session_user similar some symmetric system_user table"
                            + " tablesample then to trailing true union unique user using variadic"
                            + " verbose when where window with");

    static final Set<String> H2 =
            words(
                    "all and any array as asymmetric authorization between both case cast check"
                            + " constraint cross current_catalog current_date current_path current_role"
                            + " current_schema current_time current_timestamp current_user day default"
                            + " distinct else end except exists false fetch for foreign from full group"
                            + " groups having hour if ilike in inner intersect interval is join key"
                            + " leading left like limit localtime localtimestamp minus minute month"
                            + " natural not null offset on or order over partition primary qualify range"
                            + " regexp right row rownum rows second select session_user set some"
                            + " symmetric system_user table to top trailing true uescape union unique"
                            + " unknown user using value values when where window with year _rowid_");

    static final Set<String> SQLITE =
            words(
                    "abort action add after all alter always analyze and as asc attach autoincrement"
                            + " before begin between by cascade case cast check collate column commit"
                            + " conflict constraint create cross current current_date current_time"
                            + " current_timestamp database default deferrable deferred delete desc detach"
                            + " distinct do drop each else end escape except exclude exclusive exists"
                            + " explain fail filter first following for foreign from full generated glob"
                            + " group groups having if ignore immediate in index indexed initially inner"
                            + " insert instead intersect into is isnull join key last left like limit"
                            + " match materialized natural no not nothing notnull null nulls of offset on"
                            + " or order others outer over partition plan pragma preceding primary query"
                            + " raise range recursive references regexp reindex release rename replace"
                            + " restrict returning right rollback row rows savepoint select set table"
                            + " temp temporary then ties to transaction trigger true false unbounded"
                            + " union unique update using vacuum values view virtual when where window"
                            + " with without");

    private ReservedWords() {}

    private static Set<String> words(String list) {
        return Set.of(list.split(" "));
    }
}
