package io.relmap.load.cases;

import io.relmap.annotation.InnerJoin;
import io.relmap.annotation.Lazy;
import io.relmap.holder.DynamicEntity;
import io.relmap.query.Condition;
import io.relmap.query.Load;
import io.relmap.query.LoadPath;
import io.relmap.query.Paths;
import io.relmap.query.Query;
import io.relmap.query.RelationshipPath;
import io.relmap.session.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Understands those steps of the recorded cases that are written in a regular way. */
final class CaseSteps {

    /** A step that is not understood. */
    static final Object UNKNOWN = new Object();

    private static final Pattern QUERY =
            Pattern.compile(
                    "query ([A-Z]\\w*)(?:\\((\\w+)\\))?(?: order by ([\\w, ]+?)| without order)?"
                            + "(?: limit (\\d+))?(?: offset (\\d+))?((?:, \\w+load\\([\\w, ='*-]*\\)"
                            + "(?:\\.\\w+\\([\\w, ='*-]*\\))*)*)(,? populate_existing)?"
                            + "(?: -> list.*|:(?!.*load\\().*| \\((?!.*load\\().*|, mapped .*|, join_depth.*)?");
    private static final Pattern EACH =
            Pattern.compile("query ([A-Z]\\w*), read (\\w+) of each \\(lazy\\)");
    private static final Pattern GET =
            Pattern.compile("get ([A-Z]\\w*) (\\d+|\\([\\d,]+\\))(?: \\(.*)?");
    private static final Pattern READ =
            Pattern.compile(
                    "read (\\w+(?:\\[\\d+\\])?(?:\\.\\w+(?:\\[\\d+\\])?)*)(?:(?!.*\\), \\w+\\.) .*)?");
    private static final Pattern WHERE =
            Pattern.compile(
                    "(?:query )?([A-Z]\\w*) where (not )?(\\w+)\\.(any|has)\\((?:(\\w+) ?(=|>|<)"
                            + " ?'?([\\w-]+)'?)?\\)(?: \\(.*|:.*)?");
    private static final Pattern OPTION = Pattern.compile("(\\w+)load\\(([\\w, ='*-]*)\\)");

    private static final Pattern NUMBER = Pattern.compile("(chunksize|recursion_depth)=(-?\\d+)");

    private final Session session;
    private final Map<String, @Nullable Object> variables = new HashMap<>();

    CaseSteps(Session session) {
        this.session = session;
    }

    /** The step's result, or {@link #UNKNOWN}. */
    @Nullable Object run(String text) {
        Matcher each = EACH.matcher(text);
        if (each.matches()) {
            return each(each.group(1), each.group(2));
        }
        Matcher where = WHERE.matcher(text);
        if (where.matches()) {
            return where(where);
        }
        Matcher get = GET.matcher(text);
        if (get.matches()) {
            return get(get.group(1), get.group(2));
        }
        Matcher read = READ.matcher(text);
        if (read.matches()) {
            return read(read.group(1));
        }
        Matcher query = QUERY.matcher(text);
        return query.matches() ? query(query) : UNKNOWN;
    }

    private @Nullable Object query(Matcher step) {
        Query<Object> query = session.query(step.group(1));
        if (step.group(2) != null) {
            query.where("id = :id", Map.of("id", Integer.valueOf(step.group(2))));
        }
        if (step.group(3) != null) {
            for (String term : step.group(3).split(",")) {
                query.orderBy(term.strip());
            }
        }
        if (step.group(4) != null) {
            query.limit(Integer.parseInt(step.group(4)));
        }
        if (step.group(5) != null) {
            query.offset(Integer.parseInt(step.group(5)));
        }
        if (step.group(7) != null) {
            query.populateExisting();
        }
        for (String chain : step.group(6).split("(?<=\\)), ")) {
            if (!chain.isBlank()) {
                Load option = option(chain.replaceFirst("^, ", ""));
                if (option == null) {
                    return UNKNOWN;
                }
                query.options(option);
            }
        }
        List<Object> found = query.list();
        variables.put("list", found);
        if (found.size() == 1) {
            variables.put(step.group(1).toLowerCase(Locale.ROOT), found.get(0));
        }
        found.forEach(this::name);
        return found;
    }

    private static @Nullable Load option(String chain) {
        LoadPath load = null;
        Matcher step = OPTION.matcher(chain);
        while (step.find()) {
            String[] arguments = step.group(2).split(", ?");
            Lazy strategy = strategy(step.group(1));
            String name = arguments[0];
            if (strategy == null || name.contains("'") || name.contains(" ")) {
                return null;
            }
            load = load == null ? Load.along(strategy, name) : load.along(strategy, name);
            if (arguments.length > 1) {
                load = detailed(load, arguments[1]);
                if (load == null) {
                    return null;
                }
            }
        }
        return load;
    }

    private static @Nullable LoadPath detailed(LoadPath load, String argument) {
        Matcher number = NUMBER.matcher(argument);
        if (!number.matches()) {
            InnerJoin inner = inner(argument);
            return inner == null ? null : load.innerJoin(inner);
        }
        int value = Integer.parseInt(number.group(2));
        if (number.group(1).equals("chunksize")) {
            return load.chunkSize(value);
        }
        return value < 0 ? load.recursive() : load.recursive(value);
    }

    private static @Nullable InnerJoin inner(String argument) {
        return switch (argument) {
            case "innerjoin=true" -> InnerJoin.TRUE;
            case "innerjoin=false" -> InnerJoin.FALSE;
            case "innerjoin='unnested'" -> InnerJoin.UNNESTED;
            default -> null;
        };
    }

    private static @Nullable Lazy strategy(String name) {
        return switch (name) {
            case "joined" -> Lazy.JOINED;
            case "selectin" -> Lazy.SELECT_IN;
            case "subquery" -> Lazy.SUBQUERY;
            case "lazy" -> Lazy.SELECT;
            case "immediate" -> Lazy.IMMEDIATE;
            case "raise" -> Lazy.RAISE;
            default -> null;
        };
    }

    private List<Object> each(String entity, String relationship) {
        List<Object> rows = new ArrayList<>();
        Query<Object> query = session.query(entity);
        for (Object object : query.list()) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(key(object));
            row.add(keys(((DynamicEntity) object).get(relationship)));
            rows.add(row);
        }
        return rows;
    }

    static @Nullable Object keys(@Nullable Object value) {
        if (value instanceof Collection<?> elements) {
            return elements.stream().map(CaseSteps::key).toList();
        }
        return value == null ? null : key(value);
    }

    static Object key(Object object) {
        List<Object> identity = io.relmap.Inspect.of(object).identity();
        return identity == null ? "?" : identity.size() == 1 ? identity.get(0) : identity;
    }

    private Object where(Matcher step) {
        RelationshipPath<Object, Object> path = Paths.relationship(step.group(3));
        Condition inner = null;
        if (step.group(5) != null) {
            inner =
                    Paths.condition(
                            step.group(5) + " " + step.group(6) + " :v",
                            Map.of("v", value(step.group(7))));
        }
        boolean any = step.group(4).equals("any");
        Condition condition =
                inner == null
                        ? any ? path.any() : path.has()
                        : any ? path.any(inner) : path.has(inner);
        if (step.group(2) != null) {
            condition = condition.not();
        }
        return session.query(step.group(1)).where(condition).list().stream()
                .map(CaseSteps::key)
                .toList();
    }

    private static Object value(String text) {
        return text.matches("\\d+") ? (Object) Integer.valueOf(text) : text;
    }

    private @Nullable Object get(String entity, String key) {
        List<Integer> parts = new ArrayList<>();
        for (String part : key.replaceAll("[()]", "").split(",")) {
            parts.add(Integer.valueOf(part));
        }
        Object found = session.get(entity, parts.size() == 1 ? parts.get(0) : parts);
        variables.put(entity.toLowerCase(Locale.ROOT), found);
        if (found != null) {
            name(found);
        }
        return found;
    }

    private void name(Object object) {
        DynamicEntity entity = (DynamicEntity) object;
        variables.put(entity.entityName().toLowerCase(Locale.ROOT) + key(object), object);
    }

    private @Nullable Object read(String path) {
        Object at = null;
        boolean first = true;
        for (String part : path.split("\\.")) {
            String name = part.replaceAll("\\[.*", "");
            if (first) {
                if (!variables.containsKey(name)) {
                    return UNKNOWN;
                }
                at = variables.get(name);
            } else if (at instanceof DynamicEntity entity
                    && io.relmap.Inspect.of(entity).attributes().contains(name)) {
                at = entity.get(name);
            } else {
                return UNKNOWN;
            }
            first = false;
            if (part.contains("[")) {
                int index = Integer.parseInt(part.replaceAll(".*\\[|\\]", ""));
                if (!(at instanceof List<?> list)) {
                    return UNKNOWN;
                }
                at = list.get(index);
            }
        }
        if (at instanceof DynamicEntity entity) {
            name(entity);
        } else if (at instanceof Collection<?> all) {
            all.forEach(
                    element -> {
                        if (element instanceof DynamicEntity) {
                            name(element);
                        }
                    });
        }
        return at;
    }
}
