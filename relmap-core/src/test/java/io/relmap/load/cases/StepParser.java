package io.relmap.load.cases;

import io.relmap.mapping.Mapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole step: parts with commas, semicolons or "then" between them. Remarks stand in brackets, behind a colon,
 * or before one.
 */
final class StepParser {

    private static final String[][] ADVERBS = {
        {"again"},
        {"first"},
        {"right", "after", "flush"},
        {"after", "flush"},
        {"after", "commit"},
        {"of", "the", "same", "session"},
        {"by", "names"},
        {"nested"},
    };

    private final Tokens tokens;
    private final Scene scene;

    StepParser(String text, Scene scene) {
        this.tokens = Tokens.of(text);
        this.scene = scene;
    }

    /** What is to be done, all of it. */
    List<Action> actions() {
        while (tokens.skipBrackets()) {
            // a remark before everything
        }
        while (aliases()) {
            // they are known from here on
        }
        int mark = tokens.mark();
        NotUnderstoodException why;
        try {
            return parts();
        } catch (NotUnderstoodException e) {
            why = e;
        }
        tokens.reset(mark);
        if (VerbNames.contains(tokens.peek().text()) || !tokens.skipToColon()) {
            throw why;
        }
        return parts();
    }

    /** {@code n1,n2 = alias(Node):}. */
    private boolean aliases() {
        int mark = tokens.mark();
        List<String> names = new ArrayList<>();
        do {
            names.add(tokens.next().text());
        } while (tokens.accept(","));
        if (tokens.accept("=", "alias", "(")) {
            Mapper entity = scene.entity(tokens.word());
            if (entity != null && tokens.accept(")") && (tokens.acceptAny(":", ";"))) {
                names.forEach(name -> scene.alias(name, entity));
                return true;
            }
        }
        tokens.reset(mark);
        return false;
    }

    private List<Action> parts() {
        List<Action> actions = new ArrayList<>();
        do {
            Action action = part();
            if (action == null) {
                throw tokens.notUnderstood();
            }
            actions.add(action);
            if (remarks(actions)) {
                break;
            }
        } while (separator());
        if (!tokens.atEnd()) {
            throw tokens.notUnderstood();
        }
        return actions;
    }

    private boolean separator() {
        boolean is = tokens.acceptAny(";", ",");
        return tokens.acceptAny("then", "and") || is;
    }

    private @Nullable Action part() {
        int mark = tokens.mark();
        Action action = new WriteVerbs(tokens, scene).action();
        if (action == null) {
            tokens.reset(mark);
            action = new HandleVerbs(tokens, scene).action();
        }
        if (action == null) {
            tokens.reset(mark);
            action = new ReadVerbs(tokens, scene).action();
        }
        if (action == null) {
            tokens.reset(mark);
            action = bare();
        }
        return action;
    }

    /** A path alone is read. */
    private @Nullable Action bare() {
        if (tokens.peek().kind() != Token.Kind.WORD) {
            return null;
        }
        boolean isFirst = tokens.atStart();
        ObjectPath path = ObjectPath.parse(tokens, scene);
        if (tokens.accept("in", "memory")) {
            skipRest(); // what is said of it
        }
        boolean isAlone = tokens.atEnd() || tokens.sees(":") || tokens.sees("(");
        if (!isAlone || path.isName() && !isFirst) {
            throw tokens.notUnderstood();
        }
        return () -> {
            scene.lastRead(path);
            return path.read(scene);
        };
    }

    /** Leaves out what only explains; whether that is all the rest. */
    private boolean remarks(List<Action> actions) {
        boolean found = true;
        while (found) {
            found = tokens.skipBrackets();
            for (String[] adverb : ADVERBS) {
                found |= tokens.accept(adverb);
            }
        }
        if (tokens.accept("->")) {
            actions.add(shown());
            return true;
        } else if (tokens.sees(",", "mapped")
                || tokens.sees(",", "join_depth", "=")
                || tokens.sees(";", "rows")) {
            skipRest(); // it tells what the model has
            return true;
        }
        if (!tokens.accept(":")) {
            return false;
        }
        int mark = tokens.mark();
        try {
            actions.addAll(parts());
        } catch (NotUnderstoodException e) {
            tokens.reset(mark);
            if (VerbNames.contains(tokens.peek().text())) {
                throw e; // no remark
            }
            skipRest();
        }
        return true;
    }

    /** {@code -> ids in book.tags}: what is shown; in other words it is only told. */
    private Action shown() {
        if (tokens.accept("ids", "in")) {
            ObjectPath path = ObjectPath.parse(tokens, scene);
            skipRest();
            return () -> path.read(scene);
        }
        skipRest();
        return () -> Action.TOLD;
    }

    private void skipRest() {
        while (!tokens.atEnd()) {
            tokens.next();
        }
    }
}
