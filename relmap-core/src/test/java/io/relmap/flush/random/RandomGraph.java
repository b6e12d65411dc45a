package io.relmap.flush.random;

import io.relmap.Inspect;
import io.relmap.ObjectState;
import io.relmap.Relmap;
import io.relmap.error.DatabaseException;
import io.relmap.error.ErrorCode;
import io.relmap.error.ErrorKind;
import io.relmap.error.RelmapException;
import io.relmap.flush.random.Prediction.Refusal;
import io.relmap.flush.random.Program.End;
import io.relmap.flush.random.Program.Round;
import io.relmap.flush.random.RandomSchema.Key;
import io.relmap.flush.random.RandomSchema.Pairing;
import io.relmap.observe.StatementExecution;
import io.relmap.observe.StatementListener;
import io.relmap.session.Session;
import io.relmap.session.SessionOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program on one schema, and compares after each flush what was foretold with the database, with the
 * objects in memory, and with the graph that another session loads.
 */
final class RandomGraph implements AutoCloseable {

    private static final int STEPS = 14;

    private final RandomSchema schema;
    private final Relmap relmap;
    private final Rows rows;
    private final Consumer<String> outcomes;
    private final List<Round> played = new ArrayList<>();
    private final World world;

    private final List<StatementExecution> sent = new ArrayList<>();

    private Map<String, Object> committed = Map.of();

    /** The objects as the transaction found them. */
    private Map<Integer, Thing> found = Map.of();

    private Map<Integer, Set<List<Integer>>> foundPairs = Map.of();
    private List<Step> current = new ArrayList<>();
    private End currentEnd = End.COMMIT;
    private boolean currentIsNew;
    private boolean inTransaction;

    /**
     * @param schema the tables, which are made
     * @param dataSource the database
     * @param outcomes is told how each flush came out
     */
    RandomGraph(RandomSchema schema, DataSource dataSource, Consumer<String> outcomes) {
        this.schema = schema;
        this.outcomes = outcomes;
        relmap =
                Relmap.builder()
                        .dataSource(dataSource)
                        .mapping(schema::configure)
                        .listener((StatementListener) sent::add)
                        .build();
        rows = new Rows(schema, dataSource);
        rows.createTables(relmap.schema().createStatements());
        world = new World(schema, relmap, open());
    }

    private Session open() {
        return relmap.openSession(SessionOptions.defaults().withAutoflush(false));
    }

    /** The program as far as it was run, the round that failed included. */
    Program played() {
        List<Round> rounds = new ArrayList<>(played);
        rounds.add(new Round(current, currentEnd, currentIsNew));
        return new Program(rounds);
    }

    /** Thinks of a program, and runs it. */
    void play(Random random) {
        Steps steps = new Steps(random, world);
        int count = 3 + random.nextInt(3);
        for (int number = 0; number < count; number++) {
            boolean fresh = random.nextInt(100) < 30;
            begin(fresh);
            int size = 3 + random.nextInt(STEPS);
            for (int i = 0; i < size || steps.isInTheMiddle(); i++) {
                Step step = steps.next(number == 0);
                current.add(step);
                if (!run(step)) {
                    current.remove(current.size() - 1);
                }
            }
            int dice = random.nextInt(100);
            end(dice < 75 ? End.COMMIT : dice < 85 ? End.ROLLBACK : End.GO_ON, fresh);
        }
    }

    /** Runs a program, without the steps that are not possible. */
    void play(Program program) {
        for (Round round : program.rounds()) {
            begin(round.inNewSession());
            for (Step step : round.steps()) {
                current.add(step);
                run(step);
            }
            end(round.end(), round.inNewSession());
        }
    }

    private boolean run(Step step) {
        try {
            return world.run(step);
        } catch (RelmapException e) {
            throw new Fault(
                    "step " + step.getClass().getSimpleName() + " " + e.code(), "" + step, e);
        }
    }

    private void begin(boolean inNewSession) {
        current = new ArrayList<>();
        currentIsNew = inNewSession;
        currentEnd = End.COMMIT;
        if (inTransaction) {
            return;
        }
        if (inNewSession) {
            world.session().close();
            world.moveTo(open());
        }
        found = new HashMap<>();
        world.things.forEach((number, thing) -> found.put(number, thing.restored()));
        foundPairs = copy(world.storedPairs);
        committed = rows.read();
    }

    private static Map<Integer, Set<List<Integer>>> copy(Map<Integer, Set<List<Integer>>> pairs) {
        Map<Integer, Set<List<Integer>>> copy = new HashMap<>();
        pairs.forEach((number, ends) -> copy.put(number, new LinkedHashSet<>(ends)));
        return copy;
    }

    // Flush ------------------------------------------------------------------------------------

    private void end(End end, boolean inNewSession) {
        currentEnd = end;
        world.addAll();
        Prediction prediction = Prediction.of(world);
        RelmapException failure = null;
        sent.clear();
        try {
            world.session().flush();
        } catch (RelmapException e) {
            failure = e;
        } catch (RuntimeException e) {
            throw new Fault("flush " + e.getClass().getSimpleName(), "not an error of relmap's", e);
        }
        if (failure != null) {
            judge(prediction, failure);
            rollBack();
        } else if (prediction.isOpen()) {
            outcomes.accept("not foretold: " + prediction.open.get(0));
            rollBack();
        } else if (!prediction.isAllowed()) {
            throw new Fault(
                    "accepted", "the flush went through in spite of " + prediction.refusals);
        } else {
            accept(prediction, end);
        }
        played.add(new Round(current, end, inNewSession));
        current = new ArrayList<>();
    }

    private void judge(Prediction prediction, RelmapException failure) {
        if (prediction.isOpen()) {
            outcomes.accept("not foretold: " + prediction.open.get(0));
            return;
        }
        if (failure.code() == ErrorCode.CIRCULAR_DEPENDENCY && prediction.hasRequiredRing()) {
            outcomes.accept("refused: a ring of NOT NULL columns");
            return;
        }
        Refusal refusal = refusalOf(failure);
        if (refusal == Refusal.UNIQUE && prediction.hasRequiredRing()) {
            outcomes.accept("refused: a ring of NOT NULL columns, by the database");
            return;
        }
        if (refusal == null || !prediction.refusals.contains(refusal)) {
            throw new Fault(
                    "refused " + failure.code() + kind(failure),
                    "expected " + (prediction.isAllowed() ? "success" : prediction.refusals),
                    failure);
        }
        outcomes.accept("refused: " + refusal);
    }

    private static String kind(RelmapException failure) {
        return failure instanceof DatabaseException database ? " " + database.kind() : "";
    }

    private static @Nullable Refusal refusalOf(RelmapException failure) {
        if (failure instanceof DatabaseException database) {
            ErrorKind kind = database.kind();
            return switch (kind) {
                case UNIQUE -> Refusal.UNIQUE;
                case FOREIGN_KEY -> Refusal.FOREIGN_KEY;
                case NOT_NULL -> Refusal.NOT_NULL;
                default -> null;
            };
        }
        return switch (failure.code()) {
            case BLANK_PRIMARY_KEY, NULL_IDENTITY -> Refusal.BLANK_KEY;
            case PENDING_CHILD_OF_DELETED_PARENT -> Refusal.NEW_MEMBER_OF_DELETED;
            default -> null;
        };
    }

    private void accept(Prediction prediction, End end) {
        Map<Integer, List<Object>> keys =
                world.session()
                        .doWithConnection(
                                connection -> rows.compare(connection, prediction, world));
        settle(prediction, keys);
        boolean goesOn = end == End.GO_ON && !prediction.leavesStaleObjects;
        if (goesOn) {
            outcomes.accept("went through, and on");
            new GraphComparison(world).compareInMemory("after the flush");
            inTransaction = true;
        } else if (end == End.ROLLBACK) {
            outcomes.accept("went through, and was rolled back");
            rollBack();
        } else {
            outcomes.accept("went through");
            world.session().commit();
            inTransaction = false;
            new GraphComparison(world).compareInMemory("after the commit");
            try (Session other = open()) {
                new GraphComparison(world).compareLoaded(other);
            }
        }
    }

    /** The foretold becomes what is stored. */
    private void settle(Prediction prediction, Map<Integer, List<Object>> keys) {
        world.doubtful.clear();
        world.things.keySet().retainAll(prediction.rows.keySet());
        prediction.rows.forEach(
                (number, row) -> {
                    Thing former = world.thing(number);
                    if (schema.table(former.table).key() == Key.GENERATED) {
                        row.values.put("id", Objects.requireNonNull(keys.get(number)).get(0));
                    }
                    former.stored = row;
                    world.things.put(number, former.restored());
                });
        for (Pairing pairing : schema.pairings()) {
            Set<List<Integer>> ends =
                    Objects.requireNonNull(prediction.pairs.get(pairing.number()));
            world.pairs.put(pairing.number(), new LinkedHashSet<>(ends));
            world.storedPairs.put(pairing.number(), new LinkedHashSet<>(ends));
        }
    }

    private void rollBack() {
        List<Thing> touched = List.copyOf(world.things.values());
        world.session().rollback();
        inTransaction = false;
        Map<String, Object> after = rows.read();
        if (!after.equals(committed)) {
            throw new Fault("half done", "was " + committed + "\nis " + after);
        }
        for (Thing thing : touched) {
            if (thing.entity != null && !found.containsKey(thing.number)) {
                isTransient(thing);
            }
        }
        Map<Integer, Thing> former = new HashMap<>(found);
        touched.forEach(
                thing -> {
                    Thing before = former.get(thing.number);
                    if (before != null && thing.entity != null) {
                        before.entity = thing.entity;
                    }
                });
        world.doubtful.clear();
        world.things.clear();
        former.forEach((number, thing) -> world.things.put(number, thing.restored()));
        world.pairs.clear();
        world.pairs.putAll(copy(foundPairs));
        world.storedPairs.clear();
        world.storedPairs.putAll(copy(foundPairs));
        for (Thing thing : world.things.values()) {
            if (thing.entity != null
                    && Inspect.of(thing.entity).state() != ObjectState.PERSISTENT) {
                throw new Fault(
                        "after rollback",
                        thing + " is " + Inspect.of(thing.entity).state() + " after the rollback");
            }
        }
        new GraphComparison(world).compareInMemory("after the rollback");
    }

    private void isTransient(Thing thing) {
        ObjectState state = Inspect.of(Objects.requireNonNull(thing.entity)).state();
        if (state != ObjectState.TRANSIENT) {
            throw new Fault("after rollback", thing + " is " + state + " after the rollback");
        }
        if (schema.table(thing.table).key() == Key.GENERATED && thing.entity.get("id") != null) {
            throw new Fault(
                    "after rollback", thing + " keeps the generated key " + thing.entity.get("id"));
        }
    }

    /** The statements of the last flush, and what came after it. */
    String sent() {
        return sent.stream()
                .map(StatementExecution::sql)
                .collect(Collectors.joining("\n    ", "  sent:\n    ", "\n"));
    }

    @Override
    public void close() {
        world.session().close();
        rows.dropTables();
    }
}
