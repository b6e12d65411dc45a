package io.relmap.backref;

import io.relmap.attribute.EntityShape;
import io.relmap.backref.MemoryModel.Thing;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.mapping.Behaviour;
import io.relmap.mapping.Behaviours;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.EntityName;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.WritingRules;
import io.relmap.schema.Table;
import io.relmap.state.FetchMode;
import io.relmap.state.IdentityKey;
import io.relmap.state.Initializer;
import io.relmap.state.InstanceState;
import io.relmap.state.LifeCycle;
import io.relmap.state.SessionLink;
import io.relmap.state.Unknown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** As much of a session as events need: membership, and rows that are loaded one slot at a time. */
final class RecordingSession implements SessionLink, Initializer {

    /** Only for the identities' sake. */
    private static final Mapper ROWS =
            new Mapper(
                    new EntityName("", "Row"),
                    null,
                    Table.named("row").build(),
                    List.of(),
                    null,
                    WritingRules.DEFAULT,
                    null);

    private final Behaviour behaviour;
    private final List<InstanceState> members = new ArrayList<>();
    private final Map<String, Object> rows = new HashMap<>();
    private final Map<String, Object> known = new HashMap<>();
    private long order;
    private int loads;

    RecordingSession(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    /** Makes an object persistent in this session. */
    void hold(Thing... things) {
        for (Thing thing : things) {
            add(thing.state());
            thing.state().identity(IdentityKey.of(ROWS, thing.toString()));
            thing.state().lifeCycle(LifeCycle.PERSISTENT);
        }
    }

    void add(InstanceState state) {
        state.session(this);
        state.lifeCycle(LifeCycle.PENDING);
        state.order(order++);
        members.add(state);
    }

    /** What a load finds, by SQL. */
    void row(Thing owner, String attribute, Object value) {
        rows.put(owner + "." + attribute, value);
    }

    /** What the identity map finds. */
    void known(Thing owner, String attribute, Object value) {
        known.put(owner + "." + attribute, value);
        row(owner, attribute, value);
    }

    int loads() {
        return loads;
    }

    boolean has(Thing thing) {
        return members.contains(thing.state());
    }

    @Override
    public Object load(InstanceState state, int slot, FetchMode mode, KeySource key) {
        String name = state.entity() + "." + EntityShape.of(state).attribute(slot).name();
        if (known.containsKey(name)) {
            return known.get(name);
        }
        if (!mode.mayLoadRelated()) {
            return Unknown.UNKNOWN;
        }
        loads++;
        return rows.get(name);
    }

    @Override
    public void checkAccess(InstanceState state, ColumnAttribute attribute) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void loadDeferred(InstanceState state, ColumnAttribute attribute) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void refreshExpired(InstanceState state) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Initializer initializer() {
        return this;
    }

    @Override
    public Behaviours behaviours() {
        return Behaviours.of(behaviour);
    }

    @Override
    public void checkUsable() {}

    @Override
    public void modified(InstanceState state) {}

    @Override
    public void cascadeAdd(InstanceState state) {
        if (state.session() != null && state.session() != this) {
            throw new InvalidRequestException(
                    ErrorCode.ATTACHED_ELSEWHERE, state + " belongs to another session");
        }
        if (!members.contains(state)) {
            add(state);
        }
    }

    @Override
    public long nextOrder() {
        return order;
    }

    @Override
    public void withdrawFrom(long from) {
        for (InstanceState state : List.copyOf(members)) {
            if (state.order() >= from) {
                evictPendingOrphan(state);
            }
        }
    }

    @Override
    public void evictPendingOrphan(InstanceState state) {
        members.remove(state);
        state.session(null);
        state.lifeCycle(LifeCycle.TRANSIENT);
    }

    @Override
    public String label() {
        return "session";
    }
}
