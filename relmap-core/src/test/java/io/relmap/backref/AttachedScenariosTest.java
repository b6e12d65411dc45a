package io.relmap.backref;

import static io.relmap.mapping.Content.LIST;
import static io.relmap.mapping.Content.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.attribute.History;
import io.relmap.attribute.Initiator;
import io.relmap.attribute.SlotListener;
import io.relmap.backref.MemoryModel.Side;
import io.relmap.backref.MemoryModel.Thing;
import io.relmap.error.DetachedInstanceException;
import io.relmap.error.InvalidRequestException;
import io.relmap.mapping.Behaviour;
import io.relmap.state.FetchMode;
import io.relmap.state.InstanceState;
import io.relmap.state.LifeCycle;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttachedScenariosTest {

    private MemoryModel model;
    private RecordingSession session;
    private Thing p1;
    private Thing p2;
    private Thing c1;
    private Thing c2;
    private Thing c3;

    @BeforeEach
    void begin() {
        begin(Behaviour.STRICT, Side.of("kids", LIST), Side.of("parent", REFERENCE));
    }

    /** p1 with c1 and c2 in the database; both parents and all three elements are in the session. */
    private void begin(Behaviour behaviour, Side kids, Side parent) {
        model = new MemoryModel(behaviour).pair("P", kids, "C", parent);
        session = new RecordingSession(behaviour);
        p1 = model.make("P", "p1");
        p2 = model.make("P", "p2");
        c1 = model.make("C", "c1");
        c2 = model.make("C", "c2");
        c3 = model.make("C", "c3");
        session.hold(p1, p2, c1, c2);
        session.row(p1, "kids", List.of(c1, c2));
        session.row(p2, "kids", List.of());
        session.known(c1, "parent", p1);
        session.known(c2, "parent", p1);
    }

    private void beginOwned(Behaviour behaviour) {
        begin(behaviour, Side.of("kids", LIST).deleteOrphan(), Side.of("parent", REFERENCE));
    }

    @Test
    @DisplayName(
            "AT-60 to AT-62, W-18: changes through the other side are queued and applied at load")
    void changesAreQueued() {
        model.set(c3, "parent", p1);
        model.set(c1, "parent", p2);
        assertThat(session.loads()).isZero();
        assertThat(model.history(p1, "kids")).isEqualTo("c3|-|c1");
        History history = model.attribute(p1, "kids").history(p1.state(), FetchMode.NO_INITIALIZE);
        assertThat(history.isKnown()).isFalse();
        assertThat(model.all(p1, "kids")).containsExactly(c2, c3);
        assertThat(session.loads()).isEqualTo(1);
        assertThat(model.history(p1, "kids")).isEqualTo("c3|c2|c1");
        assertThat(p1.state().isModified()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    @DisplayName("AT-63, AT-46: what is queued and loaded too is listed twice, unless strict")
    void queuedAndLoaded(Behaviour behaviour) {
        begin(behaviour, Side.of("kids", LIST), Side.of("parent", REFERENCE));
        session.row(p2, "kids", List.of(c3));
        model.set(c3, "parent", p2);
        assertThat(model.all(p2, "kids")).hasSize(behaviour == Behaviour.STRICT ? 1 : 2);
    }

    @Test
    @DisplayName("AT-62: a queued removal of what is not in the rows is ignored")
    void aQueuedRemovalOfNoMember() {
        session.known(c3, "parent", p2);
        model.set(c3, "parent", null);
        assertThat(model.all(p2, "kids")).isEmpty();
        assertThat(model.history(p2, "kids")).isEqualTo("-|-|-");
    }

    @Test
    @DisplayName("AT-3, W-21: a change through the owner's own attribute loads it first")
    void anOwnChangeLoadsFirst() {
        model.add(p1, "kids", c3);
        assertThat(session.loads()).isEqualTo(1);
        assertThat(model.all(p1, "kids")).containsExactly(c1, c2, c3);
        assertThat(model.history(p1, "kids")).isEqualTo("c3|c1,c2|-");
    }

    @Test
    @DisplayName("AT-8, AT-11, W-22: history is net change, the modified mark is not")
    void historyIsNetChange() {
        model.add(p1, "kids", c3, c3);
        model.remove(p1, "kids", c1);
        assertThat(model.history(p1, "kids")).isEqualTo("c3,c3|c2|c1");
        model.remove(p1, "kids", c3);
        model.remove(p1, "kids", c3);
        model.add(p1, "kids", c1);
        assertThat(model.history(p1, "kids")).isEqualTo("-|c2,c1|-");
        assertThat(p1.state().isModified()).isTrue();
    }

    @Test
    @DisplayName(
            "AT-16, W-24: the old value comes from the identity map or is unknown, never by SQL")
    void theOldValueIsLookedUpWithoutSql() {
        model.set(c1, "parent", p2);
        assertThat(model.history(c1, "parent")).isEqualTo("p2|-|p1");
        session.hold(c3);
        session.row(c3, "parent", p1);
        model.set(c3, "parent", p2);
        assertThat(model.history(c3, "parent")).isEqualTo("p2|-|-");
        assertThat(session.loads()).isZero();
    }

    @Test
    @DisplayName("AT-17, W-25: active history loads the old value")
    void activeHistoryLoads() {
        begin(
                Behaviour.STRICT,
                Side.of("kids", LIST),
                Side.of("parent", REFERENCE).activeHistory());
        session.hold(c3);
        session.row(c3, "parent", p1);
        model.set(c3, "parent", p2);
        assertThat(session.loads()).isEqualTo(1);
        assertThat(model.history(c3, "parent")).isEqualTo("p2|-|p1");
    }

    @Test
    @DisplayName("AT-13: a flush resets history, and what is new afterwards loads")
    void aFlushResetsHistory() {
        model.add(p1, "kids", c3);
        p1.state().forgetHistory();
        assertThat(model.history(p1, "kids")).isEqualTo("-|c1,c2,c3|-");
        model.remove(p1, "kids", c1);
        assertThat(model.history(p1, "kids")).isEqualTo("-|c2,c3|c1");
    }

    @Test
    @DisplayName(
            "AT-2, W-70: what a detached object has not loaded is an error, what arrives is queued")
    void detached() {
        p1.state().session(null);
        p1.state().lifeCycle(LifeCycle.DETACHED);
        assertThatThrownBy(() -> model.all(p1, "kids"))
                .isInstanceOf(DetachedInstanceException.class)
                .hasMessageContaining("P.kids")
                .hasMessageContaining("p1");
        assertThatThrownBy(() -> model.add(p1, "kids", c3))
                .isInstanceOf(DetachedInstanceException.class);
        model.set(c3, "parent", p1);
        assertThat(model.history(p1, "kids")).isEqualTo("c3|-|-");
    }

    @Test
    @DisplayName(
            "CO-8, AT-65, W-104: bulk replace loads what was there; the same members are no change")
    void bulkReplaceLoads() {
        model.replace(p1, "kids", c1, c2);
        assertThat(session.loads()).isEqualTo(1);
        assertThat(model.history(p1, "kids")).isEqualTo("-|c1,c2|-");
        model.replace(p1, "kids", c3);
        assertThat(model.history(p1, "kids")).isEqualTo("c3|-|c1,c2");
        assertThat(model.get(c1, "parent")).isNull();
    }

    @Test
    @DisplayName("CA-10, CA-11, W-36, W-37: elements follow into the session")
    void elementsFollowIntoTheSession() {
        model.add(p1, "kids", c3);
        assertThat(session.has(c3)).isTrue();
        Thing p3 = model.make("P", "p3");
        model.add(p3, "kids", c1);
        assertThat(session.has(p3)).isTrue();
        assertThat(p3.state().lifeCycle()).isEqualTo(LifeCycle.PENDING);
    }

    @Test
    @DisplayName("CA-11, W-36, W-37: without cascadeBackrefs only the own side carries in")
    void withoutCascadeBackrefs() {
        begin(
                Behaviour.STRICT,
                Side.of("kids", LIST).noCascadeBackrefs(),
                Side.of("parent", REFERENCE).noCascadeBackrefs());
        model.set(c3, "parent", p1);
        assertThat(session.has(c3)).isFalse();
        Thing p3 = model.make("P", "p3");
        model.add(p3, "kids", c1);
        assertThat(session.has(p3)).isFalse();
        Thing p4 = model.make("P", "p4");
        model.set(c2, "parent", p4);
        assertThat(session.has(p4)).isTrue();
        model.replace(p1, "kids", c3);
        assertThat(session.has(c3)).as("CO-9").isTrue();
    }

    @Test
    @DisplayName("CA-10, W-38: an element of another session is refused, and nothing is linked")
    void anElementOfAnotherSession() {
        RecordingSession other = new RecordingSession(Behaviour.STRICT);
        other.hold(c3);
        assertThatThrownBy(() -> model.add(p2, "kids", c3))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(model.all(p2, "kids")).isEmpty();
        assertThat(c3.state().isPresent(0)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    @DisplayName("CA-43, W-46: a pending orphan leaves the session at once")
    void aPendingOrphanLeaves(Behaviour behaviour) {
        beginOwned(behaviour);
        model.add(p1, "kids", c3);
        assertThat(c3.state().lifeCycle()).isEqualTo(LifeCycle.PENDING);
        model.remove(p1, "kids", c3);
        assertThat(c3.state().lifeCycle()).isEqualTo(LifeCycle.TRANSIENT);
        model.set(c3, "parent", p1);
        model.set(c3, "parent", p2);
        assertThat(c3.state().lifeCycle()).isEqualTo(LifeCycle.PENDING);
        model.set(c3, "parent", null);
        assertThat(c3.state().lifeCycle()).isEqualTo(LifeCycle.TRANSIENT);
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    @DisplayName("CA-43: a pending element that moves by the collection stays in a strict session")
    void aPendingElementThatMoves(Behaviour behaviour) {
        beginOwned(behaviour);
        model.add(p1, "kids", c3);
        model.add(p2, "kids", c3);
        assertThat(model.get(c3, "parent")).isSameAs(p2);
        assertThat(session.has(c3)).isEqualTo(behaviour == Behaviour.STRICT);
    }

    @Test
    @DisplayName("CA-44, W-48: an orphan outside of a session is marked")
    void anOrphanOutsideIsMarked() {
        beginOwned(Behaviour.STRICT);
        Thing p3 = model.make("P", "p3");
        model.add(p3, "kids", c3);
        assertThat(c3.state().isFlaggedAsOrphan()).isFalse();
        model.remove(p3, "kids", c3);
        assertThat(c3.state().isFlaggedAsOrphan()).isTrue();
    }

    @Test
    @DisplayName("CA-40, CA-47, W-50: two owners: lacking one makes an orphan")
    void twoOwners() {
        model =
                new MemoryModel(Behaviour.STRICT)
                        .relate("A", "C", Side.of("kids", LIST).deleteOrphan())
                        .relate("B", "C", Side.of("kids", LIST).deleteOrphan());
        session = new RecordingSession(Behaviour.STRICT);
        Thing a = model.make("A", "a");
        Thing b = model.make("B", "b");
        Thing c = model.make("C", "c");
        session.hold(a, b);
        session.row(a, "kids", List.of());
        session.row(b, "kids", List.of());
        model.add(a, "kids", c);
        model.add(b, "kids", c);
        assertThat(session.has(c)).isTrue();
        model.remove(a, "kids", c);
        assertThat(session.has(c)).isFalse();
    }

    @Test
    @DisplayName(
            "AT-26: a listener that throws at the end undoes both sides and what entered the session")
    void aThrowingListenerUndoesAll() {
        model.add(p1, "kids", c3);
        Thing c4 = model.make("C", "c4");
        model.attribute(p1, "kids").listen(new Refusing());
        assertThatThrownBy(() -> model.replace(p1, "kids", c4, c1))
                .isInstanceOf(IllegalStateException.class);
        assertThat(model.all(p1, "kids")).containsExactly(c1, c2, c3);
        assertThat(session.has(c4)).isFalse();
        assertThat(c4.state().isModified()).isFalse();
        assertThat(model.history(p1, "kids")).isEqualTo("c3|c1,c2|-");
    }

    private static final class Refusing implements SlotListener {
        @Override
        public Object append(InstanceState owner, Object element, Initiator initiator) {
            throw new IllegalStateException("no");
        }
    }

    @Test
    @DisplayName("AT-67: setCommitted puts content in as if loaded")
    void setCommitted() {
        model.add(p1, "kids", c3);
        model.attribute(p1, "kids").setCommitted(p1.state(), List.of(c2));
        assertThat(model.history(p1, "kids")).isEqualTo("-|c2|-");
        assertThat(model.get(c3, "parent")).isSameAs(p1);
    }
}
