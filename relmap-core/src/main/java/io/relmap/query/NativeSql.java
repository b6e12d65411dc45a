package io.relmap.query;

import io.relmap.dialect.Dialect;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.sql.BindSlot;
import io.relmap.sql.Expression;
import io.relmap.sql.ListPadding;
import io.relmap.sql.Literal;
import io.relmap.sql.NativeTable;
import io.relmap.sql.RenderedSql;
import io.relmap.sql.TableRef;
import io.relmap.state.StateResolver;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A statement in the database's own words with values for its named parameters. What does not fit is refused at once. */
final class NativeSql {

    private static final Pattern BEFORE_LIST =
            Pattern.compile("\\bin\\s*\\(\\s*$", Pattern.CASE_INSENSITIVE);

    private final String sql;
    private final NativeText text;
    private final NamedValues given;
    private final Dialect dialect;

    /**
     * @param states tells objects of entities, which stand for their keys
     */
    NativeSql(String sql, Map<String, ?> parameters, Dialect dialect, StateResolver states) {
        this.sql = sql.strip();
        this.dialect = dialect;
        this.text = new NativeText(this.sql, dialect);
        this.given = new NamedValues("The native SQL \"" + this.sql + "\"", copied(parameters));
        for (String name : text.names()) {
            values(name).forEach(value -> check(name, value, states));
        }
        Set<String> unused = new LinkedHashSet<>(parameters.keySet());
        text.names().forEach(unused::remove);
        if (!unused.isEmpty()) {
            throw error(this.sql, "has no parameters " + unused + ", for which values are given");
        }
    }

    /** What is done later to a collection is not seen. */
    private static Map<String, @Nullable Object> copied(Map<String, ?> parameters) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        parameters.forEach(
                (name, value) ->
                        copy.put(
                                name,
                                value instanceof Collection<?> all
                                        ? new ArrayList<@Nullable Object>(all)
                                        : value));
        return copy;
    }

    private void check(String name, @Nullable Object value, StateResolver states) {
        if (value == null || dialect.takes(value)) {
            return;
        }
        try {
            states.stateOf(value);
        } catch (InvalidRequestException notMapped) {
            throw error(
                    sql,
                    "has a "
                            + value.getClass().getName()
                            + " for :"
                            + name
                            + ", and nothing tells how that is stored. Give the value that its column"
                            + " holds");
        }
    }

    @Override
    public String toString() {
        return "native SQL \"" + sql + "\"";
    }

    /** As it stands in FROM, with the values bound. */
    NativeTable at(TableRef place, QueryNames queried) {
        List<Expression> values = new ArrayList<>();
        List<String> pieces =
                pieces(
                        (name, value) ->
                                values.add(
                                        Literal.given(
                                                checked(name, value, queried.plainValue(value)),
                                                null)));
        return new NativeTable(place, sql, pieces, values);
    }

    /** As it is sent by itself. */
    RenderedSql rendered(UnaryOperator<@Nullable Object> plainValue) {
        List<BindSlot> values = new ArrayList<>();
        List<String> pieces =
                pieces(
                        (name, value) ->
                                values.add(
                                        new BindSlot.Fixed(
                                                checked(name, value, plainValue.apply(value)),
                                                null)));
        return new RenderedSql(String.join("?", pieces), values);
    }

    /** The text cut where values stand, which are handed over one after the other. */
    private List<String> pieces(BiConsumer<String, @Nullable Object> values) {
        List<String> pieces = new ArrayList<>();
        List<String> texts = text.texts();
        pieces.add(texts.get(0));
        for (int i = 0; i < text.names().size(); i++) {
            String name = text.names().get(i);
            String separator = "";
            for (Object each : padded(values(name), texts.get(i), texts.get(i + 1))) {
                if (!separator.isEmpty()) {
                    pieces.add(separator);
                }
                values.accept(name, each);
                separator = ", ";
            }
            pieces.add(texts.get(i + 1));
        }
        return pieces;
    }

    private @Nullable Object checked(String name, @Nullable Object value, @Nullable Object plain) {
        if (plain != null && !dialect.takes(plain)) {
            throw error(
                    sql,
                    "has an object for :"
                            + name
                            + " whose key is not one value, or was never set: "
                            + value
                            + ". Give the values of its key");
        }
        return plain;
    }

    /** The value of a parameter; several of a collection. */
    private List<@Nullable Object> values(String name) {
        Object value = given.value(name);
        List<@Nullable Object> values = new ArrayList<>();
        if (value instanceof Collection<?> all) {
            values.addAll(all);
        } else {
            values.add(value);
        }
        if (values.isEmpty()) {
            throw error(
                    sql,
                    "has an empty collection for :"
                            + name
                            + ", and SQL no empty list. Leave the condition out, or use a query that is"
                            + " not native");
        }
        return values;
    }

    /** Lists of many lengths have few texts (spec PE-2), where a value that is repeated says the same. */
    private static List<@Nullable Object> padded(
            List<@Nullable Object> values, String before, String behind) {
        if (!BEFORE_LIST.matcher(before).find() || !behind.stripLeading().startsWith(")")) {
            return values;
        }
        List<@Nullable Object> padded = new ArrayList<>(values);
        while (padded.size() < ListPadding.padded(values.size())) {
            padded.add(values.get(values.size() - 1));
        }
        return padded;
    }

    static InvalidRequestException error(String sql, String what) {
        return new InvalidRequestException(
                ErrorCode.INVALID_QUERY, "The native SQL \"" + sql + "\" " + what + ".");
    }
}
