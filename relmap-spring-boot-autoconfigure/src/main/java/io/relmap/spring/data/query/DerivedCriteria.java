package io.relmap.spring.data.query;

import io.relmap.mapping.Mapper;
import io.relmap.query.Condition;
import io.relmap.query.Paths;
import io.relmap.query.Query;
import io.relmap.spring.data.query.DerivedName.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/**
 * The conditions of a derived query. Those over the same collection that must all hold speak of one and the same element
 * ({@code findByBooksTitleAndBooksYear}): they stand in one EXISTS. So no row is found twice, and whatever a query is
 * ordered by, it needs no DISTINCT.
 */
final class DerivedCriteria implements Restriction {

    private final List<AllOf> anyOf = new ArrayList<>();
    private final List<Taken> all = new ArrayList<>();
    private int arguments;

    DerivedCriteria(Mapper mapper, DerivedName name) {
        for (var terms : name.anyOf()) {
            anyOf.add(AllOf.of(terms.stream().map(term -> taken(mapper, term)).toList()));
        }
    }

    private Taken taken(Mapper mapper, Term term) {
        Taken taken = new Taken(Criterion.of(mapper, term), arguments);
        all.add(taken);
        arguments += taken.criterion().arguments();
        return taken;
    }

    /** How many arguments the conditions take. */
    int arguments() {
        return arguments;
    }

    /**
     * Checks the parameters that they take.
     *
     * @param parameters the types by their places
     * @throws IllegalArgumentException if one of them holds no value for its condition
     */
    void checkParameters(IntFunction<ResolvableType> parameters) {
        for (Taken taken : all) {
            for (int i = 0; i < taken.criterion().arguments(); i++) {
                taken.criterion().checkParameter(parameters.apply(taken.first() + i));
            }
        }
    }

    @Override
    public void apply(Query<?> query, MethodArguments arguments) {
        List<@Nullable Object> values = new ArrayList<>();
        arguments.iterator().forEachRemaining(values::add);
        anyOf.stream()
                .map(allOf -> allOf.condition(values))
                .reduce(Condition::or)
                .ifPresent(query::where);
    }

    /**
     * A condition, with the place of its first argument among the method's.
     *
     * @param criterion the condition
     * @param first the place
     */
    private record Taken(Criterion criterion, int first) {

        Condition condition(List<@Nullable Object> values) {
            return criterion.condition(values.listIterator(first)::next);
        }

        /** Seen from the element of a collection that its path leads over. */
        Taken from(int step) {
            return new Taken(criterion.from(step), first);
        }
    }

    /**
     * Conditions that must all hold.
     *
     * @param single those that speak of nothing that another one speaks of
     * @param shared those that speak of one element of a collection, by the collection's path
     */
    private record AllOf(List<Taken> single, Map<String, AllOf> shared) {

        static AllOf of(List<Taken> all) {
            Map<String, List<Taken>> byCollection = new LinkedHashMap<>();
            for (Taken taken : all) {
                byCollection
                        .computeIfAbsent(collection(taken), path -> new ArrayList<>())
                        .add(taken);
            }
            List<Taken> single = new ArrayList<>();
            Map<String, AllOf> shared = new LinkedHashMap<>();
            byCollection.forEach(
                    (path, same) -> {
                        if (path.isEmpty() || same.size() == 1) {
                            single.addAll(same);
                        } else {
                            shared.put(path, of(fromElement(same)));
                        }
                    });
            return new AllOf(single, shared);
        }

        private static String collection(Taken taken) {
            AttributePath path = taken.criterion().path();
            return path.toStep(path.stepsToElement());
        }

        private static List<Taken> fromElement(List<Taken> same) {
            return same.stream()
                    .map(taken -> taken.from(taken.criterion().path().stepsToElement()))
                    .toList();
        }

        Condition condition(List<@Nullable Object> values) {
            return Stream.concat(
                            single.stream().map(taken -> taken.condition(values)),
                            shared.entrySet().stream()
                                    .map(
                                            entry ->
                                                    Paths.relationship(entry.getKey())
                                                            .any(
                                                                    entry.getValue()
                                                                            .condition(values))))
                    .reduce(Condition::and)
                    .orElseThrow();
        }
    }
}
