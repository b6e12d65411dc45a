package io.relmap.collection;

import static io.relmap.testsupport.Family.named;
import static io.relmap.testsupport.Family.parents;
import static io.relmap.testsupport.Family.reference;
import static io.relmap.testsupport.World.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.relmap.error.ErrorCode;
import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.config.ListOrder;
import io.relmap.observe.AttributeEvent;
import io.relmap.observe.AttributeListener;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.Table;
import io.relmap.testsupport.World;
import io.relmap.type.TypeRegistry;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CO-29: which positions an ordered list writes")
class PositionsTest {

    private World world;
    private DynamicEntity p1;
    private DynamicEntity c1;
    private List<DynamicEntity> kids;
    private Runnable onRemove = () -> {};

    private final class Meddling implements AttributeListener {

        @Override
        public void remove(AttributeEvent event, Object element) {
            Runnable once = onRemove;
            onRemove = () -> {};
            once.run();
        }
    }

    /** Two rows of P, none of C. */
    private void begin(Consumer<ListOrder> order) {
        Table children =
                reference(
                                named("c")
                                        .column(
                                                ColumnDefinition.of(
                                                        "place", TypeRegistry.integer())),
                                "p_id",
                                "p")
                        .build();
        world =
                World.of(
                                mapping ->
                                        mapping.mapDynamic(
                                                        "P",
                                                        parents(),
                                                        p ->
                                                                p.list(
                                                                        "kids",
                                                                        "C",
                                                                        r ->
                                                                                r.ordered(
                                                                                                "place",
                                                                                                order)
                                                                                        .listeners(
                                                                                                new Meddling())))
                                                .mapDynamic("C", children, c -> {}))
                        .open()
                        .rows(0);
        p1 = world.p(1);
        kids = p1.list("kids");
    }

    private @Nullable Object place(DynamicEntity element) {
        return element.get("place");
    }

    /** A row whose position has changed since the session read it, and was then expired. */
    private void expired(String before, int now) {
        world.sql("insert into c (name, place) values ('c1', " + before + ")");
        c1 = world.c(1);
        world.session().commit();
        world.sql("update c set place = " + now);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("SE-54: an element added at the end keeps the position that its row has by now")
    void addedWithAnExpiredPosition() {
        begin(order -> {});
        expired("null", 4);
        kids.add(c1);
        assertThat(place(c1)).isEqualTo(4);
    }

    @Test
    @DisplayName(
            "SE-54: an element that takes a place is numbered, whatever it had when it was read")
    void putWithAnExpiredPosition() {
        begin(order -> {});
        expired("0", 4);
        kids.add(world.newC("n"));
        kids.set(0, c1);
        world.session().commit();
        assertThat(world.read("select name, place, p_id from c where p_id is not null"))
                .containsExactly("c1, 0, 1");
    }

    @Test
    @DisplayName("SE-54: whose position has expired, and whom no session can reload, is refused")
    void withAnExpiredPositionOutsideOfASession() {
        begin(order -> {});
        expired("0", 4);
        world.session().expunge(c1);
        List<DynamicEntity> others = world.newP("p").list("kids");
        refused(ErrorCode.DETACHED, () -> others.add(c1), "P.kids", "place");
        assertThat(others).isEmpty();
    }

    @Test
    @DisplayName("AT-26: an element has its position again where the call fails")
    void takenBack() {
        begin(order -> {});
        DynamicEntity n = world.make("C", "name", "n", "place", 9);
        DynamicEntity m = world.newC("m");
        kids.add(m);
        List<DynamicEntity> others = world.p(2).list("kids");
        DynamicEntity other = world.newC("other");
        others.add(other);
        onRemove =
                () -> {
                    others.set(0, n);
                    assertThat(place(n)).isEqualTo(0);
                    throw new IllegalStateException("refused");
                };
        assertThatIllegalStateException().isThrownBy(() -> kids.remove(m));
        assertThat(place(n)).isEqualTo(9);
        assertThat(others).containsExactly(other);
        assertThat(kids).containsExactly(m);
    }

    @Test
    @DisplayName("a numbering sees the list as it is")
    void aNumberingSeesTheList() {
        begin(
                order ->
                        order.numbering(
                                (index, list) -> list.size() * 10 + list.indexOf(list.get(index))));
        DynamicEntity a = world.newC("a");
        DynamicEntity b = world.newC("b");
        kids.add(a);
        kids.add(b);
        assertThat(place(a)).isEqualTo(10);
        assertThat(place(b)).isEqualTo(21);
    }

    @Test
    @DisplayName("where a listener has emptied the list, what was to take a place is the first")
    void emptiedMeanwhile() {
        begin(order -> {});
        kids.addAll(List.of(world.newC("a"), world.newC("b")));
        DynamicEntity n = world.make("C", "name", "n", "place", 9);
        onRemove = kids::clear;
        kids.set(1, n);
        assertThat(kids).containsExactly(n);
        assertThat(place(n)).isEqualTo(0);
    }
}
