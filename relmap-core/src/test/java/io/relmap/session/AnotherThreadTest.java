package io.relmap.session;

import static io.relmap.testsupport.Family.lists;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.relmap.error.ErrorCode;
import io.relmap.error.RelmapException;
import io.relmap.holder.DynamicEntity;
import io.relmap.testsupport.World;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
        "SE-72: while one thread is in a call, the objects of its session are for no other one")
class AnotherThreadTest {

    private World world;
    private DynamicEntity p1;

    @BeforeEach
    void begin() {
        world = World.of(lists()).open();
        world.rows(1);
        p1 = world.p(1);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("what is not loaded is not loaded by another one")
    void nothingIsLoaded() {
        assertThat(elsewhereDuringACall(() -> p1.list("kids").size()))
                .isEqualTo(ErrorCode.WRONG_THREAD);
        assertThat(p1.list("kids")).hasSize(1);
    }

    @Test
    @DisplayName("nor is an expired column")
    void noColumnIsReloaded() {
        world.session().expire(p1);
        assertThat(elsewhereDuringACall(() -> p1.get("name"))).isEqualTo(ErrorCode.WRONG_THREAD);
        assertThat(p1.get("name")).isEqualTo("p1");
    }

    @Test
    @DisplayName("AT-26: a relationship is not changed, on either side")
    void nothingIsChanged() {
        world.load(p1, "kids");
        DynamicEntity c1 = world.c(1);
        world.load(c1, "parent");
        assertThat(elsewhereDuringACall(() -> p1.list("kids").remove(0)))
                .isEqualTo(ErrorCode.WRONG_THREAD);
        assertThat(p1.list("kids")).containsExactly(c1);
        assertThat(c1.get("parent")).isSameAs(p1);
    }

    @Test
    @DisplayName("what is loaded may be read")
    void whatIsLoadedMayBeRead() {
        world.load(p1, "kids");
        assertThat(elsewhereDuringACall(() -> p1.list("kids").get(0))).isNull();
    }

    @Test
    @DisplayName("between two calls any thread may use it, however the first one ended")
    void betweenCalls() {
        Session session = world.session();
        List<ThrowingCallable> calls =
                List.of(
                        session::flush,
                        () -> session.get("P", 2),
                        () -> session.expunge(world.newP("refused")),
                        () ->
                                session.doWithConnection(
                                        connection -> {
                                            throw new IllegalStateException("refused");
                                        }));
        for (ThrowingCallable call : calls) {
            var unused = catchThrowable(call);
            assertThat(elsewhere(session::flush)).isNull();
        }
    }

    @Test
    @DisplayName("SE-15: a session that is closed for good says so to every thread")
    void aClosedSessionSaysSo() {
        Session closed =
                world.relmap().openSession(SessionOptions.defaults().withCloseResetsOnly(false));
        closed.close();
        assertThat(codeOf(closed::flush)).isEqualTo(ErrorCode.SESSION_CLOSED);
        assertThat(elsewhere(closed::flush)).isEqualTo(ErrorCode.SESSION_CLOSED);
    }

    /** The code that another thread gets while this one is in a call of the session; null for none. */
    private @Nullable ErrorCode elsewhereDuringACall(ThrowingCallable call) {
        return world.session().doWithConnection(connection -> elsewhere(call));
    }

    private static @Nullable ErrorCode elsewhere(ThrowingCallable call) {
        AtomicReference<@Nullable ErrorCode> code = new AtomicReference<>();
        Thread other = new Thread(() -> code.set(codeOf(call)));
        other.start();
        try {
            other.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return code.get();
    }

    private static @Nullable ErrorCode codeOf(ThrowingCallable call) {
        try {
            call.call();
            return null;
        } catch (RelmapException e) {
            return e.code();
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
