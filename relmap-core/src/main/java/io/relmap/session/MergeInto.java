package io.relmap.session;

import io.relmap.load.LoadOptions;
import io.relmap.mapping.Behaviours;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.sql.RowLock;
import io.relmap.state.IdentityKey;
import io.relmap.state.InstanceState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session as the target of a merge. */
final class MergeInto implements MergeTarget {

    private final SessionCore session;

    MergeInto(SessionCore session) {
        this.session = session;
    }

    @Override
    public Behaviours behaviours() {
        return session.behaviours();
    }

    @Override
    public InstanceState stateOf(Object entity) {
        return session.stateOf(entity);
    }

    @Override
    public boolean owns(InstanceState state) {
        return session.registry().contains(state);
    }

    @Override
    public @Nullable InstanceState held(IdentityKey key) {
        InstanceState held = session.identityMap().get(key);
        if (held != null) {
            session.identityMap().pin(held);
        }
        return held;
    }

    @Override
    public void reload(InstanceState state) {
        session.loader().refreshExpired(state);
    }

    @Override
    public @Nullable InstanceState load(IdentityKey key) {
        Object found =
                session.loader().get(key.mapper(), key.values(), LoadOptions.NONE, RowLock.NONE);
        return found == null ? null : session.stateOf(found);
    }

    @Override
    public InstanceState addNew(Mapper mapper) {
        InstanceState state = session.instances().create(mapper);
        session.attachment().add(List.of(state));
        return state;
    }

    @Override
    public InstanceState attachUnloaded(IdentityKey key) {
        InstanceState state = session.instances().create(key.mapper());
        state.identity(key);
        session.attachment().add(List.of(state));
        key.mapper().columns().forEach(state::expire);
        List<ColumnAttribute> identity = key.mapper().identity();
        for (int place = 0; place < key.size(); place++) {
            state.column(identity.get(place), key.value(place));
            state.unexpire(identity.get(place));
        }
        state.snapshot(session.columns().snapshot(state));
        return state;
    }

    @Override
    public Columns columns() {
        return session.columns();
    }
}
