package io.relmap.holder.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.Inspect;
import io.relmap.Relmap;
import io.relmap.session.Session;
import io.relmap.testsupport.TestDatabase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

class PairingsTest {

    /** Opened once: each try has objects of its own. */
    private static final Relmap RELMAP = relmap();

    private static Relmap relmap() {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(TestDatabase.H2.freshDataSource())
                        .entities(Left.class, Right.class, Node.class)
                        .build();
        relmap.schema().createAll();
        return relmap;
    }

    @Property(tries = 1000)
    @Label("AT-37, AT-46: outside of sessions both sides say after each call what the model says")
    void transientObjects(
            @ForAll Pairing pairing,
            @ForAll @Size(max = 25) List<@IntRange(min = 0, max = 999_999) Integer> steps) {
        Program program = new Program(pairing, null);
        for (int step : steps) {
            program.change(step);
            program.check(true);
        }
    }

    // One seed: what a build says of a commit stays said. Another one is tried by taking it away.
    @Property(tries = 200, seed = "20261126")
    @Label(
            "AT-46, AT-60 to AT-62: in a session, loaded or not, with flushes in between, and in the rows")
    void attachedObjects(
            @ForAll Pairing pairing,
            @ForAll @Size(max = 20) List<@IntRange(min = 0, max = 999_999) Integer> steps) {
        try (Session session = RELMAP.openSession()) {
            Program program = new Program(pairing, session);
            session.commit();
            for (int step : steps) {
                switch (step % 7) {
                    case 0 -> session.flush();
                    case 1 -> session.commit();
                    case 2 -> program.read(step / 7);
                    default -> program.change(step / 7);
                }
                program.check(false);
            }
            program.check(true);
            session.commit();
            program.check(true);
            session.commit();
            program.checkRows();
        }
    }

    /** Some objects, what is done with them, and what is expected. */
    private static final class Program {

        private final Pairing pairing;
        private final LinkModel model;
        private final @Nullable Session session;
        private final List<Keyed> lefts = new ArrayList<>();
        private final List<Keyed> rights;

        Program(Pairing pairing, @Nullable Session session) {
            this.pairing = pairing;
            this.session = session;
            model = new LinkModel(pairing);
            for (int i = 0; i < 3; i++) {
                lefts.add(pairing.isSelfReferential() ? node("n" + i) : left("l" + i));
            }
            rights = pairing.isSelfReferential() ? lefts : new ArrayList<>();
            for (int i = 0; i < 4 && !pairing.isSelfReferential(); i++) {
                rights.add(
                        right("r" + (session == null ? i % 3 : i))); // rows have keys of their own
            }
            if (session != null) {
                session.addAll(lefts);
                session.addAll(rights);
            }
        }

        private static Left left(String name) {
            Left left = new Left();
            left.name = name;
            return left;
        }

        private static Right right(String name) {
            Right right = new Right();
            right.name = name;
            return right;
        }

        private static Node node(String name) {
            Node node = new Node();
            node.name = name;
            return node;
        }

        void change(int number) {
            boolean fromLeft = number % 2 == 0;
            int rest = number / 2;
            Keyed left = lefts.get(rest % lefts.size());
            rest /= lefts.size();
            Keyed right = rights.get(rest % rights.size());
            rest /= rights.size();
            int kind = rest % 5;
            Keyed other =
                    fromLeft
                            ? rights.get(rest / 5 % rights.size())
                            : lefts.get(rest / 5 % lefts.size());
            if (kind < 2) {
                if (fromLeft) {
                    pairing.left.add(left, right);
                } else {
                    pairing.right.add(right, left);
                }
                model.add(left, right);
            } else if (kind == 2) {
                if (fromLeft) {
                    pairing.left.remove(left, right);
                } else {
                    pairing.right.remove(right, left);
                }
                model.remove(left, right);
            } else if (fromLeft) {
                List<Keyed> all = content(right, other, pairing.left, kind == 4);
                pairing.left.replace(left, all);
                model.replaceRights(left, all);
            } else {
                List<Keyed> all = content(left, other, pairing.right, kind == 4);
                pairing.right.replace(right, all);
                model.replaceLefts(right, all);
            }
        }

        /** None, one or two elements: as many as the side can hold. */
        private static List<Keyed> content(Keyed one, Keyed other, Side side, boolean isEmpty) {
            if (isEmpty) {
                return List.of();
            }
            boolean isAlone =
                    one == other
                            || side.isOne()
                            || (side.isKeyed() && one.key().equals(other.key()));
            return isAlone ? List.of(one) : List.of(one, other);
        }

        void read(int number) {
            if (number % 2 == 0) {
                pairing.left.read(lefts.get(number / 2 % lefts.size()));
            } else {
                pairing.right.read(rights.get(number / 2 % rights.size()));
            }
        }

        /** Compares what is loaded, or all, which loads it. */
        void check(boolean all) {
            for (Keyed left : lefts) {
                if (all || isLoaded(left, pairing.leftName)) {
                    assertThat(new ArrayList<Object>(pairing.left.read(left)))
                            .as(pairing.leftName + " of " + left.key())
                            .containsExactlyInAnyOrderElementsOf(model.rightsOf(left));
                }
            }
            for (Keyed right : rights) {
                if (all || isLoaded(right, pairing.rightName)) {
                    assertThat(new ArrayList<Object>(pairing.right.read(right)))
                            .as(pairing.rightName + " of " + right.key())
                            .containsExactlyInAnyOrderElementsOf(model.leftsOf(right));
                }
            }
        }

        private static boolean isLoaded(Keyed owner, String name) {
            return Inspect.of(owner).attribute(name).isLoaded();
        }

        /** As another session sees it. */
        void checkRows() {
            Set<List<Object>> found = new HashSet<>();
            try (Session next = RELMAP.openSession()) {
                for (Keyed left : lefts) {
                    Keyed copy = next.get(left.getClass(), left.id());
                    assertThat(copy).isNotNull();
                    for (Object right : pairing.left.read(copy)) {
                        found.add(List.of(left.id() + "", ((Keyed) right).id() + ""));
                    }
                }
            }
            assertThat(found).isEqualTo(model.keys());
        }
    }
}
