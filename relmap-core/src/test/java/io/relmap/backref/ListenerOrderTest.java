package io.relmap.backref;

import static io.relmap.mapping.Content.LIST;
import static io.relmap.mapping.Content.REFERENCE;
import static io.relmap.mapping.Content.SET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.attribute.Initiator;
import io.relmap.attribute.SlotListener;
import io.relmap.attribute.Stage;
import io.relmap.backref.MemoryModel.Side;
import io.relmap.backref.MemoryModel.Thing;
import io.relmap.mapping.Behaviour;
import io.relmap.observe.AttributeEvent;
import io.relmap.observe.AttributeListener;
import io.relmap.observe.AttributeValidator;
import io.relmap.state.InstanceState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ListenerOrderTest {

    private MemoryModel model;
    private Thing p1;
    private Thing p2;
    private Thing c;
    private Thing d;
    private Thing e;
    private final List<String> calls = new ArrayList<>();

    @BeforeEach
    void begin() {
        begin(new AttributeListener[0], new AttributeListener[0]);
    }

    private void begin(AttributeListener[] ofKids, AttributeListener[] ofParent) {
        model =
                new MemoryModel(Behaviour.STRICT)
                        .pair(
                                "P",
                                Side.of("kids", LIST).listeners(ofKids),
                                "C",
                                Side.of("parent", REFERENCE).listeners(ofParent));
        p1 = model.make("P", "p1");
        p2 = model.make("P", "p2");
        c = model.make("C", "c");
        d = model.make("C", "d");
    }

    /** What a validator is called for beside the values that a program puts in. */
    private enum Scope {
        REMOVALS,
        BACKREFS
    }

    private void validate(Scope... scopes) {
        List<Scope> all = List.of(scopes);
        AttributeListener[] validators = {new Writing(all)};
        begin(validators, validators);
    }

    /** Writes down what it looks at. */
    private final class Writing implements AttributeValidator {
        private final List<Scope> scopes;

        private Writing(List<Scope> scopes) {
            this.scopes = scopes;
        }

        @Override
        public @Nullable Object check(AttributeEvent event, @Nullable Object value) {
            calls.add(
                    event.attribute()
                            + "("
                            + event.owner()
                            + ") "
                            + value
                            + (event.attribute().equals("kids") ? " IN" : ""));
            return value;
        }

        @Override
        public void checkRemoval(AttributeEvent event, Object element) {
            if (scopes.contains(Scope.REMOVALS)) {
                calls.add(event.attribute() + "(" + event.owner() + ") " + element + " OUT");
            }
        }

        @Override
        public boolean includesBackrefs() {
            return scopes.contains(Scope.BACKREFS);
        }
    }

    @Test
    @DisplayName("AT-24: validators with backrefs, without removals")
    void validatorsWithBackrefs() {
        validate(Scope.BACKREFS);
        model.add(p1, "kids", c);
        assertThat(calls).containsExactly("kids(p1) c IN", "parent(c) p1");
        calls.clear();
        model.add(p2, "kids", c);
        assertThat(calls).containsExactly("kids(p2) c IN", "parent(c) p2");
        calls.clear();
        model.set(c, "parent", p1);
        assertThat(calls).containsExactly("parent(c) p1", "kids(p1) c IN");
        calls.clear();
        model.set(c, "parent", null);
        assertThat(calls).containsExactly("parent(c) null");
        model.add(p1, "kids", c, d);
        calls.clear();
        model.replace(p1, "kids", c);
        assertThat(calls).containsExactly("kids(p1) c IN", "parent(d) null");
        calls.clear();
        model.remove(p1, "kids", c);
        assertThat(calls).containsExactly("parent(c) null");
    }

    @Test
    @DisplayName("AT-24, AT-43: validators with removals")
    void validatorsWithRemovals() {
        validate(Scope.BACKREFS, Scope.REMOVALS);
        model.add(p2, "kids", c);
        calls.clear();
        model.set(c, "parent", p1);
        assertThat(calls).containsExactly("parent(c) p1", "kids(p2) c OUT", "kids(p1) c IN");
        calls.clear();
        model.add(p2, "kids", c);
        assertThat(calls).containsExactly("kids(p2) c IN", "parent(c) p2", "kids(p1) c OUT");
        calls.clear();
        model.replace(p2, "kids", d);
        assertThat(calls)
                .containsExactly(
                        "kids(p2) d IN", "parent(d) p2", "kids(p2) c OUT", "parent(c) null");
    }

    @Test
    @DisplayName("AT-24: validators without backrefs")
    void validatorsWithoutBackrefs() {
        validate();
        model.add(p1, "kids", c);
        model.set(c, "parent", p2);
        model.remove(p2, "kids", c);
        assertThat(calls).containsExactly("kids(p1) c IN", "parent(c) p2");
    }

    @Test
    @DisplayName(
            "AT-25, W-96: a veto on either side leaves both as they were; a value may be replaced")
    void aVeto() {
        AttributeValidator veto =
                (event, value) -> {
                    if (value == c) {
                        throw new IllegalArgumentException("not c");
                    }
                    return value == e ? d : value;
                };
        begin(new AttributeListener[] {veto}, new AttributeListener[0]);
        e = model.make("C", "e");
        assertThatThrownBy(() -> model.add(p1, "kids", c)).hasMessage("not c");
        assertThatThrownBy(() -> model.set(c, "parent", p1)).hasMessage("not c");
        assertThat(model.all(p1, "kids")).isEmpty();
        assertThat(model.get(c, "parent")).isNull();

        model.add(p1, "kids", e);
        assertThat(model.all(p1, "kids")).containsExactly(d);
        assertThat(model.get(d, "parent")).isSameAs(p1);
        assertThat(model.get(e, "parent")).isNull();
    }

    @Test
    @DisplayName("AT-20: stages are called in their order, whatever the order of registration")
    void stagesInOrder() {
        for (Stage stage : List.of(Stage.LISTENER, Stage.VALIDATOR, Stage.EXTENSION)) {
            model.attribute(p1, "kids").listen(stage, new Naming(stage.name()));
        }
        model.attribute(p1, "kids").listen(new Naming("second listener"));
        model.add(p1, "kids", c);
        assertThat(calls).containsExactly("EXTENSION", "VALIDATOR", "LISTENER", "second listener");
    }

    @Test
    @DisplayName(
            "AT-21, AT-22, W-97: the last listeners see the other side changed, their own not yet")
    void whatListenersSee() {
        model.attribute(p1, "kids").listen(new Looking());
        model.add(p1, "kids", c);
        model.remove(p1, "kids", c);
        model.set(c, "parent", p1);
        assertThat(calls)
                .containsExactly(
                        "append kids [] parent p1 APPEND",
                        "remove kids [c] parent null REMOVE",
                        "append kids [] parent null REPLACE");
    }

    @Test
    @DisplayName("CO-6, W-26: adding to a set again is no mutation")
    void addingToASetAgain() {
        MemoryModel sets =
                new MemoryModel(Behaviour.STRICT)
                        .pair("P", Side.of("kids", SET), "C", Side.of("parent", REFERENCE));
        Thing p = sets.make("P", "p");
        Thing e = sets.make("C", "e");
        sets.attribute(p, "kids").listen(new Naming("append"));
        sets.add(p, "kids", e, e);
        assertThat(calls).containsExactly("append", "again");
    }

    @Test
    @DisplayName("AT-43, W-105: bulk replace tells of a removal once")
    void bulkReplaceTellsOnce() {
        model.add(p1, "kids", c);
        model.attribute(p1, "kids").listen(new Naming("append"));
        model.replace(p1, "kids");
        assertThat(calls).containsExactly("bulk", "remove");
    }

    private final class Naming implements SlotListener {
        private final String name;

        private Naming(String name) {
            this.name = name;
        }

        @Override
        public Object append(InstanceState owner, Object element, Initiator initiator) {
            calls.add(name);
            return element;
        }

        @Override
        public void remove(InstanceState owner, Object element, Initiator initiator) {
            calls.add("remove");
        }

        @Override
        public void bulkReplace(InstanceState owner, List<Object> values, Initiator initiator) {
            calls.add("bulk");
        }

        @Override
        public void appendWithoutMutation(
                InstanceState owner, Object element, Initiator initiator) {
            calls.add("again");
        }
    }

    @Test
    @DisplayName("AT-26: a checked exception that a listener did not declare undoes the call too")
    void anUndeclaredExceptionUndoesTheCallToo() {
        model.attribute(c, "parent").listen(new Sneaking());
        assertThatThrownBy(() -> model.add(p1, "kids", c)).isInstanceOf(IOException.class);
        assertThat(model.all(p1, "kids")).isEmpty();
        assertThat(model.get(c, "parent")).isNull();
        assertThat(c.state().isModified()).isFalse();
    }

    /** Throws as code does whose language has no checked exceptions. */
    private static final class Sneaking implements SlotListener {
        @Override
        public @Nullable Object set(
                InstanceState owner,
                @Nullable Object value,
                @Nullable Object old,
                Initiator initiator) {
            throw Sneaking.<RuntimeException>sneaked(new IOException("no"));
        }

        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // that is the trick
        private static <E extends Throwable> E sneaked(Throwable thrown) throws E {
            throw (E) thrown;
        }
    }

    private final class Looking implements SlotListener {
        @Override
        public Object append(InstanceState owner, Object element, Initiator initiator) {
            look("append", initiator);
            return element;
        }

        @Override
        public void remove(InstanceState owner, Object element, Initiator initiator) {
            look("remove", initiator);
        }

        private void look(String event, Initiator initiator) {
            calls.add(
                    event
                            + " kids "
                            + model.all(p1, "kids")
                            + " parent "
                            + model.get(c, "parent")
                            + " "
                            + initiator.operation());
        }
    }
}
