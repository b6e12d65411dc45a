package io.relmap.spring;

import static io.relmap.spring.fixture.Transactions.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Inspect;
import io.relmap.ObjectState;
import io.relmap.error.InvalidRequestException;
import io.relmap.spring.fixture.Author;
import io.relmap.testsupport.TestDatabase;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DuplicateKeyException;

@DisplayName("Nested transactions and savepoints of relmap's manager")
class NestedTransactionTest {

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aNestedTransactionThatFailsTakesBackItsOwnChangesOnly(TestDatabase database) {
        run(
                database,
                app -> {
                    AtomicReference<Author> kept = new AtomicReference<>();
                    AtomicReference<Author> lost = new AtomicReference<>();
                    app.required(
                            () -> {
                                kept.set(new Author("kept"));
                                app.session().add(kept.get());
                                assertThatThrownBy(
                                                () ->
                                                        app.nested(
                                                                () -> {
                                                                    lost.set(new Author("lost"));
                                                                    app.session().add(lost.get());
                                                                    kept.get().setName("changed");
                                                                    app.session().flush();
                                                                    throw new IllegalStateException(
                                                                            "no");
                                                                }))
                                        .hasMessage("no");
                                assertThat(app.session().contains(kept.get())).isTrue();
                                assertThat(app.session().contains(lost.get())).isFalse();
                                assertThat(Inspect.of(lost.get()).state())
                                        .isEqualTo(ObjectState.TRANSIENT);
                                app.session().refresh(kept.get());
                                assertThat(kept.get().getName()).isEqualTo("kept");
                                app.session().add(new Author("after"));
                            });

                    assertThat(app.names()).containsExactlyInAnyOrder("kept", "after");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aNestedTransactionThatEndsWellBelongsToTheOuterOne(TestDatabase database) {
        run(
                database,
                app -> {
                    app.required(
                            () -> {
                                app.nested(() -> app.session().add(new Author("inner")));
                                assertThat(app.names())
                                        .as("its end has flushed")
                                        .containsExactly("inner");
                                app.session().add(new Author("outer"));
                            });

                    assertThat(app.names()).containsExactlyInAnyOrder("inner", "outer");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aNestedTransactionWhoseFlushFailsAtItsEndLeavesTheOuterOneUsable(TestDatabase database) {
        run(
                database,
                app -> {
                    app.required(
                            () -> {
                                app.session().add(new Author("twice"));
                                assertThatThrownBy(
                                                () ->
                                                        app.nested(
                                                                () ->
                                                                        app.session()
                                                                                .add(
                                                                                        new Author(
                                                                                                "twice"))))
                                        .isInstanceOf(DuplicateKeyException.class);
                                app.session().add(new Author("after"));
                            });

                    assertThat(app.names()).containsExactlyInAnyOrder("twice", "after");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aSessionFirstUsedInsideANestedTransactionIsRolledBackWithIt(TestDatabase database) {
        run(
                database,
                app -> {
                    app.required(
                            () -> {
                                assertThatThrownBy(
                                                () ->
                                                        app.nested(
                                                                () -> {
                                                                    app.session()
                                                                            .add(
                                                                                    new Author(
                                                                                            "lost"));
                                                                    app.session().flush();
                                                                    throw new IllegalStateException(
                                                                            "no");
                                                                }))
                                        .hasMessage("no");
                                assertThat(app.session().query(Author.class).count()).isZero();
                                app.session().add(new Author("after"));
                            });

                    assertThat(app.names()).containsExactly("after");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aSavepointThatAProgramSetsNeedsAFlushedSession(TestDatabase database) {
        run(
                database,
                app -> {
                    app.template()
                            .executeWithoutResult(
                                    status -> {
                                        app.session().add(new Author("before"));
                                        assertThatThrownBy(status::createSavepoint)
                                                .isInstanceOf(InvalidRequestException.class)
                                                .hasMessageContaining("session.flush()");
                                        status.flush();
                                        Object savepoint = status.createSavepoint();
                                        Author lost = new Author("lost");
                                        app.session().add(lost);
                                        app.session().flush();
                                        status.rollbackToSavepoint(savepoint);
                                        assertThat(app.session().contains(lost)).isFalse();
                                        app.session().add(new Author("again lost"));
                                        app.session().flush();
                                        status.rollbackToSavepoint(savepoint);
                                        status.releaseSavepoint(savepoint);
                                    });

                    assertThat(app.names()).containsExactly("before");
                });
    }
}
