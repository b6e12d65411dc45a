package io.relmap.ddl;

import io.relmap.schema.ForeignKeyConstraint.Deferrable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When the foreign keys of a table are checked, read from the text that made the table: for databases that tell it
 * nowhere else.
 */
final class ForeignKeyClauses {

    /** Comments, quoted names and texts, words, and single characters. */
    private static final Pattern TOKEN =
            Pattern.compile(
                    "--[^\\n]*|(?s:/\\*.*?\\*/)"
                            + "|(?<quoted>\"(?:[^\"]|\"\")*\"|`(?:[^`]|``)*`|\\[[^\\]]*\\]|'(?:[^']|'')*')"
                            + "|(?<word>[\\p{L}_][\\p{L}\\p{N}_$]*)|(?<other>\\S)");

    private final Map<List<String>, Deferrable> byColumns = new LinkedHashMap<>();

    /** Reads the text of a CREATE TABLE. */
    ForeignKeyClauses(String createTable) {
        int depth = 0;
        List<Token> definition = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(createTable);
        while (matcher.find()) {
            Token token = Token.of(matcher);
            if (token == null) {
                continue;
            }
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            boolean ends = (depth == 1 && token.is(",")) || (depth == 0 && token.is(")"));
            if (ends) {
                read(definition);
                definition.clear();
            } else if (depth > 1 || (depth == 1 && !token.is("("))) {
                definition.add(token); // the first parenthesis only begins them
            }
        }
    }

    /** When the foreign key over these columns, as the text names them, is checked. */
    Deferrable of(List<String> columns) {
        return byColumns.getOrDefault(folded(columns), Deferrable.NO);
    }

    private static List<String> folded(List<String> columns) {
        return columns.stream().map(column -> column.toLowerCase(Locale.ROOT)).toList();
    }

    private void read(List<Token> definition) {
        int references = indexOf(definition, "references", 0);
        if (references >= 0) {
            byColumns.merge(
                    folded(columns(definition, references)),
                    deferrable(definition, references),
                    ForeignKeyClauses::later);
        }
    }

    private static Deferrable later(Deferrable one, Deferrable other) {
        return one == Deferrable.NO ? other : one;
    }

    /** Those between {@code FOREIGN KEY} and {@code REFERENCES}; else the column that is defined. */
    private static List<String> columns(List<Token> definition, int references) {
        int key = indexOf(definition, "foreign", 0);
        if (key < 0 || key > references) {
            return List.of(definition.get(0).text);
        }
        List<String> columns = new ArrayList<>();
        for (Token token : definition.subList(key + 2, references)) {
            if (token.isName) {
                columns.add(token.text);
            }
        }
        return columns;
    }

    private static Deferrable deferrable(List<Token> definition, int references) {
        int deferrable = indexOf(definition, "deferrable", references);
        if (deferrable < 0 || definition.get(deferrable - 1).is("not")) {
            return Deferrable.NO;
        }
        int initially = deferrable + 1;
        boolean deferred =
                initially + 1 < definition.size()
                        && definition.get(initially).is("initially")
                        && definition.get(initially + 1).is("deferred");
        return deferred ? Deferrable.INITIALLY_DEFERRED : Deferrable.INITIALLY_IMMEDIATE;
    }

    private static int indexOf(List<Token> definition, String word, int from) {
        for (int i = from; i < definition.size(); i++) {
            if (definition.get(i).is(word)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * A part of the text.
     *
     * @param text the part, without quotes
     * @param isQuoted whether it stood in quotes, and is no word of the language
     * @param isName whether it may name something
     */
    private record Token(String text, boolean isQuoted, boolean isName) {

        static @Nullable Token of(Matcher matcher) {
            String quoted = matcher.group("quoted");
            if (quoted != null) {
                String quote = quoted.substring(quoted.length() - 1);
                String inside = quoted.substring(1, quoted.length() - 1);
                return new Token(inside.replace(quote + quote, quote), true, !quote.equals("'"));
            }
            String word = matcher.group("word");
            if (word != null) {
                return new Token(word, false, true);
            }
            String other = matcher.group("other");
            return other == null ? null : new Token(other, false, false);
        }

        boolean is(String word) {
            return !isQuoted && text.equalsIgnoreCase(word);
        }
    }
}
