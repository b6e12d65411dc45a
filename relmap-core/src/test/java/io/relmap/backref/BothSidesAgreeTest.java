package io.relmap.backref;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.attribute.EntityShape;
import io.relmap.attribute.Initiator;
import io.relmap.attribute.RelationshipAttribute;
import io.relmap.attribute.SlotListener;
import io.relmap.backref.MemoryModel.Thing;
import io.relmap.mapping.Behaviour;
import io.relmap.state.InstanceState;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BothSidesAgreeTest {

    @Property(tries = 2000)
    @Label("AT-46: after every strict call both sides agree, whatever the pairing")
    void bothSidesAgreeAfterEveryCall(
            @ForAll RandomProgram.Pairing pairing,
            @ForAll @Size(max = 25) List<@IntRange(min = 0, max = 99_999) Integer> steps) {
        RandomProgram program = new RandomProgram(pairing, Behaviour.STRICT);
        for (int step : steps) {
            program.step(step);
            agree(program);
        }
    }

    private static void agree(RandomProgram program) {
        for (Thing one : program.ones()) {
            for (Thing other : program.others()) {
                RelationshipAttribute kids = program.model().attribute(one, "kids");
                boolean there = kids.holds(one.state(), other);
                boolean back = program.model().attribute(other, "parent").holds(other.state(), one);
                assertThat(back).as(one + " and " + other).isEqualTo(there);
                if (there && kids.wiring().flags().manyToMany()) {
                    continue;
                }
                if (there) {
                    assertThat(other.state().parent(kids)).isSameAs(one.state());
                } else {
                    assertThat(other.state().parent(kids)).isNotSameAs(one.state());
                }
            }
        }
    }

    @Property(tries = 1000)
    @Label("AT-26: a call that a listener stops at any place changes nothing")
    void aStoppedCallChangesNothing(
            @ForAll RandomProgram.Pairing pairing,
            @ForAll Behaviour behaviour,
            @ForAll @Size(max = 15) List<@IntRange(min = 0, max = 99_999) Integer> steps,
            @ForAll @IntRange(min = 0, max = 99_999) int last,
            @ForAll @IntRange(max = 4) int patience) {
        RandomProgram program = new RandomProgram(pairing, behaviour);
        for (int step : steps) {
            try {
                program.step(step);
            } catch (io.relmap.error.InvalidRequestException keyInUse) {
                return; // a map's keys were changed: the reference refuses
            }
        }
        Stopping stopping = new Stopping(patience);
        for (Thing thing : List.of(program.ones().get(0), program.others().get(0))) {
            EntityShape.of(thing.state()).attributes().forEach(each -> each.listen(stopping));
        }
        String before = program.picture();
        try {
            program.step(last);
            assertThat(stopping.hasStopped).isFalse();
        } catch (IllegalStateException | io.relmap.error.InvalidRequestException stopped) {
            assertThat(program.picture()).isEqualTo(before);
        }
    }

    /** Lets some events pass, then stops the next. */
    private static final class Stopping implements SlotListener {

        private int patience;
        private boolean hasStopped;

        private Stopping(int patience) {
            this.patience = patience;
        }

        private void count() {
            if (patience-- == 0) {
                hasStopped = true;
                throw new IllegalStateException("stopped");
            }
        }

        @Override
        public Object append(InstanceState owner, Object element, Initiator initiator) {
            count();
            return element;
        }

        @Override
        public void remove(InstanceState owner, Object element, Initiator initiator) {
            count();
        }

        @Override
        public Object set(InstanceState owner, Object value, Object old, Initiator initiator) {
            count();
            return value;
        }
    }
}
