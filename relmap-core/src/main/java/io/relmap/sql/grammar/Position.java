package io.relmap.sql.grammar;

import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;

/**
 * A place in a text of the language.
 *
 * @param origin where the text was written
 * @param text the whole text
 * @param offset the character, from 0
 */
public record Position(Origin origin, String text, int offset) {

    private static final int WINDOW = 60;

    /** An error at this place; its message shows the line with a caret (spec RC-139). */
    public MappingException error(ErrorCode code, String what) {
        return new MappingException(
                code, origin + ", position " + (offset + 1) + ": " + what + "\n" + excerpt());
    }

    MappingException syntax(String what) {
        return error(ErrorCode.PARSE_ERROR, what);
    }

    /** The line around this place, and a caret below the character; long lines are cut. */
    private String excerpt() {
        int at = Math.min(offset, text.length());
        int start = text.lastIndexOf('\n', at - 1) + 1;
        int end = text.indexOf('\n', at);
        end = end < 0 ? text.length() : end;
        start = Math.max(start, at - WINDOW);
        end = Math.min(end, at + WINDOW);
        StringBuilder line = new StringBuilder("    ");
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            line.append(Character.isISOControl(c) ? ' ' : c);
        }
        return line + "\n    " + " ".repeat(at - start) + "^";
    }
}
