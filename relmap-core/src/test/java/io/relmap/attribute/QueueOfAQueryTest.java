package io.relmap.attribute;

import static io.relmap.testsupport.Family.named;
import static io.relmap.testsupport.Family.pair;
import static io.relmap.testsupport.Family.plain;
import static io.relmap.testsupport.Family.reference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.relmap.Inspect;
import io.relmap.annotation.Lazy;
import io.relmap.holder.DynamicEntity;
import io.relmap.holder.ToQuery;
import io.relmap.mapping.Content;
import io.relmap.observe.AttributeEvent;
import io.relmap.observe.AttributeListener;
import io.relmap.schema.Table;
import io.relmap.testsupport.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("LO-91, CO-30: what is queued for a relationship that is read as a query")
class QueueOfAQueryTest {

    private final List<String> told = new ArrayList<>();
    private World world;
    private DynamicEntity p1;
    private ToQuery<DynamicEntity> kids;

    private final class Noting implements AttributeListener {

        @Override
        public Object append(AttributeEvent event, Object element) {
            told.add("added " + ((DynamicEntity) element).get("name"));
            return element;
        }

        @Override
        public void bulkReplace(AttributeEvent event, List<Object> elements) {
            told.add("replaced by " + elements.size());
        }
    }

    private void begin() {
        world =
                World.of(
                                pair(
                                        Content.QUERY,
                                        r -> r.lazy(Lazy.DYNAMIC).listeners(new Noting()),
                                        plain()))
                        .open()
                        .rows(1);
        p1 = world.p(1);
        kids = p1.query("kids");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("comes behind the rows, where no flush has written it before")
    void comesBehindTheRows() {
        begin();
        DynamicEntity n = world.newC("n");
        kids.add(n);
        assertThat(kids.list()).containsExactly(world.c(1), n);
    }

    @Test
    @DisplayName("is there once if the rows have it already")
    void isThereOnce() {
        begin();
        DynamicEntity c1 = world.c(1);
        kids.add(c1);
        assertThat(kids.list()).containsExactly(c1);
        assertThat(world.loadHistory(p1, "kids")).isEqualTo("-|c1|-");
    }

    @Test
    @DisplayName("AT-67: is dropped where the attribute counts as loaded")
    void isDropped() {
        begin();
        kids.add(world.newC("n"));
        Inspect.of(p1).attribute("kids").setCommitted(List.of());
        assertThat(Inspect.of(p1).attribute("kids").history().hasChanges()).isFalse();
    }

    @Test
    @DisplayName(
            "CO-8: is each element once that a whole content names twice, and is told of before")
    void aWholeContent() {
        begin();
        DynamicEntity n = world.newC("n");
        DynamicEntity m = world.newC("m");
        kids.replaceWith(List.of(n, n, m));
        assertThat(told).containsExactly("replaced by 3", "added n", "added m");
        assertThat(world.history(p1, "kids")).isEqualTo("n,m|-|c1");
    }

    @Test
    @DisplayName("CO-10: is nothing where one of a whole content is of another class")
    void anotherType() {
        begin();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kids.replaceWith(List.of(world.newC("n"), world.p(2))))
                .withMessageContaining("P.kids");
        assertThat(Inspect.of(p1).attribute("kids").history().hasChanges()).isFalse();
        assertThat(told).isEmpty();
    }

    @Test
    @DisplayName("is a removal of any row's object where a table of links says who belongs to whom")
    void removalOfALink() {
        Table links = reference(reference(Table.named("lr"), "l_id", "l"), "r_id", "r").build();
        world =
                World.of(
                                mapping ->
                                        mapping.mapDynamic(
                                                        "L",
                                                        named("l").build(),
                                                        l ->
                                                                l.query(
                                                                        "rs",
                                                                        "R",
                                                                        rs ->
                                                                                rs.secondary("lr")
                                                                                        .lazy(
                                                                                                Lazy
                                                                                                        .DYNAMIC)))
                                                .mapDynamic("R", named("r").build(), r -> {})
                                                .table(links))
                        .open();
        world.sql(
                "insert into l (name) values ('l')",
                "insert into r (name) values ('r')",
                "insert into lr values (1, 1)");
        DynamicEntity l = world.get("L", 1);
        assertThat(l.query("rs").remove(world.get("R", 1))).isTrue();
        world.session().commit();
        assertThat(world.read("select * from lr")).isEmpty();
    }
}
