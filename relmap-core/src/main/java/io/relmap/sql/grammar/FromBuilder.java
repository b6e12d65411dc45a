package io.relmap.sql.grammar;

import io.relmap.sql.Expression;
import io.relmap.sql.FromItem;
import io.relmap.sql.JoinItem;
import io.relmap.sql.JoinKind;
import io.relmap.sql.grammar.Syntax.Argument;
import io.relmap.sql.grammar.Syntax.Call;
import io.relmap.sql.grammar.Syntax.Path;
import java.util.ArrayList;
import java.util.List;

/** Gives a {@code from} its meaning: a table, or tables joined by {@code join} and {@code outerjoin}. */
final class FromBuilder {

    private final Parser parser;
    private final NameResolver names;
    private final ExpressionBuilder conditions;

    FromBuilder(Parser parser, NameResolver names) {
        this.parser = parser;
        this.names = names;
        conditions = new ExpressionBuilder(parser, names, Use.COLUMNS);
    }

    FromItem from(Syntax syntax) {
        return syntax instanceof Path path
                ? names.source(path.names(), parser.at(path.offset()))
                : joined(syntax);
    }

    private FromItem joined(Syntax syntax) {
        if (syntax instanceof Path path) {
            return names.joined(path.names(), parser.at(path.offset()));
        } else if (syntax instanceof Call call
                && (call.name().equals("join") || call.name().equals("outerjoin"))) {
            return join(call);
        }
        throw parser.at(syntax.offset()).syntax("expected a table or join(...)");
    }

    private FromItem join(Call call) {
        List<FromItem> sides = new ArrayList<>();
        List<Argument> arguments = new ArrayList<>(call.arguments());
        Position at = parser.at(call.offset());
        if (call.receiver() != null) {
            sides.add(joined(call.receiver()));
        }
        while (sides.size() < 2 && !arguments.isEmpty() && arguments.get(0).name() == null) {
            sides.add(joined(arguments.remove(0).value()));
        }
        if (sides.size() < 2 || arguments.size() > 1) {
            throw at.syntax(call.name() + " takes two tables and a condition");
        }
        JoinKind kind = call.name().equals("join") ? JoinKind.INNER : JoinKind.LEFT;
        return new JoinItem(sides.get(0), kind, sides.get(1), on(sides, arguments, at));
    }

    private Expression on(List<FromItem> sides, List<Argument> arguments, Position at) {
        if (arguments.isEmpty()) {
            return names.joinCondition(sides.get(0), sides.get(1), at);
        }
        Argument argument = arguments.get(0);
        if (argument.name() != null && !argument.name().equals("onclause")) {
            throw at.syntax("a join has no argument " + argument.name());
        }
        return conditions.condition(argument.value());
    }
}
